"""One frame as somebody composes it: every field by itself, legal or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wsinspector.protocol.frames.frames import FrameHeader, HeaderField, encode_frame
from wsinspector.texts import Text, text

PAYLOAD: Final = "payload"
"""Name of the field behind the header."""
LEFT_OVER: Final = "left-over"
"""Name of the bytes that the header does not count."""

_LARGEST: Final = {None: 2**64 - 1, 7: 125, 16: 2**16 - 1, 64: 2**64 - 1}


@dataclass(frozen=True, slots=True)
class RawFrame:
    """All fields of one frame, independent of each other (RFC 6455 §5.2).

    Attributes:
        opcode: 0 to 15.
        payload: the real payload, unmasked.
        fin: final fragment.
        rsv: the reserved bits as a number of 0 to 7; RSV1 is 4.
        mask: the four bytes of the masking key; None for an unmasked frame.
        declared: the length that the header tells; None for the true one.
        encoding: bits of the length field, 7, 16 or 64; None for the shortest that fits.
    """

    opcode: int
    payload: bytes = b""
    fin: bool = True
    rsv: int = 0
    mask: bytes | None = None
    declared: int | None = None
    encoding: int | None = None

    @staticmethod
    def of(header: FrameHeader, payload: bytes) -> RawFrame:
        """The frame that has this header and this unmasked payload."""
        shortest = RawFrame(header.opcode, declared=header.length).encode()
        is_shortest = FrameHeader.parse(shortest).length_encoding == header.length_encoding
        return RawFrame(
            header.opcode,
            payload,
            header.fin,
            header.rsv,
            header.masking_key,
            None if header.length == len(payload) else header.length,
            None if is_shortest else header.length_encoding,
        )

    @property
    def length(self) -> int:
        """The length that the header tells."""
        return len(self.payload) if self.declared is None else self.declared

    @property
    def problem(self) -> Text | None:
        """Why there is no such frame, which is so if the length does not fit; else None."""
        most = _LARGEST[self.encoding]
        if self.length <= most:
            return None
        return text("raw-frame.too-long", length=self.length, limit=most)

    @property
    def left_over(self) -> Text | None:
        """What there is to say about payload that the header does not count; None without any."""
        real = len(self.payload)
        if self.length >= real:
            return None
        left = real - self.length
        return text("raw-frame.left-over", declared=self.length, real=real, left=left)

    def encode(self) -> bytes:
        """Its bytes on the wire.

        Raises:
            ValueError: there is no such frame; see ``problem``.
        """
        return b"".join(self._parts())

    def fields(self) -> tuple[HeaderField, ...]:
        """Where its fields stand in these bytes, in order and without gaps.

        What the header does not count of the payload is a field of its own.

        Raises:
            ValueError: there is no such frame; see ``problem``.
        """
        header, body = self._parts()
        fields = FrameHeader.parse(header).fields
        counted = min(len(body), self.length)
        at = 8 * len(header)
        if counted:
            fields += (HeaderField(PAYLOAD, at, 8 * counted),)
        if counted < len(body):
            fields += (HeaderField(LEFT_OVER, at + 8 * counted, 8 * (len(body) - counted)),)
        return fields

    def _parts(self) -> tuple[bytes, bytes]:
        return encode_frame(
            self.opcode,
            self.payload,
            fin=self.fin,
            rsv=self.rsv,
            mask=self.mask,
            length_encoding=self.encoding,
            declared_length=self.declared,
        )
