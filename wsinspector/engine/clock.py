"""The time, given to whoever needs it, so that a test can give another."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Two clocks, in nanoseconds."""

    def monotonic_ns(self) -> int:
        """Time that never goes back, from an arbitrary origin."""
        ...

    def wall_ns(self) -> int:
        """Time of day, since the epoch (UTC); may jump."""
        ...


class SystemClock:
    """The clocks of the operating system."""

    # Bound once: a link asks for every event.
    monotonic_ns = staticmethod(time.monotonic_ns)
    wall_ns = staticmethod(time.time_ns)
