"""What a client sends between its request and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.tail_recorder import TailRecorder

if TYPE_CHECKING:
    from wsinspector.protocol.outbox import Outbox

UNANSWERED = "unanswered"


class UnansweredBytes:
    """Keeps such bytes for the frames they may be, or records them at once.

    Args:
        start: stream offset of the first one.
        limit: how many are kept.
        outbox: where the facts go.
        keeps: whether the answer will open the connection, so that they are frames.
    """

    def __init__(self, start: int, limit: int, outbox: Outbox, *, keeps: bool) -> None:
        self._start = start
        self._limit = limit
        self._outbox = outbox
        self._kept = bytearray()
        self._has_come = False
        self._tail = None if keeps else TailRecorder.of_bytes(start, outbox, UNANSWERED)

    @property
    def kept(self) -> bytes:
        """What is not recorded yet."""
        return bytes(self._kept)

    @property
    def start(self) -> int:
        """Stream offset of the first byte that is not recorded yet."""
        return self._start

    @property
    def has_come(self) -> bool:
        """Whether there are any."""
        return self._has_come

    @property
    def is_too_much(self) -> bool:
        """Whether more has come than is kept."""
        return len(self._kept) > self._limit

    def take(self, data: bytes) -> None:
        """Take the next bytes."""
        self._has_come = self._has_come or bool(data)
        if self._tail is None:
            self._kept += data
        elif data:
            self._start += len(data)
            self._tail.take(data)

    def finish(self, why: str) -> None:
        """There will be no answer: record what is left."""
        if self._tail is not None:
            self._tail.finish(why)
        elif self._kept:
            data = self.kept
            self._outbox.record(
                Kind.BYTES, {"why": UNANSWERED}, sent=False, start=self._start, data=data
            )
            self._start += len(data)
            self._kept.clear()
