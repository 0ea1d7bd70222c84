"""Offsets and pauses, and what is wrong with them."""

from __future__ import annotations

import pytest

from wsinspector.protocol.exchange import Piece
from wsinspector.widgets.raw_frame.raw_split_field import RawSplitField


@pytest.fixture
def field(qtbot) -> RawSplitField:
    field = RawSplitField()
    qtbot.addWidget(field)
    return field


def test_without_offsets_all_goes_at_once(field: RawSplitField) -> None:
    assert field.problem(0) == ""
    assert field.split(b"abc").pieces == (Piece(b"abc"),)
    assert not field.pause.isEnabled()


@pytest.mark.parametrize("written", ["1, 3", "3;1", " 1  3 ", "1,3,"])
def test_offsets(field: RawSplitField, written: str) -> None:
    field.edit.setText(written)
    field.pause.setValue(40)
    assert field.problem(4) == ""
    assert field.split(b"abcd").pieces == (Piece(b"a"), Piece(b"bc", 40), Piece(b"d", 40))


@pytest.mark.parametrize(
    "written, said",
    [
        ("x", "whole numbers"),
        ("-1", "whole numbers"),
        ("1.5", "whole numbers"),
        ("5", "offset 5 lies behind the last of 4 bytes"),
        ("9" * 30, "whole numbers"),
        (",".join("1" * 1001), "1000 pieces at most"),
    ],
)
def test_problems(field: RawSplitField, written: str, said: str) -> None:
    field.edit.setText(written)
    assert said in field.problem(4)
