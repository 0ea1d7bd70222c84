"""Hears every way in which the end of the program can be wished for."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from wsinspector.app.early_signal import END_SIGNALS, EarlySignal


class Ending:
    """The wish for the end of the program.

    A person who closes the window or quits may be asked a question; a signal of the operating
    system is obeyed.

    Attributes:
        wished: set by either.
        urgent: set by a signal, which is not answered with a question.
    """

    def __init__(self) -> None:
        self.wished = asyncio.Event()
        self.urgent = asyncio.Event()

    def wish(self) -> None:
        """Somebody at the window wishes for the end."""
        self.wished.set()

    def command(self) -> None:
        """It ends now, whoever is still connected."""
        self.urgent.set()
        self.wished.set()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen to signals, as long as this context lasts; one that came early is obeyed now."""
        loop = asyncio.get_running_loop()
        present = {number: signal.getsignal(number) for number in END_SIGNALS}
        # What is ignored already, as nohup does it, stays ignored.
        before = {
            number: handler for number, handler in present.items() if handler is not signal.SIG_IGN
        }
        for number in before:
            try:
                loop.add_signal_handler(number, self.command)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.command))
        if any(isinstance(early, EarlySignal) and early.came for early in before.values()):
            self.command()
        try:
            yield
        finally:
            for number, handler in before.items():
                try:
                    loop.remove_signal_handler(number)
                except NotImplementedError:
                    pass
                signal.signal(number, handler)
