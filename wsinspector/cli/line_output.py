"""Standard output, for whole lines and many at a time."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

# What writing to a pipe says that nobody reads any more; on Windows it is EINVAL.
_NOBODY_READS = frozenset((errno.EPIPE, errno.ESHUTDOWN)) | (
    frozenset((errno.EINVAL,)) if sys.platform == "win32" else frozenset()
)


class LineOutput:
    """Writes lines at once and never raises: after the first failure it is silent.

    Attributes:
        on_end: called once when nothing can be written any more.
        error: what the system said then; empty where the reader has simply gone, as ``head`` does.

    Args:
        stream: where to; None for nowhere, as a Windows program without a console has it.
        utf8: write UTF-8, whatever the stream is set to, and LF as line end on every system.
    """

    def __init__(self, stream: TextIO | None, *, utf8: bool) -> None:
        self.on_end: Callable[[], None] = lambda: None
        self.error = ""
        self._stream = stream
        if not isinstance(stream, io.TextIOWrapper):
            return
        if utf8:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        else:
            stream.reconfigure(errors="backslashreplace")

    @property
    def is_open(self) -> bool:
        """Whether it is of use to write."""
        return self._stream is not None

    def write(self, lines: str) -> None:
        """Write whole lines; they have reached the system when this returns.

        A slow reader is waited for, so that nothing is lost and no memory fills up.
        """
        if self._stream is None:
            return
        try:
            self._stream.write(lines)
            self._stream.flush()
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                self.error = error.strerror or str(error)
            _discard(self._stream)
            self._stream = None
            self.on_end()


def _discard(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, else Python fails over it at its exit."""
    try:
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return  # no file of the system
    os.dup2(nowhere, number)
    os.close(nowhere)
