"""Bytes stand where they are looked for."""

from __future__ import annotations

import pytest

from wsinspector.widgets.frame.hex_grid import HexGrid


@pytest.mark.parametrize(
    "width, per_row", [(1000, 16), (584, 16), (583, 8), (320, 8), (319, 4), (10, 4)]
)
def test_a_row_has_as_many_bytes_as_there_is_room_for(width, per_row):
    grid = HexGrid.fitting(8, width, 100, 4)
    assert grid.per_row == per_row
    if width > 200:
        assert grid.width <= width


def test_offsets_have_the_digits_that_the_last_one_needs():
    sizes = (0, 1, 0x10000, 0x10001, 16 << 20, (16 << 20) + 1)
    assert [HexGrid.fitting(8, 999, size, 4).digits for size in sizes] == [4, 4, 4, 5, 6, 7]


@pytest.mark.parametrize("per_row", [4, 8, 16])
def test_a_place_leads_back_to_its_byte(per_row):
    grid = HexGrid(8, per_row, 4, 4)
    for column in range(per_row):
        assert grid.column_at(grid.hex_x(column) + 1) == column
        assert grid.column_at(grid.hex_x(column) + 15) == column
        assert grid.column_at(grid.text_x(column) + 1) == column
    assert grid.column_at(-50) == 0
    assert grid.column_at(9999) == per_row - 1
    assert grid.text_x(0) > grid.hex_x(per_row - 1) + 2 * grid.cell
