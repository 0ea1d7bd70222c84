"""Timers that are never early."""

from __future__ import annotations

import asyncio

from wsinspector.engine.clock import SystemClock
from wsinspector.engine.timers import Timers
from wsinspector.protocol.exchange import Timer


class SlowClock:
    """A clock that is behind the loop's: what the loop thinks due is not."""

    def __init__(self, behind_ns: int) -> None:
        self.behind_ns = behind_ns
        self._system = SystemClock()

    def monotonic_ns(self) -> int:
        return self._system.monotonic_ns() - self.behind_ns

    def wall_ns(self) -> int:
        return self._system.wall_ns()


async def fired(start, clock=None) -> list[Timer]:
    """Run timers until one fires."""
    heard: list[Timer] = []
    done = asyncio.Event()

    def fire(timer: Timer) -> None:
        heard.append(timer)
        done.set()

    timers = Timers(clock or SystemClock(), fire)
    start(timers)
    await done.wait()
    return heard


async def test_a_timer_is_never_early():
    clock = SystemClock()
    began = clock.monotonic_ns()
    await fired(lambda timers: timers.start(Timer.HANDSHAKE, 7, began))
    assert clock.monotonic_ns() - began >= 7_000_000


async def test_what_counts_is_the_clock_of_the_record_not_that_of_the_loop():
    clock = SlowClock(0)
    began = clock.monotonic_ns()

    def start(timers: Timers) -> None:
        timers.start(Timer.TCP_END, 5, began)
        clock.behind_ns = 3_000_000

    await fired(start, clock)
    assert clock.monotonic_ns() - began >= 5_000_000


async def test_a_cancelled_timer_does_not_fire_and_a_new_one_replaces_the_old():
    now = SystemClock().monotonic_ns()

    def start(timers: Timers) -> None:
        timers.start(Timer.HANDSHAKE, 1, now)
        timers.cancel(Timer.HANDSHAKE)
        timers.cancel(Timer.HANDSHAKE)
        timers.start(Timer.TCP_END, 1, now)
        timers.start(Timer.TCP_END, 60_000, now)
        timers.start(Timer.CLOSE_REPLY, 8, now)

    assert await fired(start) == [Timer.CLOSE_REPLY]


async def test_all_can_be_cancelled():
    heard: list[Timer] = []
    timers = Timers(SystemClock(), heard.append)
    now = SystemClock().monotonic_ns()
    for timer in Timer:
        timers.start(timer, 1, now)
    timers.cancel_all()
    await fired(lambda others: others.start(Timer.HANDSHAKE, 3, now))
    assert heard == []
