from __future__ import annotations

from datetime import UTC, datetime

from wsinspector.engine.clock import Clock, SystemClock


def test_the_system_clock_goes_forward_and_knows_the_time_of_day():
    clock: Clock = SystemClock()
    first = clock.monotonic_ns()
    assert clock.monotonic_ns() >= first
    now = datetime.fromtimestamp(clock.wall_ns() / 1e9, UTC)
    assert abs((datetime.now(UTC) - now).total_seconds()) < 60
