"""Which entries are one fact seen from both ends."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from wsinspector.journal.entries import Direction
from wsinspector.protocol.facts import Kind

Span = tuple[int, int]
"""What makes two entries one fact: the same kind of thing, the same bytes of one direction."""

Waiting = dict[Span, tuple[int, int]]
"""Span to (entry, end) of the facts that one end alone has seen so far."""

_KIND_AND_DIRECTION = 0b0011_1111
_WITHOUT_BYTES = frozenset({int(Kind.TCP), int(Kind.FIN), int(Kind.RST)})


def span_of(key: int, start: int, size: int) -> Span:
    """The span of an entry that has a direction.

    The connect that becomes an accept, FIN and RST have no bytes and happen once a direction;
    where they stand in the stream may differ between the ends when bytes were lost, so their
    offset does not count.

    Args:
        key: its key byte.
        start: offset of its first byte in the direction's stream.
        size: bytes on the wire.
    """
    what = key & _KIND_AND_DIRECTION
    if what & 0b0001_1111 in _WITHOUT_BYTES:
        return 0, what
    return start, size << 6 | what


class _Joined:
    """Joined entries of one direction.

    Bytes arrive in the order in which they were sent, so both columns ascend and can be searched;
    what came otherwise is in ``crossed``, both ways.
    """

    __slots__ = ("crossed", "firsts", "seconds")

    def __init__(self) -> None:
        self.firsts: array[int] = array("I")
        self.seconds: array[int] = array("I")
        self.crossed: dict[int, int] = {}

    def join(self, first: int, second: int) -> None:
        if self.firsts and (first <= self.firsts[-1] or second <= self.seconds[-1]):
            self.crossed[first] = second
            self.crossed[second] = first
            return
        self.firsts.append(first)
        self.seconds.append(second)

    def mate(self, entry: int) -> int | None:
        for column, other in ((self.firsts, self.seconds), (self.seconds, self.firsts)):
            at = bisect_left(column, entry)
            if at < len(column) and column[at] == entry:
                return other[at]
        return self.crossed.get(entry)

    def latest(self, entry: int) -> int | None:
        at = bisect_right(self.firsts, entry)
        return self.seconds[at - 1] if at else None


class Pairing:
    """Joins what one end sent with what the other received.

    An index beside the journal; entries never change. It costs nothing for connections of which
    only one end is in view.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._joined: dict[tuple[int, Direction], _Joined] = {}

    def watch(self, connection: int, known: Iterable[tuple[Direction, Span, int, int]]) -> None:
        """Begin to pair a connection that has now two ends.

        Args:
            connection: its id.
            known: direction, span, entry and end of what was recorded before, oldest first.
        """
        for direction in Direction:
            self._joined.setdefault((connection, direction), _Joined())
        waiting = self._waiting.setdefault(connection, {})
        for direction, span, entry, end in known:
            mate = waiting.setdefault(span, (entry, end))
            if mate[1] != end:
                del waiting[span]
                self.join(connection, direction, mate[0], entry)

    def forget(self, connection: int) -> None:
        """Both ends are over: what still waits will not be seen by the other one any more."""
        self._waiting.pop(connection, None)

    def waiting(self, connection: int) -> Waiting | None:
        """What the other end has not seen yet; None when there is no other end to wait for."""
        return self._waiting.get(connection)

    def join(self, connection: int, direction: Direction, first: int, second: int) -> None:
        """Two entries are one fact; ``second`` was recorded later."""
        self._joined[connection, direction].join(first, second)

    def mate(self, connection: int, direction: Direction, entry: int) -> int | None:
        """The entry of the other end that is the same fact, if it was seen there."""
        joined = self._joined.get((connection, direction))
        return None if joined is None else joined.mate(entry)

    def latest(self, connection: int, direction: Direction, entry: int) -> int | None:
        """The second sight of the last fact that was first seen with this entry or before.

        None if there is none; what crossed another fact on its way is not looked at.
        """
        joined = self._joined.get((connection, direction))
        return None if joined is None else joined.latest(entry)
