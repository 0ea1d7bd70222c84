"""A selection has two ends, and stays within the bytes."""

from __future__ import annotations

from wsinspector.widgets.frame.hex_selection import HexSelection


def test_both_ends_are_in_it():
    assert (HexSelection(3, 5).start, HexSelection(3, 5).stop) == (3, 6)
    assert (HexSelection(5, 3).start, HexSelection(5, 3).stop) == (3, 6)


def test_it_moves_or_grows_and_stops_at_the_end():
    selection = HexSelection(3, 3)
    assert selection.moved(7, 10, extend=False) == HexSelection(7, 7)
    assert selection.moved(7, 10, extend=True) == HexSelection(3, 7)
    assert selection.moved(99, 10, extend=True) == HexSelection(3, 9)
    assert selection.moved(-1, 10, extend=False) == HexSelection(0, 0)
