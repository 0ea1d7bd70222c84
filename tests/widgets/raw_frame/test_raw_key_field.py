"""A key of four bytes: random until one is written."""

from __future__ import annotations

import pytest

from wsinspector.widgets.raw_frame.raw_key_field import RawKeyField


@pytest.fixture
def field(qtbot) -> RawKeyField:
    field = RawKeyField()
    qtbot.addWidget(field)
    field.switch.setChecked(True)
    return field


def test_without_a_written_key_it_is_random_and_shown(field: RawKeyField) -> None:
    first = field.key
    assert first is not None
    assert field.edit.placeholderText() == first.hex(" ")
    field.renew()
    assert field.key != first


def test_a_written_key_stays(field: RawKeyField) -> None:
    field.edit.setText("37fa213d")
    field.renew()
    assert field.key == bytes.fromhex("37fa213d")
    field.random.click()
    assert field.key != bytes.fromhex("37fa213d")


@pytest.mark.parametrize("written", ["37 fa", "zz", "37 fa 21 3d 00", "1"])
def test_what_is_no_key_is_a_problem(field: RawKeyField, written: str) -> None:
    field.edit.setText(written)
    assert field.key is None
    assert "four bytes" in field.problem


def test_without_a_mask_there_is_neither_key_nor_problem(field: RawKeyField) -> None:
    field.edit.setText("zz")
    field.switch.setChecked(False)
    assert field.key is None
    assert field.problem == ""
    assert not field.edit.isEnabled()
    field.set_key(b"abcd")
    assert field.key == b"abcd"
    field.set_key(None)
    assert field.key is None
