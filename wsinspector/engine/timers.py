"""The timers of one endpoint, on the loop that runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.protocol.exchange import Timer

_MS = 1_000_000


class Timers:
    """At most one running timer of each name, never early.

    Args:
        clock: what a timer is checked against: a loop may be early by the grain of its own clock,
            a recorded patience may not.
        fire: called with the timer that ran out.
    """

    def __init__(self, clock: Clock, fire: Callable[[Timer], None]) -> None:
        self._clock = clock
        self._fire = fire
        self._loop = asyncio.get_running_loop()
        self._running: dict[Timer, asyncio.TimerHandle] = {}

    def start(self, timer: Timer, ms: int, now_ns: int) -> None:
        """Start a timer, or start it anew, counted from ``now_ns`` on the clock."""
        self.cancel(timer)
        self._wait(timer, ms / 1000, now_ns + ms * _MS)

    def cancel(self, timer: Timer) -> None:
        """Forget a timer if it is running."""
        handle = self._running.pop(timer, None)
        if handle is not None:
            handle.cancel()

    def cancel_all(self) -> None:
        """Forget every timer."""
        for handle in self._running.values():
            handle.cancel()
        self._running.clear()

    def _wait(self, timer: Timer, seconds: float, due_ns: int) -> None:
        self._running[timer] = self._loop.call_later(seconds, self._on_due, timer, due_ns)

    def _on_due(self, timer: Timer, due_ns: int) -> None:
        early = due_ns - self._clock.monotonic_ns()
        if early > 0:
            self._wait(timer, early / 1e9, due_ns)
            return
        del self._running[timer]
        self._fire(timer)
