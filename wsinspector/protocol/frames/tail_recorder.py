"""Records what still arrives when an end no longer acts on it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.protocol.outbox import Outbox

KEPT_BYTES = 64 * 1024
"""How many bytes that are no whole frames are kept; more are counted."""

_ALL = sys.maxsize


class TailRecorder:
    """Goes on where an endpoint stops: everything is recorded, nothing is answered.

    As long as frames can be followed they are recorded as frames, because what a peer still sends
    after a Close or a failure explains much. What is no frame is recorded as bytes.

    Args:
        decoder: the decoder of this direction, in the middle of its chunk.
        outbox: where the facts go.
        why: what bytes that are no whole frames are called.
        frame_limit: largest frame that is waited for; of a larger one the bytes are recorded as
            they come.
    """

    def __init__(self, decoder: FrameDecoder, outbox: Outbox, why: str, frame_limit: int) -> None:
        self._decoder = decoder
        self._outbox = outbox
        self._why = why
        self._frame_limit = frame_limit
        self._skip = 0
        self._kept = 0
        self._dropped = 0

    @classmethod
    def of_bytes(cls, start: int, outbox: Outbox, why: str) -> TailRecorder:
        """A recorder for a direction that never gets to frames.

        Args:
            start: stream offset of the next byte.
            outbox: where the facts go.
            why: what the bytes are called.
        """
        recorder = cls(FrameDecoder(start), outbox, why, 0)
        recorder._skip = _ALL
        return recorder

    @property
    def is_full(self) -> bool:
        """Whether further bytes are only counted."""
        return self._kept >= KEPT_BYTES

    def take(self, data: bytes) -> None:
        """Take the next bytes."""
        self._decoder.feed(data)
        self.drain()

    def drain(self) -> None:
        """Take what is left of the decoder's chunk."""
        decoder = self._decoder
        self._record_skipped()
        while (step := decoder.advance()) is not None:
            if isinstance(step, WholeFrame):
                header = step.header
                self._outbox.frame((False, header.opcode, step.start, header.raw, step.payload))
            elif isinstance(step, FrameHeader) and step.length > self._frame_limit:
                self.cut("over-limit")

    def cut(self, why: str) -> None:
        """Record the frame in progress as partial, and what is still to come of it as bytes.

        Args:
            why: why it is given up.
        """
        frame = self._decoder.give_up_frame()
        if frame is not None:
            self._outbox.record(
                Kind.PARTIAL,
                {"declared": frame.declared, "why": why},
                sent=False,
                start=frame.start,
                data=frame.raw,
            )
            self._skip = frame.missing

    def finish(self, why: str) -> None:
        """Nothing more can come.

        Args:
            why: why a frame in progress stays partial.
        """
        self.drain()
        self.cut(why)
        if self._dropped:
            limit = text("tail.dropped", dropped=self._dropped, kept=self._kept)
            self._outbox.record(
                Kind.NOTE, {"text": [limit.id, dict(limit.args)], "dropped": self._dropped}
            )
            self._dropped = 0

    def _record_skipped(self) -> None:
        decoder = self._decoder
        start = decoder.offset
        data = decoder.chunk[decoder.position : decoder.position + self._skip]
        if not data:
            return
        decoder.position += len(data)
        self._skip -= len(data)
        kept = data[: KEPT_BYTES - self._kept]
        self._kept += len(kept)
        self._dropped += len(data) - len(kept)
        if kept:
            self._outbox.record(Kind.BYTES, {"why": self._why}, sent=False, start=start, data=kept)
