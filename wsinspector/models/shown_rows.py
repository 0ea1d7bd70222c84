"""The rows of a timeline with what is inferred between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import InferredRow
    from wsinspector.models.rows_in_view import RowsInView


class Placed(NamedTuple):
    """An inferred row and where it stands.

    Attributes:
        at: how many recorded rows stand before it.
        row: what became true.
    """

    at: int
    row: InferredRow


class ShownRows:
    """Positions of recorded and inferred rows together.

    There are a few inferred rows at most, and they are looked through each time: what is recorded
    costs as much as without them.

    Args:
        journal: where the entries are.
        recorded: the rows that something was recorded for.
    """

    def __init__(self, journal: Journal, recorded: RowsInView) -> None:
        self._journal = journal
        self._recorded = recorded
        self._placed: list[Placed] = []

    def __len__(self) -> int:
        return len(self._recorded) + len(self._placed)

    def __getitem__(self, position: int) -> int:
        """The entry of a row; of an inferred one that which it follows from."""
        if not self._placed:
            return self._recorded[position]
        inferred = self.inferred(position)
        return self._recorded[self._before(position)] if inferred is None else inferred.after

    # -- what is inferred -----------------------------------------------------------------------

    @property
    def all_inferred(self) -> list[InferredRow]:
        """The inferred rows, from the top."""
        return [placed.row for placed in self._placed]

    def inferred(self, position: int) -> InferredRow | None:
        """The inferred row at a position; None for one that was recorded."""
        for number, placed in enumerate(self._placed):
            if placed.at + number == position:
                return placed.row
        return None

    def recorded(self, position: int) -> int:
        """The entry of the last recorded row up to a position."""
        while position > 0 and self.inferred(position) is not None:
            position -= 1
        return self[position]

    def position_of(self, row: InferredRow) -> int:
        """Where an inferred row stands, or would stand."""
        for number, placed in enumerate(self._placed):
            if placed.row == row:
                return placed.at + number
        at = self._place(row)
        return at + sum(one.at <= at for one in self._placed)

    def insert(self, row: InferredRow) -> None:
        """Let an inferred row stand behind the last row that is not later."""
        at = self._place(row)
        number = sum(one.at <= at for one in self._placed)
        self._placed.insert(number, Placed(at, row))

    def remove(self, row: InferredRow) -> None:
        """Show an inferred row no longer."""
        self._placed = [one for one in self._placed if one.row != row]

    def _place(self, row: InferredRow) -> int:
        """How many recorded rows are not later than an inferred one, nor what it follows from."""
        low, high = 0, len(self._recorded)
        while low < high:
            middle = (low + high) // 2
            entry = self._recorded[middle]
            if entry <= row.after or self._journal.time_of(entry) <= row.time_ns:
                low = middle + 1
            else:
                high = middle
        return low

    # -- what was recorded ----------------------------------------------------------------------

    def grow(self) -> bool:
        """Take in what is new; False when older rows came or went, so that all changed."""
        return self._recorded.grow()

    def find(self, entry: int) -> int | None:
        """The position of an entry's own row; None if it is not in view."""
        at = self._recorded.find(entry)
        return None if at is None else self._after(at)

    def before(self, position: int, connection: int) -> int | None:
        """The entry of the last recorded row before a position that is of this connection."""
        inferred = self.inferred(position) if self._placed else None
        if inferred is not None:
            return inferred.after
        return self._recorded.before(self._before(position), connection)

    def range_of(self, first_row: int, last_row: int) -> tuple[int, int]:
        """Positions of the first and last of these rows of the journal that are in view."""
        low, high = self._recorded.range_of(first_row, last_row)
        return (self._after(low), self._after(high)) if low <= high else (low, high)

    def _after(self, at: int) -> int:
        """The position of a recorded row."""
        return at + sum(placed.at <= at for placed in self._placed)

    def _before(self, position: int) -> int:
        """Which recorded row is at a position."""
        return position - sum(
            placed.at + number < position for number, placed in enumerate(self._placed)
        )
