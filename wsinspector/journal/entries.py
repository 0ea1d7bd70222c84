"""What one line of the journal is: its end in view, its direction, its key byte."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final, NamedTuple

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role


class EndKind(IntEnum):
    """From where a fact was seen, in two bits."""

    CLIENT = 0
    SERVER = 1
    WIRE = 2
    """Between the ends: an imported capture or a leg of a relay."""
    PAGE = 3
    """What a browser or another program reported of its own API."""

    @staticmethod
    def of(role: Role) -> EndKind:
        """The kind of an endpoint of ours that plays this role."""
        return EndKind.CLIENT if role is Role.CLIENT else EndKind.SERVER

    @property
    def role(self) -> Role | None:
        """The role of this end; None for a view from between the ends.

        A page is a client's view of itself.
        """
        if self is EndKind.SERVER:
            return Role.SERVER
        return None if self is EndKind.WIRE else Role.CLIENT


class Direction(Enum):
    """Which way bytes travel."""

    C2S = "c2s"
    S2C = "s2c"

    @property
    def sender(self) -> Role:
        """The role whose bytes travel this way."""
        return Role.CLIENT if self is Direction.C2S else Role.SERVER


UNDIRECTED = frozenset(
    {
        Kind.CONNECT,
        Kind.TIMEOUT,
        Kind.FAILURE,
        Kind.API,
        Kind.CALL,
        Kind.STATE,
        Kind.QUEUE,
        Kind.NOTE,
    }
)
"""Kinds of fact that happen at an end and travel nowhere."""

BACKGROUND = frozenset({Kind.CALL, Kind.STATE, Kind.QUEUE})
"""Kinds that are no rows of the timeline unless asked for: they colour it."""

S2C_BIT = 0b0010_0000
"""The direction in a key byte; means nothing for a kind that has none."""


def key_of(end_kind: EndKind, s2c: bool, kind: int) -> int:
    """The key byte of an entry: two bits end kind, one bit direction, five bits kind.

    One byte a row is enough to filter a million rows by ``translate`` and ``compress``.
    """
    return end_kind << 6 | (S2C_BIT if s2c else 0) | kind


def kind_of(key: int) -> Kind:
    """The kind in a key byte."""
    return _KINDS[key & 0b0001_1111]


def direction_of(key: int) -> Direction | None:
    """The direction in a key byte; None for a kind that has none."""
    return _DIRECTIONS[key & 0b0011_1111]


def end_kind_of(key: int) -> EndKind:
    """The end kind in a key byte."""
    return _END_KINDS[key >> 6]


# Every entry that is read asks for these; calling an enumeration takes ten times as long.
_KINDS: Final = tuple(map(Kind, range(32)))
_END_KINDS: Final = tuple(map(EndKind, range(4)))
_DIRECTIONS: Final = tuple(
    None if kind in UNDIRECTED else direction
    for direction in (Direction.C2S, Direction.S2C)
    for kind in _KINDS
)


class Entry(NamedTuple):
    """One recorded fact, as read back from the journal.

    Attributes:
        id: position in the journal, from 0.
        time_ns: monotonic nanoseconds since the session began.
        end: id of the end in view (0: the session itself, no connection).
        end_kind: from where it was seen.
        kind: what it is.
        direction: which way it travelled; None where nothing did.
        start: offset of its first byte in that direction's stream.
        size: bytes on the wire, for a frame with its header.
        length: payload bytes of a frame, or bytes of raw data.
    """

    id: int
    time_ns: int
    end: int
    end_kind: EndKind
    kind: Kind
    direction: Direction | None
    start: int
    size: int
    length: int

    @property
    def sent(self) -> bool | None:
        """Whether this end sent it (False: received); None where the question does not apply."""
        role = self.end_kind.role
        if self.direction is None or role is None:
            return None
        return self.direction.sender is role

    @property
    def stop(self) -> int:
        """Offset behind its last byte in that direction's stream."""
        return self.start + self.size
