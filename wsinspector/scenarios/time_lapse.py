"""A loop on which nothing takes long: where nobody has anything to do, time passes faster."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable
from typing import Final

SETTLE_S: Final = 0.008
"""What is on its way between two sockets of one machine arrives sooner than this."""
_NS: Final = 1_000_000_000


class TimeLapse(asyncio.SelectorEventLoop):
    """The stock loop, whose time runs faster as long as no socket has anything to tell.

    A minute of silence is a minute by this loop's clock, and by everything that is measured with
    it, but takes a fraction of that. What ends do is as quick or slow as ever.

    Args:
        speed: how many times faster; None skips silence altogether.

    Raises:
        ValueError: time would run slower, or not at all.
    """

    def __new__(cls, speed: float | None = None) -> TimeLapse:
        """Refuse a bad speed before there is a half-made loop."""
        if speed is not None and not speed >= 1:
            raise ValueError(f"{speed} is not 1 or more")
        return super().__new__(cls)

    def __init__(self, speed: float | None = None) -> None:
        self._selector_of_ours = _Selector(speed)
        super().__init__(self._selector_of_ours)

    def time(self) -> float:
        """The time by this loop's clock, in seconds."""
        return super().time() + self._selector_of_ours.skipped_ns / _NS

    def monotonic_ns(self) -> int:
        """The same in nanoseconds, as a clock of the engine has it."""
        return time.monotonic_ns() + self._selector_of_ours.skipped_ns

    def wall_ns(self) -> int:
        """Time of day; not skipped."""
        return time.time_ns()


class _Selector(selectors.DefaultSelector):
    """Counts how much time was skipped, in nanoseconds."""

    def __init__(self, speed: float | None) -> None:
        super().__init__()
        self.skipped_ns = 0
        self._speed = speed

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        select: Callable[[float | None], list[tuple[selectors.SelectorKey, int]]] = super().select
        if timeout is None or timeout <= SETTLE_S or self._speed == 1:
            return select(timeout)
        begun = time.monotonic_ns()
        events = select(SETTLE_S)
        if events:
            return events
        if self._speed is not None:
            lapsing = time.monotonic_ns()
            events = select(max(0.0, timeout - SETTLE_S) / self._speed)
            lapsed = time.monotonic_ns() - lapsing
            if events:
                self.skipped_ns += round(lapsed * (self._speed - 1))
                return events
        self.skipped_ns += max(0, round(timeout * _NS) - (time.monotonic_ns() - begun))
        return events
