from __future__ import annotations

import asyncio
import os
import signal

import pytest

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
