"""Turns the bytes of one direction into facts, for an end that has no endpoint of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.texts import text

_HEAD_END: Final = b"\r\n\r\n"
_HEAD_MAX: Final = 64 * 1024
_FRAME_MAX: Final = 16 * 1024 * 1024
_KEPT_MAX: Final = 1024 * 1024
"""Of bytes that are no frames."""


class RecordedStream:
    """A head, then frames; what is neither is recorded as bytes.

    Attributes:
        offset: how many bytes there were.

    Args:
        sent: the end's own direction.
        head: REQUEST or RESPONSE.
        record: takes a fact.
        record_frames: takes frames.
        on_head: told of the head; returns its details, and whether frames follow.
    """

    def __init__(
        self,
        sent: bool,
        head: Kind,
        record: Callable[[Fact], object],
        record_frames: Callable[[list[FrameFact]], object],
        on_head: Callable[[bytes], tuple[dict[str, Detail], bool]],
    ) -> None:
        self.offset = 0
        self._sent = sent
        self._kind = head
        self._record = record
        self._record_frames = record_frames
        self._on_head = on_head
        self._head: bytes | None = b""
        self._decoder: FrameDecoder | None = None
        self._kept = 0
        self._dropped = 0
        self._why = "body"

    def take(self, data: bytes) -> None:
        """The next bytes."""
        self.offset += len(data)
        if self._head is not None:
            data = self._take_head(self._head + data)
        if data and self._decoder is not None:
            data = self._take_frames(self._decoder, data)
        if data:
            self._take_bytes(data)

    def finish(self) -> None:
        """No more bytes can come."""
        if self._head:
            head, self._head = self._head, None
            self._take_bytes(head)
        if self._decoder is not None:
            self._cut(self._decoder, "end")
        if self._dropped:
            said = text("tail.dropped", dropped=self._dropped, kept=self._kept)
            details: dict[str, Detail] = {"text": [said.id, said.args]}
            self._record(Fact(Kind.NOTE, details=details))
            self._dropped = 0

    def _take_head(self, data: bytes) -> bytes:
        """Look for the end of the head; returns what follows it."""
        at = data.find(_HEAD_END)
        if at < 0:
            if len(data) <= _HEAD_MAX:
                self._head = data
                return b""
            self._head, self._why = None, "head"
            return data
        self._head = None
        stop = at + len(_HEAD_END)
        start = self.offset - len(data)
        details, opens = self._on_head(data[:stop])
        self._record(Fact(self._kind, self._sent, start, data[:stop], details))
        if opens:
            self._decoder = FrameDecoder(start + stop)
        return data[stop:]

    def _take_frames(self, decoder: FrameDecoder, data: bytes) -> bytes:
        """Cut frames; returns what is left when one is too long to be kept."""
        frames: list[FrameFact] = []
        decoder.feed(data)
        is_too_long = False
        while not is_too_long and (step := decoder.advance()) is not None:
            if isinstance(step, WholeFrame):
                header = step.header
                frames.append((self._sent, header.opcode, step.start, header.raw, step.payload))
            elif isinstance(step, FrameHeader):
                is_too_long = step.length > _FRAME_MAX
        self._record_frames(frames)
        if is_too_long:
            self._cut(decoder, "over-limit")
            self._decoder = None
        return b""

    def _cut(self, decoder: FrameDecoder, why: str) -> None:
        frame = decoder.give_up_frame()
        if frame is None:
            return
        self._why = why
        details: dict[str, Detail] = {"declared": frame.declared, "why": why}
        self._record(Fact(Kind.PARTIAL, self._sent, frame.start, frame.raw, details))

    def _take_bytes(self, data: bytes) -> None:
        kept = data[: _KEPT_MAX - self._kept]
        self._kept += len(kept)
        self._dropped += len(data) - len(kept)
        if kept:
            start = self.offset - len(data)
            self._record(Fact(Kind.BYTES, self._sent, start, kept, {"why": self._why}))
