"""Where each byte of a hex view stands."""

from __future__ import annotations

from dataclasses import dataclass

_GROUP = 8
_WIDEST = 16
_OFFSET_DIGITS_MIN = 4


@dataclass(frozen=True, slots=True)
class HexGrid:
    """Columns of a hex view, measured in the width of one digit.

    Attributes:
        cell: width of one digit in pixels.
        per_row: bytes in a row.
        digits: digits of an offset.
        margin: pixels at either side.
    """

    cell: float
    per_row: int
    digits: int
    margin: float

    @staticmethod
    def fitting(cell: float, width: float, size: int, margin: float) -> HexGrid:
        """The widest grid of 16, 8 or 4 bytes in a row that a width has room for.

        Args:
            cell: width of one digit in pixels.
            width: pixels there are.
            size: how many bytes there are to show.
            margin: pixels at either side.
        """
        digits = max(_OFFSET_DIGITS_MIN, len(f"{max(0, size - 1):x}"))
        per_row = _WIDEST
        while per_row > _GROUP // 2:
            grid = HexGrid(cell, per_row, digits, margin)
            if grid.width <= width:
                return grid
            per_row //= 2
        return HexGrid(cell, per_row, digits, margin)

    @property
    def width(self) -> float:
        """Pixels that it needs."""
        return self.text_x(self.per_row) + self.margin

    def hex_x(self, column: int) -> float:
        """Left edge of the two digits of a byte."""
        gap = 1 if column >= _GROUP else 0
        return self.margin + (self.digits + 2 + 3 * column + gap) * self.cell

    def text_x(self, column: int) -> float:
        """Left edge of a byte's sign in the text column."""
        return self.hex_x(self.per_row - 1) + (2 + 2 + column) * self.cell

    def column_at(self, x: float) -> int:
        """The column of the byte nearest to a place, in whichever half of the view that is."""
        if x >= self.text_x(0) - self.cell:
            return self._clamp(int((x - self.text_x(0)) // self.cell))
        column = 0
        while column + 1 < self.per_row and x >= self.hex_x(column + 1) - self.cell / 2:
            column += 1
        return column

    def _clamp(self, column: int) -> int:
        return max(0, min(self.per_row - 1, column))
