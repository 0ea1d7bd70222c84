"""The declared length: true until one is written, up to 64 bits."""

from __future__ import annotations

import pytest

from wsinspector.widgets.raw_frame.raw_length_field import RawLengthField


@pytest.fixture
def field(qtbot) -> RawLengthField:
    field = RawLengthField()
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    "written, declared",
    [("", None), ("0", 0), ("9223372036854775808", 2**63), ("0xFF", 255), (" 1 000 ", 1000)],
)
def test_numbers(field: RawLengthField, written: str, declared: int | None) -> None:
    field.edit.setText(written)
    assert field.declared == declared
    assert field.problem == ""


@pytest.mark.parametrize("written", ["-1", "x", "1.5", "18446744073709551616", "0x", "9" * 5000])
def test_what_is_no_length_is_a_problem(field: RawLengthField, written: str) -> None:
    field.edit.setText(written)
    assert field.declared is None
    assert "2^64" in field.problem


def test_the_encoding_and_the_true_length(field: RawLengthField) -> None:
    assert field.bits is None
    field.set_length(7, 64)
    assert (field.declared, field.bits) == (7, 64)
    field.set_length(None, None)
    assert (field.declared, field.bits) == (None, None)
    field.set_true_length(12)
    assert field.edit.placeholderText() == "true: 12"
