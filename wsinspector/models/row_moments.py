"""What had happened at each end when a row of the timeline had happened there."""

from __future__ import annotations

from wsinspector.journal.entries import Direction, EndKind, kind_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind

_FOLLOWING = frozenset({Kind.STATE, Kind.QUEUE})
"""Belong to the entry of the same end that stands before them."""

_ALONE = frozenset({Kind.STATE, Kind.CALL})
"""Rows only where asked for; what follows has a row of its own then."""

_REMEMBERED = 4096


class RowMoments:
    """Finds the last entry of an end that belongs to a row.

    One row is one fact, which happens at the sender at one time and at the receiver at another, and
    changes the phase of each then. So a row is a moment of its own at each end.

    Args:
        journal: where the entries are.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._settled: dict[tuple[int, int], int] = {}

    def at(self, end: int, entry: int) -> tuple[int, int]:
        """The moment at which an end has done, or got, what a row says.

        For an end that has no part in the row that is when all rows up to this one had happened
        there.

        Args:
            end: the end.
            entry: the entry of the row.

        Returns:
            the last entry that belongs to it, and the time, nanoseconds since the session began.
        """
        journal = self._journal
        if journal.end_of(entry) == end and kind_of(journal.key_of(entry)) in _ALONE:
            return entry, journal.time_of(entry)
        mate = journal.mate(entry)
        if journal.end_of(entry) == end:
            first = entry
        elif mate is not None and journal.end_of(mate) == end:
            first = mate
        else:
            first = self._reached(end, entry)
        upto = self._settle(end, first)
        times = [journal.time_of(entry), journal.time_of(first)]
        standing = journal.lifelines.at(end, upto)
        if standing is not None:
            times.append(standing.since_ns)
        return upto, max(times)

    def upto(self, end: int, entry: int) -> int:
        """The last entry that an end has recorded when it has come this far down the timeline.

        From row to row this never goes back, also where arrows cross: what reaches the end after
        its next own row counts there.

        Args:
            end: the end.
            entry: an entry of its connection, or -1.
        """
        return self._settle(end, self._reached(end, entry))

    def _reached(self, end: int, entry: int) -> int:
        """The entry itself, or the later sight that the end had of a row up to it."""
        journal = self._journal
        # Where the phase stays as it is, it does not matter how far one looks.
        if journal.lifelines.after(end, entry) is None:
            return entry
        connection = journal.end(end).connection
        latest = max(
            (
                second
                for direction in Direction
                if (second := journal.pairing.latest(connection, direction, entry)) is not None
                and journal.end_of(second) == end
            ),
            default=-1,
        )
        if latest <= entry:
            return entry
        before = journal.lifelines.at(end, entry)
        if journal.lifelines.at(end, self._settle(end, latest)) == before:
            return entry
        own = self._next_own_row(end, connection, entry, latest)
        return latest if own is None else own - 1

    def _next_own_row(self, end: int, connection: int, after: int, stop: int) -> int | None:
        """The end's first row behind an entry, and before another one."""
        journal, rows = self._journal, self._journal.rows
        kind: EndKind = journal.end(end).kind
        for row in range(rows.row_at(after) + 1, rows.row_at(stop) + 1):
            if rows.connections[row] == connection and rows.keys[row] >> 6 == kind:
                return rows.entries[row]
        return None

    def _settle(self, end: int, entry: int) -> int:
        """Take in the changes of phase that an entry brought about."""
        journal = self._journal
        last = journal.lifelines.now(end)
        if last is None or last.entry <= entry:
            return entry
        known = self._settled.get((end, entry))
        if known is not None:
            return known
        upto, at = entry, entry
        while True:
            following = journal.next_of(end, at, last.entry + 1)
            if following is None:
                return upto  # its phase may yet change by the same entry
            kind = kind_of(journal.key_of(following))
            if kind not in _FOLLOWING:
                if len(self._settled) >= _REMEMBERED:
                    self._settled.clear()
                self._settled[end, entry] = upto
                return upto
            at = following
            if kind is Kind.STATE:
                upto = following
