"""Follows the frames in bytes that an end sends by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.outbox import Outbox

FRAMES_MAX: Final = 10_000
"""So many frames are looked for in bytes that are sent at once; further ones are not told apart."""

_ALL = sys.maxsize


class SentStream:
    """Records what is sent as the peer will read it, from one boundary between frames to another.

    A frame that is whole is recorded as a frame, in how many pieces it may have gone out. What is
    no whole frame when all pieces are out is recorded at once, as a part, and what follows in it
    as bytes: so every byte of the stream belongs to one entry, at the time when it went out. The
    peer may get a whole frame where this end has recorded a part and bytes.

    Args:
        start: stream offset of the next byte, between two frames.
        outbox: where the facts go.
        frame_limit: longest payload that is followed; the bytes of a longer frame are recorded as
            they come.
    """

    def __init__(self, start: int, outbox: Outbox, frame_limit: int) -> None:
        self._decoder = FrameDecoder(start)
        self._outbox = outbox
        self._frame_limit = frame_limit
        self._held = b""  # what is not recorded yet, and perhaps more before it
        self._held_start = start
        self._recorded = start  # stream offset of the next byte to be recorded
        self._skip = 0  # bytes to come that are not looked at
        self._meant: dict[str, Detail] = {}

    @property
    def between_frames(self) -> bool:
        """Whether what is sent next begins a frame."""
        return self._decoder.between_frames and not self._skip

    def take(self, data: bytes, *, is_last: bool = True, meant: int | None = None) -> list[bytes]:
        """Record the next bytes; they are written elsewhere.

        Args:
            data: the bytes.
            is_last: whether no piece follows; else a frame that is not whole is waited for.
            meant: opcode of the frame that they would be elsewhere; None if they are sent by hand.

        Returns:
            The unmasked bodies of the Close frames that are whole now.
        """
        decoder = self._decoder
        is_all = self._recorded == decoder.offset  # nothing else is held
        self._meant = {"meant": meant} if meant is not None and is_all else {}
        self._held = self._held[self._recorded - self._held_start :] + data
        self._held_start = self._recorded
        decoder.feed(data)
        self._pass_over()
        closes: list[bytes] = []
        count = 0
        while (step := decoder.advance()) is not None:
            if isinstance(step, WholeFrame):
                self._record_frame(step)
                if step.header.opcode == Kind.CLOSE:
                    closes.append(step.payload)
                count += 1
                if count == FRAMES_MAX:
                    self._leave(_ALL, text("sent-bytes.many", count=count))
            elif isinstance(step, FrameHeader) and step.length > self._frame_limit:
                self._cut(step.length)
        if is_last and decoder.offset > self._recorded:
            header = decoder.header
            is_new = self._recorded == decoder.frame_start
            self.finish("unfinished")
            if is_new:
                self._warn(header)
        return closes

    def finish(self, why: str) -> None:
        """Record what is held back of a frame that is not whole.

        Args:
            why: why it is not.
        """
        if self._decoder.offset > self._recorded:
            header = self._decoder.header
            declared = None if header is None else header.length
            self._record_part(self._decoder.frame_start, declared, why)

    def _warn(self, header: FrameHeader | None) -> None:
        """Say what becomes of all that is sent next."""
        if header is None:
            self._note(text("sent-bytes.header-unfinished"))
            return
        stop = self._decoder.frame_start + len(header.raw) + header.length
        self._note(text("sent-bytes.unfinished", missing=stop - self._decoder.offset))

    def _note(self, why: Text) -> None:
        self._outbox.record(Kind.NOTE, {"text": [why.id, why.args]})

    def _cut(self, declared: int) -> None:
        """Do not wait for the frame in progress, which is too long."""
        cut = self._decoder.give_up_frame()
        if cut is not None:
            self._record_part(cut.start, declared, "over-limit")
            self._leave(cut.missing, text("sent-bytes.long", length=declared))

    def _leave(self, count: int, why: Text) -> None:
        """Look for no frame in the next bytes."""
        self._skip = count
        self._note(why)
        self._pass_over()

    def _pass_over(self) -> None:
        decoder = self._decoder
        count = min(self._skip, len(decoder.chunk) - decoder.position)
        if count:
            decoder.position += count
            self._skip -= count
            self._record_bytes(self._take_raw(), "inside-frame")

    def _record_frame(self, frame: WholeFrame) -> None:
        if self._recorded > frame.start:  # its beginning was out, and recorded, long before
            self._record_bytes(self._take_raw(), "rest-of-frame")
        else:
            self._take_raw()
            header = frame.header
            self._outbox.frame((True, header.opcode, frame.start, header.raw, frame.payload))

    def _record_part(self, start: int, declared: int | None, why: str) -> None:
        """Record all that is out, and not recorded, of a frame that is not whole."""
        if self._recorded > start:
            self._record_bytes(self._take_raw(), "inside-frame")
            return
        data = self._take_raw()
        details: dict[str, Detail] = {"declared": declared, "why": why}
        self._outbox.record(Kind.PARTIAL, details, sent=True, start=start, data=data)

    def _record_bytes(self, data: bytes, why: str) -> None:
        start = self._recorded - len(data)
        details = {"why": why, **self._meant}
        self._outbox.record(Kind.BYTES, details, sent=True, start=start, data=data)

    def _take_raw(self) -> bytes:
        """What is not recorded yet of all that the decoder has taken."""
        start, stop = self._recorded, self._decoder.offset
        self._recorded = stop
        return self._held[start - self._held_start : stop - self._held_start]
