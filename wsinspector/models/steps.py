"""One row of the timeline as a step of a sequence diagram: what is drawn, not how."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from wsinspector.journal.connections import End
from wsinspector.journal.entries import EndKind, Entry
from wsinspector.journal.fates import Fate, FateKind, fate_of
from wsinspector.journal.journal import Journal
from wsinspector.models.row_moments import RowMoments
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.phases import Phase, ReadyState, Role


class Figure(Enum):
    """How a fact is drawn.

    Up to ``RST`` it travels from one lifeline to the other; from ``EVENT`` on it stays at one.
    """

    CONNECT = auto()
    HANDSHAKE = auto()
    FRAME = auto()
    CLOSE = auto()
    BYTES = auto()
    TLS = auto()
    FIN = auto()
    RST = auto()
    EVENT = auto()
    CALL = auto()
    STATE = auto()
    TIMEOUT = auto()
    FAILURE = auto()
    MARK = auto()
    NOTE = auto()
    INFERRED = auto()

    @property
    def travels(self) -> bool:
        """Whether it goes from one lifeline to the other."""
        return self.value <= Figure.RST.value


class Reach(Enum):
    """How far an arrow goes, which is what several fates have in common."""

    ARRIVED = auto()
    """The other end, which is in view, has it; or it was seen arriving."""
    UNSEEN = auto()
    """It left; nobody in view saw it arrive as what it is, and nobody saw it lost."""
    UNDERWAY = auto()
    """It waits in our queue, or the other end, which is in view, has not got all of it yet."""
    PARTLY = auto()
    """Only a part of it arrived before the connection was over."""
    LOST = auto()
    """It never arrived: dropped from our own queue, or both ends are over without it."""


class Lifeline(NamedTuple):
    """One end beside one row.

    Attributes:
        ours: the end is in view; else it is drawn hollow.
        before: its readyState before the row; of an end not in view that of the other end, as long
            as that tells of a connection. None before its first state.
        after: likewise, when all that belongs to the row has happened.
    """

    ours: bool
    before: ReadyState | None
    after: ReadyState | None


class Step(NamedTuple):
    """One row of the sequence diagram.

    Attributes:
        figure: how the fact is drawn.
        role: the end from which it travels or at which it stays; None for a fact of the session.
        reach: how far it came.
        client: the client's lifeline.
        server: the server's lifeline.
    """

    figure: Figure
    role: Role | None
    reach: Reach
    client: Lifeline
    server: Lifeline

    def lifeline(self, role: Role) -> Lifeline:
        """The lifeline of the end with this role."""
        return self.client if role is Role.CLIENT else self.server


_FIGURES = {
    Kind.CLOSE: Figure.CLOSE,
    Kind.CONNECT: Figure.MARK,
    Kind.REQUEST: Figure.HANDSHAKE,
    Kind.RESPONSE: Figure.HANDSHAKE,
    Kind.BYTES: Figure.BYTES,
    Kind.PARTIAL: Figure.BYTES,
    Kind.FIN: Figure.FIN,
    Kind.RST: Figure.RST,
    Kind.TIMEOUT: Figure.TIMEOUT,
    Kind.FAILURE: Figure.FAILURE,
    Kind.TLS: Figure.TLS,
    Kind.API: Figure.EVENT,
    Kind.CALL: Figure.CALL,
    Kind.STATE: Figure.STATE,
    Kind.QUEUE: Figure.MARK,
    Kind.NOTE: Figure.NOTE,
    Kind.TCP: Figure.CONNECT,
}

_STEPPED = frozenset({Kind.CONNECT, Kind.FAILURE})
"""Kinds whose details tell the step towards a connection."""

_ABSENT = Lifeline(False, None, None)


class StepReader:
    """Makes the step of any entry of one journal.

    Args:
        journal: where the entries are.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._moments = RowMoments(journal)

    def step(self, entry: Entry, with_states: bool = False) -> Step:
        """What is drawn for this entry.

        Args:
            entry: the entry.
            with_states: whether changes of state are rows of their own, so that they show in theirs
                and not in the row that brought them about.
        """
        journal = self._journal
        end = journal.end(entry.end)
        if end.connection == 0:
            return Step(Figure.NOTE, None, Reach.ARRIVED, _ABSENT, _ABSENT)
        figure = _FIGURES.get(entry.kind, Figure.FRAME)
        reach = _reach(fate_of(journal, entry))
        if entry.kind in _STEPPED:
            match journal.details(entry.id).get("step"):
                case "begin":
                    figure = Figure.CALL
                case "tcp":
                    figure, reach = Figure.CONNECT, Reach.LOST
                case "tls" if entry.kind is Kind.CONNECT and entry.end_kind is EndKind.CLIENT:
                    figure = Figure.TLS  # once, as its client tells it
        elif entry.kind is Kind.TLS and _was_not_sent(journal.details(entry.id)):
            figure = Figure.MARK
        role = end.kind.role if entry.direction is None else entry.direction.sender
        return Step(
            figure,
            role,
            reach,
            self._lifeline(EndKind.CLIENT, end, entry.id, with_states),
            self._lifeline(EndKind.SERVER, end, entry.id, with_states),
        )

    def between(self, entry: Entry, role: Role | None, with_states: bool = False) -> Step:
        """What is drawn for a fact that nobody recorded, behind the row of an entry.

        Args:
            entry: the last one before it.
            role: the end that it speaks of.
            with_states: see :meth:`step`.
        """
        client, server = (
            Lifeline(line.ours, line.after, line.after)
            for line in self.step(entry, with_states)[-2:]
        )
        return Step(Figure.INFERRED, role, Reach.ARRIVED, client, server)

    def _lifeline(self, kind: EndKind, seen_at: End, entry: int, with_states: bool) -> Lifeline:
        """The lifeline of the end of this kind, in the connection of the end that saw the entry."""
        end = self._journal.table.end_of(seen_at.connection, kind)
        shown = self._other_end(kind, seen_at) if end is None else end
        before, after = (
            (entry - 1, entry)
            if with_states
            else (self._moments.upto(shown.id, entry - 1), self._moments.upto(shown.id, entry))
        )
        if end is None:
            return Lifeline(False, self._across(shown.id, before), self._across(shown.id, after))
        return Lifeline(True, self._ready(end.id, before), self._ready(end.id, after))

    def _other_end(self, kind: EndKind, seen_at: End) -> End:
        """From where an end that is not in view is seen: a page has no lifeline of its own."""
        if seen_at.kind is not EndKind.PAGE or kind.role is None:
            return seen_at
        peer = self._journal.table.end_of(seen_at.connection, EndKind.of(kind.role.peer))
        return seen_at if peer is None else peer

    def _ready(self, end: int, entry: int) -> ReadyState | None:
        standing = self._journal.lifelines.at(end, entry)
        return None if standing is None else standing.phase.ready

    def _across(self, end: int, entry: int) -> ReadyState | None:
        """What is drawn of the end that is not in view; nothing until there is a connection."""
        has_connection = any(
            self._journal.lifelines.has_been(end, phase, entry)
            for phase in (Phase.CONNECTING_TLS, Phase.CONNECTING_HTTP)
        )
        return self._ready(end, entry) if has_connection else None


def _was_not_sent(details: dict[str, Detail]) -> bool:
    """Whether a fact of TLS tells what should have been said and was not."""
    return details.get("event") in ("withheld", "missing")


def _reach(became: Fate | None) -> Reach:
    """How far an arrow goes; what does not travel has no fate."""
    match became.kind if became is not None else FateKind.RECEIVED:
        case FateKind.RECEIVED:
            return Reach.ARRIVED
        case FateKind.UNDECODED:
            return Reach.UNSEEN
        case FateKind.QUEUED:
            return Reach.UNDERWAY
        case FateKind.DROPPED | FateKind.LOST:
            return Reach.LOST
        case FateKind.PART_RECEIVED:
            at_end = Reach.PARTLY
        case FateKind.HANDED:
            at_end = Reach.UNSEEN
    return Reach.UNDERWAY if became is not None and became.may_arrive else at_end
