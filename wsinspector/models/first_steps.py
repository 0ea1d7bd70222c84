"""How far a person has come on their way to the first closing handshake of a session."""

from __future__ import annotations

from enum import Enum, auto

from wsinspector.journal.entries import EndKind, key_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind

_ALL_KEYS = {
    kind: tuple(key_of(end, s2c, kind) for end in EndKind for s2c in (False, True))
    for kind in (Kind.API, Kind.CLOSE)
}


class Stage(Enum):
    """Where on that way."""

    NOTHING = auto()
    """Nothing is recorded: connect."""
    STARTED = auto()
    """Something is recorded, but nothing was ever open."""
    OPENED = auto()
    """A connection was open and nothing has ended it yet: close it."""
    ENDED = auto()
    """A Close was seen, or the connection was over without one: read what happened."""


class FirstSteps:
    """Watches a journal until its first end; looks at new rows only, and only until then.

    Args:
        journal: what is recorded.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._stage = Stage.NOTHING
        self._seen = 0

    def look(self) -> Stage:
        """Take in what is new; the stage never goes back."""
        rows = self._journal.rows
        begin, self._seen = rows.row_at(self._seen - 1) + 1, len(self._journal)
        if self._stage is Stage.ENDED or begin == len(rows):
            return self._stage
        if self._stage is Stage.NOTHING:
            self._stage = Stage.STARTED
        if any(rows.keys.find(key, begin) >= 0 for key in _ALL_KEYS[Kind.CLOSE]):
            self._stage = Stage.ENDED
            return self._stage
        events = self._api_events(begin)
        if self._stage is Stage.STARTED and "open" in events:
            self._stage = Stage.OPENED
        if self._stage is Stage.OPENED and "close" in events:
            self._stage = Stage.ENDED
        return self._stage

    def _api_events(self, begin: int) -> set[object]:
        """What the ends' APIs told from this row on."""
        rows = self._journal.rows
        events: set[object] = set()
        for key in _ALL_KEYS[Kind.API]:
            row = rows.keys.find(key, begin)
            while row >= 0:
                events.add(self._journal.details(rows.entries[row]).get("event"))
                row = rows.keys.find(key, row + 1)
        return events
