"""Where every end stood at every moment."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple

from wsinspector.protocol.phases import Phase

_PHASES = tuple(Phase)


class Standing(NamedTuple):
    """Where an end stands.

    Attributes:
        phase: its phase.
        since_ns: when it entered it, monotonic nanoseconds since the session began.
        ready_since_ns: when it entered the readyState that the phase belongs to.
        entry: id of the STATE entry that says so.
    """

    phase: Phase
    since_ns: int
    ready_since_ns: int
    entry: int


class _Lifeline:
    __slots__ = ("entries", "phases", "ready_since", "since")

    def __init__(self) -> None:
        self.entries: array[int] = array("I")
        self.phases = bytearray()
        self.since: array[int] = array("q")
        self.ready_since: array[int] = array("q")


class Lifelines:
    """The STATE entries of every end, ready to be asked for any entry of the journal."""

    def __init__(self) -> None:
        self._ends: dict[int, _Lifeline] = {}

    def add(self, end: int, entry: int, time_ns: int, phase: Phase) -> None:
        """An end changed its phase with this entry."""
        line = self._ends.setdefault(end, _Lifeline())
        ready_since = time_ns
        if line.phases and _PHASES[line.phases[-1]].ready is phase.ready:
            ready_since = line.ready_since[-1]
        line.entries.append(entry)
        line.phases.append(_PHASES.index(phase))
        line.since.append(time_ns)
        line.ready_since.append(ready_since)

    def at(self, end: int, entry: int) -> Standing | None:
        """Where the end stood right after this entry; None before its first state."""
        line = self._ends.get(end)
        if line is None:
            return None
        return self._standing(line, bisect_right(line.entries, entry) - 1)

    def after(self, end: int, entry: int) -> int | None:
        """The STATE entry with which the end's phase changed next; None if it did not any more."""
        line = self._ends.get(end)
        if line is None:
            return None
        at = bisect_right(line.entries, entry)
        return line.entries[at] if at < len(line.entries) else None

    def has_been(self, end: int, phase: Phase, entry: int) -> bool:
        """Whether the end had entered a phase with this entry or before."""
        line = self._ends.get(end)
        if line is None:
            return False
        return _PHASES.index(phase) in line.phases[: bisect_right(line.entries, entry)]

    def now(self, end: int) -> Standing | None:
        """Where the end stands; None before its first state."""
        line = self._ends.get(end)
        return None if line is None else self._standing(line, len(line.entries) - 1)

    def _standing(self, line: _Lifeline, at: int) -> Standing | None:
        if at < 0:
            return None
        return Standing(
            _PHASES[line.phases[at]], line.since[at], line.ready_since[at], line.entries[at]
        )
