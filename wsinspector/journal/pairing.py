"""Which entries are one fact seen from both ends."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from wsinspector.journal.entries import Direction
from wsinspector.protocol.facts import Kind


class Span(NamedTuple):
    """What makes two entries one fact: the same kind of thing, the same bytes of one direction.

    FIN and RST have no bytes and happen once a direction; where they stand in the stream may
    differ between the ends when bytes were lost, so their offset does not count.
    """

    direction: Direction
    kind: Kind
    start: int
    size: int

    @classmethod
    def of(cls, direction: Direction, kind: Kind, start: int, size: int) -> Span:
        """The span of an entry."""
        if kind in (Kind.FIN, Kind.RST):
            return cls(direction, kind, 0, 0)
        return cls(direction, kind, start, size)


class _Joined:
    """Joined entries of one direction. Bytes arrive in the order in which they were sent, so both
    columns ascend and can be searched."""

    __slots__ = ("firsts", "seconds")

    def __init__(self) -> None:
        self.firsts: array[int] = array("I")
        self.seconds: array[int] = array("I")


class Pairing:
    """Joins what one end sent with what the other received.

    An index beside the journal; entries never change. It costs nothing for connections of which
    only one end is in view.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, dict[Span, int]] = {}
        self._joined: dict[tuple[int, Direction], _Joined] = {}

    def watch(self, connection: int, known: Iterable[tuple[Span, int]]) -> None:
        """Begin to pair a connection that has now two ends.

        Args:
            connection: its id.
            known: span and entry id of what was recorded before.
        """
        waiting = self._waiting.setdefault(connection, {})
        for span, entry in known:
            waiting.setdefault(span, entry)
        for direction in Direction:
            self._joined.setdefault((connection, direction), _Joined())

    def waiting(self, connection: int) -> dict[Span, int] | None:
        """Entries that the other end has not seen yet; None when only one end is in view."""
        return self._waiting.get(connection)

    def join(self, connection: int, direction: Direction, first: int, second: int) -> None:
        """Two entries are one fact; ``second`` was recorded later."""
        joined = self._joined[connection, direction]
        joined.firsts.append(first)
        joined.seconds.append(second)

    def mate(self, connection: int, direction: Direction, entry: int) -> int | None:
        """The entry of the other end that is the same fact, if it was seen there."""
        joined = self._joined.get((connection, direction))
        if joined is None:
            return None
        for column, other in (
            (joined.firsts, joined.seconds),
            (joined.seconds, joined.firsts),
        ):
            at = bisect_left(column, entry)
            if at < len(column) and column[at] == entry:
                return other[at]
        return None
