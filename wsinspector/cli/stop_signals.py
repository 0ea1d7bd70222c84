"""Ctrl-C and its like: the first one asks politely, the next one is obeyed at once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def stop_signals(on_stop: Callable[[], None]) -> Iterator[None]:
    """Call ``on_stop`` on the running loop when the program is asked to end.

    With plain signal handlers, because Windows loops know no others. A signal that is ignored
    already, as in the background of a shell, stays ignored. The second signal interrupts.
    """
    loop = asyncio.get_running_loop()
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    taken = [number for number in numbers if before[number] is not signal.SIG_IGN]

    def handle(number: int, frame: FrameType | None) -> None:
        for other in taken:
            default = signal.default_int_handler if other == signal.SIGINT else signal.SIG_DFL
            signal.signal(other, default)
        loop.call_soon_threadsafe(on_stop)

    for number in taken:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])
