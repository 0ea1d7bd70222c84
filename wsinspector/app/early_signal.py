"""Remembers a wish for the end that comes before there is a loop which could obey it."""

from __future__ import annotations

import signal
from types import FrameType

END_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals by which the operating system asks for the end."""


class EarlySignal:
    """A signal handler that only takes note.

    While the window is being opened nothing can be ended in an orderly way; what is remembered
    here is obeyed right after that, by :class:`~wsinspector.app.ending.Ending`. A signal that is
    ignored already, as ``nohup`` does it, stays ignored.

    Attributes:
        came: there was a signal.
    """

    def __init__(self) -> None:
        self.came = False

    def listen(self) -> None:
        """From now on take note of every signal that asks for the end."""
        for number in END_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
