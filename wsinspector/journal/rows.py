"""Which entries are numbered rows of the timeline."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort

_FIRST_LOOK = 64
_GROWTH = 8


class Rows:
    """One row per fact: an entry, unless it is background or the second sight of a fact.

    Three columns, nine bytes a row. Row numbers are positions from 0; they change only where a row
    is withdrawn, so who comes back for more remembers entries.

    Attributes:
        entries: entry id of each row, ascending.
        keys: key byte of that entry.
        connections: id of the connection to which the row belonged when it was recorded; an entry
            recorded before its connection was joined with another is moved by :meth:`move`.
        background: ids of the entries that are rows only when asked for, ascending.
        moves: entry of the first moved row and new connection of every :meth:`move` that changed
            something.
        withdrawn: entries that were rows once, in the order in which they ceased to be.
    """

    def __init__(self) -> None:
        self.entries: array[int] = array("I")
        self.keys = bytearray()
        self.connections: array[int] = array("I")
        self.background: array[int] = array("I")
        self.moves: list[tuple[int, int]] = []
        self.withdrawn: list[int] = []

    def __len__(self) -> int:
        return len(self.entries)

    def row_of(self, entry: int) -> int | None:
        """The row of an entry; None when the entry is no row."""
        at = bisect_left(self.entries, entry)
        return at if at < len(self.entries) and self.entries[at] == entry else None

    def row_at(self, entry: int) -> int:
        """The last row recorded up to and with this entry; -1 before the first."""
        return bisect_right(self.entries, entry) - 1

    def of(self, connection: int, first_entry: int = 0) -> list[int]:
        """The rows of a connection, ascending.

        A search for bytes, because of thousands of connections that begin together each has to be
        found among the rows of all.

        Args:
            connection: its id.
            first_entry: no entry before this one belongs to it.
        """
        begin = self.row_at(first_entry - 1) + 1
        size = self.connections.itemsize
        wanted = array("I", (connection,)).tobytes()
        column = self.connections[begin:].tobytes()
        found: list[int] = []
        at = column.find(wanted)
        while at >= 0:
            # Between two ids, the bytes may look like a third one.
            row, rest = divmod(at, size)
            if rest == 0:
                found.append(begin + row)
            at = column.find(wanted, at + 1)
        return found

    def before(self, row: int) -> int | None:
        """The last row before this one that is of the same connection; None if there is none.

        Looks at ever larger pieces of the column with the search for bytes, which is a hundred
        times faster than a loop: close neighbours cost a microsecond, a million rows about one
        millisecond.
        """
        wanted = self.connections[row : row + 1].tobytes()
        size = self.connections.itemsize
        stop, look = row, _FIRST_LOOK
        while stop > 0:
            start = max(0, stop - look)
            piece = self.connections[start:stop].tobytes()
            at = piece.rfind(wanted)
            while at % size and at > 0:
                # Between two ids, the bytes may look like a third one.
                at = piece.rfind(wanted, 0, at + len(wanted) - 1)
            if at >= 0 and at % size == 0:
                return start + at // size
            stop, look = start, look * _GROWTH
        return None

    def move(self, left: int, joined: int, first_entry: int = 0) -> tuple[int, int] | None:
        """Give the rows of a dissolved connection to the one it was joined with.

        Args:
            left: id of the dissolved connection.
            joined: id of the connection that has its rows now.
            first_entry: no entry before this one belongs to ``left``.

        Returns:
            first and last row that changed, or None.
        """
        changed = self.of(left, first_entry)
        for row in changed:
            self.connections[row] = joined
        if not changed:
            return None
        self.moves.append((self.entries[changed[0]], joined))
        return changed[0], changed[-1]

    def withdraw(self, connection: int, first_entry: int = 0) -> None:
        """Make the rows of a connection background: it turned out not to be worth a row.

        Args:
            connection: its id.
            first_entry: no entry before this one belongs to it.
        """
        for row in reversed(self.of(connection, first_entry)):
            entry = self.entries[row]
            insort(self.background, entry)
            self.withdrawn.append(entry)
            del self.entries[row], self.keys[row], self.connections[row]
