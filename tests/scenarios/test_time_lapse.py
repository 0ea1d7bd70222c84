from __future__ import annotations

import asyncio
import socket
import time

import pytest

from wsinspector.scenarios.time_lapse import TimeLapse


def _run(speed: float | None, seconds: float) -> tuple[float, float, float]:
    """How long a sleep is by the loop's clock, by that of the engine, and in truth."""

    async def sleep() -> tuple[float, float, float]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TimeLapse)
        begun = loop.time(), loop.monotonic_ns(), time.monotonic()
        await asyncio.sleep(seconds)
        ended = loop.time(), loop.monotonic_ns(), time.monotonic()
        return ended[0] - begun[0], (ended[1] - begun[1]) / 1e9, ended[2] - begun[2]

    with asyncio.Runner(loop_factory=lambda: TimeLapse(speed)) as runner:
        return runner.run(sleep())


def test_silence_is_skipped() -> None:
    by_loop, by_clock, truly = _run(None, 3600)
    assert 3600 <= by_loop < 3601
    assert 3600 <= by_clock < 3601
    assert truly < 1


def test_silence_runs_as_much_faster_as_asked_for() -> None:
    by_loop, _, truly = _run(20, 2)
    assert 2 <= by_loop < 2.5
    assert 0.09 < truly < 1


def test_at_speed_one_nothing_is_skipped() -> None:
    by_loop, _, truly = _run(1, 0.05)
    assert abs(by_loop - truly) < 0.01
    assert truly >= 0.049


@pytest.mark.parametrize("speed", [0.5, 0, -1, float("nan")])
def test_time_cannot_run_slower(speed: float) -> None:
    with pytest.raises(ValueError, match="not 1 or more"):
        TimeLapse(speed)


@pytest.mark.parametrize("speed", [None, 5])
def test_what_sockets_do_is_not_skipped(speed: float | None) -> None:
    async def talk() -> float:
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.setblocking(False)
            theirs.setblocking(False)
            loop.call_later(7, ours.send, b"x")
            async with asyncio.timeout(60):
                begun = loop.time()
                assert await loop.sock_recv(theirs, 1) == b"x"
            return loop.time() - begun

    with asyncio.Runner(loop_factory=lambda: TimeLapse(speed)) as runner:
        assert 6.9 < runner.run(talk()) < 8
