"""Finds the numbered rows that show what a verdict speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wsinspector.journal.journal import Journal

_LOOKED_BACK_MAX = 2000


def evidence_row(journal: Journal, entry: int) -> int | None:
    """The row that shows an entry; None without one.

    What is no row itself (a change of state, the second sight of a fact) is shown by the row that
    brought it about: its other sight, else the last row of its connection before it.

    Args:
        journal: where it is recorded.
        entry: its id.
    """
    rows = journal.rows
    mate = journal.mate(entry)
    for one in (entry, mate):
        if one is not None and (row := rows.row_of(one)) is not None:
            return row
    connection = journal.connection_of(entry)
    last = rows.row_at(entry)
    for row in range(last, max(-1, last - _LOOKED_BACK_MAX), -1):
        if rows.connections[row] == connection:
            return row
    return None


def evidence_rows(journal: Journal, entries: Iterable[int]) -> list[int]:
    """The rows of several entries, each once, ascending."""
    found = {evidence_row(journal, entry) for entry in entries}
    return sorted(row for row in found if row is not None)
