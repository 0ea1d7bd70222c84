from __future__ import annotations

import asyncio
import os
import signal

import pytest

from wsinspector.app.early_signal import END_SIGNALS, EarlySignal
from wsinspector.app.ending import Ending


async def test_a_person_may_be_asked() -> None:
    ending = Ending()
    ending.wish()
    assert ending.wished.is_set()
    assert not ending.urgent.is_set()


@pytest.mark.skipif(os.name == "nt", reason="os.kill ends the process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_is_obeyed_and_left_as_it_was(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    ending = Ending()
    with ending.heard():
        os.kill(os.getpid(), number)
        async with asyncio.timeout(5):
            await ending.urgent.wait()
        assert ending.wished.is_set()
    assert signal.getsignal(number) is before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
async def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        ending = Ending()
        with ending.heard():
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.sleep(0)
            assert not ending.wished.is_set()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(os.name == "nt", reason="os.kill ends the process there")
async def test_a_signal_that_came_early_is_obeyed_now() -> None:
    early, ending = EarlySignal(), Ending()
    before = {number: signal.getsignal(number) for number in END_SIGNALS}
    early.listen()
    try:
        with ending.heard():
            assert not ending.urgent.is_set()
        os.kill(os.getpid(), signal.SIGTERM)
        with ending.heard():
            assert ending.urgent.is_set()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
