"""Qt's side of the event loop: the timers that call it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal

_LONGEST_MS = 2**31 - 1


class EventPump(QObject):
    """Two timers at most: one while something is ready, one for the nearest deadline.

    Attributes:
        woken: emitted from any thread when something has become ready.

    Args:
        turn: runs what is ready or due.
        parent: owner of this object.
    """

    woken = Signal()

    def __init__(self, turn: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._turn = turn
        self._zero = 0
        self._deadline = 0
        self._due = math.inf
        self.woken.connect(self.kick)

    def kick(self) -> None:
        """Call the loop at Qt's next round."""
        if not self._zero:
            self._zero = self.startTimer(0)

    def rest(self) -> None:
        """Nothing is ready any more."""
        if self._zero:
            self.killTimer(self._zero)
            self._zero = 0

    def expect(self, when: float, now: float) -> None:
        """Call the loop at ``when`` at the latest, seconds on the loop's clock."""
        if when >= self._due:
            return
        if self._deadline:
            self.killTimer(self._deadline)
        self._due = when
        milliseconds = math.ceil(max(0.0, when - now) * 1000)  # rounded up: never early
        self._deadline = self.startTimer(min(milliseconds, _LONGEST_MS), Qt.TimerType.PreciseTimer)

    def stop(self) -> None:
        """Call no more.

        The object stays with the application: another thread may still be inside ``woken.emit()``
        when what it announced has already been run, and ended the loop.
        """
        self.rest()
        if self._deadline:
            self.killTimer(self._deadline)
            self._deadline = 0
        self.woken.disconnect(self.kick)

    def timerEvent(self, event: QTimerEvent) -> None:
        # Both timers are free during the turn: Qt never re-enters one that it is serving, and a Qt
        # loop nested inside the turn needs its own.
        timer = event.timerId()
        self.killTimer(timer)
        if timer == self._zero:
            self._zero = 0
        elif timer == self._deadline:
            self._deadline, self._due = 0, math.inf
        self._turn()
