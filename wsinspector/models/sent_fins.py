"""Finds the FIN that an end has sent."""

from __future__ import annotations

from wsinspector.journal.entries import EndKind, direction_of, key_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind


class SentFins:
    """The FINs in a journal, by the end that sent them; only what is new is looked through.

    Args:
        journal: where they are recorded.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._fins: dict[int, int] = {}
        self._seen = 0

    def of(self, end_id: int) -> int | None:
        """The entry of an end's own FIN, if it has sent one."""
        first = self._journal.rows.row_at(self._seen - 1) + 1
        for kind in (EndKind.CLIENT, EndKind.SERVER):
            for s2c in (False, True):
                self._find(key_of(kind, s2c, Kind.FIN), first)
        self._seen = len(self._journal)
        return self._fins.get(end_id)

    def _find(self, key: int, first: int) -> None:
        """Remember the FIN rows from this row on.

        It is a search of bytes, so that a flood of other rows costs nothing.
        """
        rows, direction = self._journal.rows, direction_of(key)
        row = rows.keys.find(key, first)
        while row >= 0 and direction is not None:
            sender = self._journal.table.end_of(rows.connections[row], EndKind.of(direction.sender))
            if sender is not None:
                self._fins.setdefault(sender.id, rows.entries[row])
            row = rows.keys.find(key, row + 1)
