"""Which rows of a timeline prove findings, of those that a filter lets through."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from wsinspector.journal.row_filter import FilteredRows, RowFilter

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal


class FoundRows:
    """Like :class:`~wsinspector.journal.row_filter.FilteredRows`, of the evidence alone.

    Findings come later than the rows that prove them, so older rows may come between others.

    Args:
        journal: where the entries are.
        wanted: what else is asked of them.
        evidence: entries that prove findings, as far as that is known; grows and shrinks.

    Attributes:
        entries: their ids, ascending.
    """

    def __init__(self, journal: Journal, wanted: RowFilter, evidence: AbstractSet[int]) -> None:
        self._evidence = evidence
        self._rows = FilteredRows(journal, replace(wanted, findings=False))
        self.entries: array[int] = array("I")
        self._look()

    def extend(self) -> bool:
        """Take in what is new; False if anything but the end of the list changed."""
        self._rows.extend()
        return self._look()

    def _look(self) -> bool:
        known = self._rows.entries
        found = array("I", sorted(one for one in self._evidence if _has(known, one)))
        grew = found[: len(self.entries)] == self.entries
        # In place, because who shows the rows holds on to them.
        self.entries[:] = found
        return grew


def _has(entries: array[int], entry: int) -> bool:
    at = bisect_left(entries, entry)
    return at < len(entries) and entries[at] == entry
