"""Which entries are rows of a timeline: all, or those that a filter lets through."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Set as AbstractSet

from wsinspector.journal.journal import Journal
from wsinspector.journal.row_filter import FilteredRows, RowFilter
from wsinspector.models.found_rows import FoundRows

_LOOKED_BACK_MAX = 2000


class RowsInView:
    """Entry ids of the rows of a timeline, ascending.

    Without a filter these are the journal's own rows, and nothing is copied. What the journal has
    recorded since is taken in by :meth:`grow` only.

    Args:
        journal: where the entries are.
        wanted: which rows are in view.
        evidence: entries that prove findings, where these alone may be wanted.
    """

    def __init__(
        self, journal: Journal, wanted: RowFilter, evidence: AbstractSet[int] = frozenset()
    ) -> None:
        self._journal = journal
        is_whole = wanted.shows_every_row and not wanted.background
        self._filtered: FilteredRows | FoundRows | None = None
        if wanted.findings:
            self._filtered = FoundRows(journal, wanted, evidence)
        elif not is_whole:
            self._filtered = FilteredRows(journal, wanted)
        self._entries: array[int] = (
            journal.rows.entries if self._filtered is None else self._filtered.entries
        )
        self._count = len(self._entries)
        self._withdrawn = len(journal.rows.withdrawn)
        self._last = self._entries[-1] if self._entries else -1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> int:
        # Where a row was withdrawn a moment ago, one too many is in view until the next growth.
        return self._entries[at] if at < len(self._entries) else 0

    def grow(self) -> bool:
        """Take in what is new; False when older rows came or went, so that all changed."""
        if self._filtered is not None:
            grew = self._filtered.extend()
        else:
            withdrawn = self._journal.rows.withdrawn
            begin, self._withdrawn = self._withdrawn, len(withdrawn)
            grew = not any(entry <= self._last for entry in withdrawn[begin:])
        self._count = len(self._entries)
        self._last = self._entries[-1] if self._entries else -1
        return grew

    def find(self, entry: int) -> int | None:
        """The position of an entry; None if it is not in view."""
        stop = min(self._count, len(self._entries))
        at = bisect_left(self._entries, entry, 0, stop)
        return at if at < stop and self._entries[at] == entry else None

    def before(self, at: int, connection: int) -> int | None:
        """The entry in view before the one at a position that is of the same connection.

        None if there is none; in a filtered view of many connections also if it is very far.

        Args:
            at: the position.
            connection: the connection of the entry there.
        """
        if self._filtered is None:
            row = self._journal.rows.before(at) if at < len(self._entries) else None
            return None if row is None else self._entries[row]
        for back in range(at - 1, max(-1, at - 1 - _LOOKED_BACK_MAX), -1):
            entry = self._entries[back]
            if self._journal.connection_of(entry) == connection:
                return entry
        return None

    def range_of(self, first_row: int, last_row: int) -> tuple[int, int]:
        """Positions in view of the first and last of these rows of the journal.

        The second is smaller than the first if none of them is in view.
        """
        if self._filtered is None:
            return first_row, last_row
        rows = self._journal.rows.entries
        if first_row >= len(rows):
            return 0, -1
        last = rows[min(last_row, len(rows) - 1)]
        return (
            bisect_left(self._entries, rows[first_row], 0, self._count),
            bisect_right(self._entries, last, 0, self._count) - 1,
        )
