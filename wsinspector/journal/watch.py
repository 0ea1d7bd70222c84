"""Being told that the journal grew: one call a batch, never one an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal


class Advance(NamedTuple):
    """What changed since a watch was last asked.

    Attributes:
        first_entry: entries from here ...
        stop_entry: ... to before here are new.
        changed_rows: first and last older row that now has more to tell (its mate, its connection),
            or None.
        connections: whether connections, ends or their counters changed.
    """

    first_entry: int
    stop_entry: int
    changed_rows: tuple[int, int] | None
    connections: bool


class Watch:
    """A listener's place in the journal.

    The listener is woken once by the first change, and not again until it has called
    :meth:`take`; how often it does so (about 30 times a second) is its own affair.

    Args:
        journal: what to watch.
        wake: called without arguments; must not read the journal, only arrange to do so soon.
    """

    def __init__(self, journal: Journal, wake: Callable[[], None]) -> None:
        self._journal = journal
        self._wake = wake
        self._taken = len(journal)
        self._woken = False
        self._rows: tuple[int, int] | None = None
        self._connections = False

    def touch(self, rows: tuple[int, int] | None, connections: bool) -> None:
        """The journal changed; called by the journal only."""
        if rows is not None:
            low, high = rows
            if self._rows is not None:
                low, high = min(low, self._rows[0]), max(high, self._rows[1])
            self._rows = (low, high)
        self._connections = self._connections or connections
        if not self._woken:
            self._woken = True
            self._wake()

    def take(self) -> Advance:
        """What changed since the last time, and from now on wake again."""
        self._woken = False
        stop = len(self._journal)
        advance = Advance(self._taken, stop, self._rows, self._connections)
        self._taken, self._rows, self._connections = stop, None, False
        return advance
