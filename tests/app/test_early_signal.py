from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from wsinspector.app.early_signal import END_SIGNALS, EarlySignal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="os.kill ends the process there")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in END_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", END_SIGNALS)
def test_a_signal_is_remembered_and_ends_nothing(number: signal.Signals) -> None:
    early = EarlySignal()
    early.listen()
    assert not early.came
    os.kill(os.getpid(), number)
    assert early.came


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    early = EarlySignal()
    early.listen()
    os.kill(os.getpid(), signal.SIGHUP)
    assert not early.came
