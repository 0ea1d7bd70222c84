"""Whether a transport is read, for every reason that there is to stop."""

from __future__ import annotations

import asyncio
from enum import Enum, auto


class Why(Enum):
    """Why a transport is not read."""

    BACKLOG = auto()
    """Too much waits to be sent."""
    PRESENCE = auto()
    """The end is not to read."""


class ReadingGate:
    """Reads from a transport as long as nothing speaks against it.

    While it is not read, not even the peer's FIN or RST is seen.

    Args:
        transport: what is read.
    """

    def __init__(self, transport: asyncio.ReadTransport) -> None:
        self._transport = transport
        self._reasons: set[Why] = set()

    def stop(self, why: Why) -> None:
        """Read no more, for this reason too."""
        if not self._reasons:
            self._transport.pause_reading()
        self._reasons.add(why)

    def go_on(self, why: Why) -> None:
        """This reason holds no longer."""
        if why in self._reasons:
            self._reasons.remove(why)
            if not self._reasons:
                self._transport.resume_reading()
