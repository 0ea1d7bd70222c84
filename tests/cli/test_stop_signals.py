from __future__ import annotations

import asyncio
import signal

import pytest

from wsinspector.cli.stop_signals import stop_signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_first_one_asks(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    stopped = asyncio.Event()
    with stop_signals(stopped.set):
        signal.raise_signal(number)
        await stopped.wait()
    assert signal.getsignal(number) is before


async def test_the_next_one_is_obeyed_at_once() -> None:
    stopped = asyncio.Event()
    with stop_signals(stopped.set):
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        await stopped.wait()


async def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stop_signals(lambda: pytest.fail("it was ignored")):
            signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(0)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
