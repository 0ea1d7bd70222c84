from __future__ import annotations

import pytest

from wsinspector.widgets.hex_field import HexField


@pytest.fixture
def field(qtbot) -> HexField:
    field = HexField()
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize("typed, data", [("", b""), ("88 02 03e8", b"\x88\x02\x03\xe8")])
def test_what_is_typed_are_bytes(field: HexField, typed: str, data: bytes) -> None:
    field.setText(typed)
    assert field.data == data
    assert field.problem == ""


@pytest.mark.parametrize("typed, said", [("88 0", "at character 4"), ("8x", "Character 2")])
def test_what_is_wrong_is_said_and_left_as_it_is(field: HexField, typed: str, said: str) -> None:
    field.setText(typed)
    assert field.data is None
    assert said in field.problem
    assert field.text() == typed


def test_what_means_the_same_is_not_written_anew(field: HexField) -> None:
    field.setText("8802")
    field.set_data(b"\x88\x02")
    assert field.text() == "8802"
    field.set_data(b"\x89\x00")
    assert field.text() == "89 00"
