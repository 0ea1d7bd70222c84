"""The row before of the same connection, however far."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from wsinspector.models.neighbours import row_before


@given(st.lists(st.sampled_from([1, 2, 256, 65536, 0x01010101, 0x00010000])))
def test_finds_what_a_loop_finds(ids: list[int]) -> None:
    column = array("I", ids)
    for row, wanted in enumerate(ids):
        expected = next((at for at in range(row - 1, -1, -1) if ids[at] == wanted), None)
        assert row_before(column, row) == expected


def test_far_away() -> None:
    column = array("I", [7] + [9] * 300_000 + [7])
    assert row_before(column, 300_001) == 0
    column[0] = 8
    assert row_before(column, 300_001) is None
