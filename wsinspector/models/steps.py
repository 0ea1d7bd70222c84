"""One row of the timeline as a step of a sequence diagram: what is drawn, not how."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from wsinspector.journal.connections import End
from wsinspector.journal.entries import EndKind, Entry
from wsinspector.journal.fates import Fate, FateKind, fate
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import ReadyState, Role


class Figure(Enum):
    """How a fact is drawn.

    Up to ``RST`` it travels from one lifeline to the other; from ``EVENT`` on it stays at one.
    """

    CONNECT = auto()
    HANDSHAKE = auto()
    FRAME = auto()
    CLOSE = auto()
    BYTES = auto()
    FIN = auto()
    RST = auto()
    EVENT = auto()
    CALL = auto()
    STATE = auto()
    TIMEOUT = auto()
    FAILURE = auto()
    MARK = auto()
    NOTE = auto()

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
        before: its readyState before the row; of an end not in view that of the other end, which
            tells whether there is a connection at all. None before its first state.
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
    Kind.TLS: Figure.MARK,
    Kind.API: Figure.EVENT,
    Kind.CALL: Figure.CALL,
    Kind.STATE: Figure.STATE,
    Kind.QUEUE: Figure.MARK,
    Kind.NOTE: Figure.NOTE,
    Kind.TCP: Figure.CONNECT,
}

_ABSENT = Lifeline(False, None, None)


class StepReader:
    """Makes the step of any entry of one journal.

    What it looks up is bounded by the life of the entry's connection and remembered, so that a
    repaint costs the same at the end of a million rows as at the beginning.

    Args:
        journal: where the entries are.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._next: dict[int, int] = {}

    def forget(self) -> None:
        """Rows have moved to another connection: look everything up anew."""
        self._next.clear()

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
        role = end.kind.role if entry.direction is None else entry.direction.sender
        ends = [
            journal.table.end_of(end.connection, kind) for kind in (EndKind.CLIENT, EndKind.SERVER)
        ]
        settled = entry.id if with_states else self.settled(entry.id)
        client, server = self._lifelines(entry.id, settled, end, ends[0], ends[1])
        return Step(figure, role, _reach(fate(journal, entry.id)), client, server)

    def settled(self, entry: int) -> int:
        """The last entry that belongs to the row of this entry.

        That is what its connection recorded before its next row.
        """
        found = self._next.get(entry)
        if found is not None:
            return found - 1
        journal, rows = self._journal, self._journal.rows
        connection = journal.connection_of(entry)
        standings = (journal.lifelines.now(end) for end in journal.connection(connection).ends)
        last_state = max((standing.entry for standing in standings if standing), default=-1)
        # Beyond the last change of state there is nothing to tell apart.
        if last_state > entry:
            start, stop = rows.row_at(entry) + 1, rows.row_at(last_state) + 1
            try:
                at = rows.connections.index(connection, start, stop)
            except ValueError:
                return len(journal) - 1
            self._next[entry] = rows.entries[at]
            return rows.entries[at] - 1
        return len(journal) - 1

    def _lifelines(
        self, entry: int, settled: int, at: End, client: End | None, server: End | None
    ) -> tuple[Lifeline, Lifeline]:
        states = {
            end.id: (self._ready(end.id, entry - 1), self._ready(end.id, settled))
            for end in (client, server, at)
            if end is not None
        }
        known = states[at.id]
        return (
            Lifeline(client is not None, *(known if client is None else states[client.id])),
            Lifeline(server is not None, *(known if server is None else states[server.id])),
        )

    def _ready(self, end: int, entry: int) -> ReadyState | None:
        standing = self._journal.lifelines.at(end, entry)
        return None if standing is None else standing.phase.ready


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
