"""Cuts a stream of bytes into frames, whatever they are."""

from __future__ import annotations

from typing import NamedTuple

from wsinspector.protocol.frames.frames import FrameHeader, header_length, shifted_key
from wsinspector.protocol.frames.masking import apply_mask


class PayloadPart(NamedTuple):
    """The next payload bytes of the frame in progress, unmasked.

    Attributes:
        opcode: of that frame.
        data: at least one byte.
    """

    opcode: int
    data: bytes


class WholeFrame(NamedTuple):
    """A frame whose last byte has arrived.

    Attributes:
        start: offset of its first byte in the stream.
        header: its header.
        payload: all of its payload, unmasked.
    """

    start: int
    header: FrameHeader
    payload: bytes


class CutFrame(NamedTuple):
    """What has arrived of a frame that is given up.

    Attributes:
        start: offset of its first byte in the stream.
        raw: the bytes as on the wire.
        declared: the declared payload length; None when the header is not whole.
        missing: how many payload bytes have not arrived; 0 when the header is not whole.
    """

    start: int
    raw: bytes
    declared: int | None
    missing: int


class FrameDecoder:
    """Takes bytes in any chunking and tells, step by step, what they are.

    It judges nothing, never raises, never loses a byte, and takes memory only for bytes that
    arrived, whatever length a header declares. For every frame :meth:`advance` returns its header
    as soon as that is whole, then its payload part by part, then the whole frame.

    Args:
        start: offset of the first byte in the stream.
    """

    def __init__(self, start: int = 0) -> None:
        self.chunk = b""
        """The bytes fed last."""
        self.position = 0
        """How many bytes of ``chunk`` have been taken. Who takes frames directly from ``chunk``
        moves it on, which is allowed between two frames only."""
        self.header: FrameHeader | None = None
        """The header of the frame in progress, once it is whole."""
        self.frame_start = start
        """Offset of the frame in progress, or of the last one, in the stream."""
        self._chunk_start = start
        self._partial_header = b""
        self._payload = bytearray()
        self._whole_part: bytes | None = None
        self._missing = 0

    @property
    def between_frames(self) -> bool:
        """Whether no byte of a frame is held."""
        return self.header is None and not self._partial_header

    @property
    def offset(self) -> int:
        """Offset of the next byte to be taken in the stream."""
        return self._chunk_start + self.position

    def feed(self, data: bytes) -> None:
        """Take the next bytes; everything fed before must have been used up by then."""
        self._chunk_start += len(self.chunk)
        self.chunk = data
        self.position = 0

    def advance(self) -> FrameHeader | PayloadPart | WholeFrame | None:
        """The next step; None when more bytes are needed for one."""
        header = self.header
        if header is None:
            return self._take_header()
        if self._missing:
            return self._take_payload(header)
        payload = self._whole_part
        if payload is None:
            payload = bytes(self._payload)
            self._payload = bytearray()
        self._whole_part = None
        self.header = None
        return WholeFrame(self.frame_start, header, payload)

    def finish_frame(self) -> WholeFrame | None:
        """Take the frame in progress to its end if the chunk holds all of it, else do nothing."""
        if self.header is None or self._missing > len(self.chunk) - self.position:
            return None
        while not isinstance(step := self.advance(), WholeFrame):
            pass
        return step

    def give_up_frame(self) -> CutFrame | None:
        """Give up the frame in progress, with all that has arrived of it; None between frames."""
        if self.between_frames:
            return None
        # What is left of the chunk belongs to the frame too, and comes unmasked into the payload.
        while self._missing and self.advance() is not None:
            pass
        header = self.header
        if header is None:
            cut = CutFrame(self.frame_start, self._partial_header, None, 0)
        else:
            payload = bytes(self._payload) if self._whole_part is None else self._whole_part
            if header.masking_key is not None:
                payload = apply_mask(payload, header.masking_key)
            cut = CutFrame(self.frame_start, header.raw + payload, header.length, self._missing)
        self._partial_header = b""
        self.header = None
        self._whole_part = None
        self._payload = bytearray()
        self._missing = 0
        return cut

    def _take_header(self) -> FrameHeader | None:
        if not self._partial_header:
            self.frame_start = self.offset
        partial = self._partial_header
        while (size := header_length(partial)) is None or len(partial) < size:
            wanted = (2 if size is None else size) - len(partial)
            taken = self.chunk[self.position : self.position + wanted]
            self.position += len(taken)
            partial += taken
            if len(taken) < wanted:
                self._partial_header = partial
                return None
        self._partial_header = b""
        self.header = header = FrameHeader.parse(partial)
        self._missing = header.length
        if not header.length:
            self._whole_part = b""
        return header

    def _take_payload(self, header: FrameHeader) -> PayloadPart | None:
        data = self.chunk[self.position : self.position + self._missing]
        if not data:
            return None
        self.position += len(data)
        done = header.length - self._missing
        if header.masking_key is not None:
            data = apply_mask(data, shifted_key(header.masking_key, done))
        self._missing -= len(data)
        if not done and not self._missing:
            self._whole_part = data
        else:
            self._payload += data
        return PayloadPart(header.opcode, data)
