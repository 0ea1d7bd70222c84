"""One frame's bytes (RFC 6455 §5.2): making them, legal or not, and taking a header apart."""

from __future__ import annotations

from typing import NamedTuple

FRAME_LENGTH_MAX = 2**63 - 1
"""Largest length that may be declared: the most significant bit MUST be 0 (§5.2)."""

_FIN = 0x80
_MASKED = 0x80
_KEY_LENGTH = 4
_LENGTH_16 = 126
_LENGTH_64 = 127
_EXTENDED_BYTES = {7: 0, 16: 2, 64: 8}
_LARGEST = {7: 125, 16: 2**16 - 1, 64: 2**64 - 1}


def encode_frame(
    opcode: int,
    payload: bytes,
    *,
    fin: bool = True,
    rsv: int = 0,
    mask: bytes | None = None,
    length_encoding: int | None = None,
    declared_length: int | None = None,
) -> tuple[bytes, bytes]:
    """Make a frame exactly as asked, legal or not.

    Args:
        opcode: 0 to 15.
        payload: application data, unmasked.
        fin: final fragment.
        rsv: the three reserved bits as a number of 0 to 7; RSV1 is 4.
        mask: masking key of four bytes; None for an unmasked frame.
        length_encoding: bits of the length field, 7, 16 or 64; the shortest possible when absent.
        declared_length: the length that the header tells; the true one when absent.

    Returns:
        The header and the payload as it goes on the wire.

    Raises:
        ValueError: there is no such header: a number does not fit its field.
    """
    if not 0 <= opcode <= 15:
        raise ValueError(f"an opcode has four bits, {opcode} does not fit")
    if not 0 <= rsv <= 7:
        raise ValueError(f"there are three reserved bits, {rsv} does not fit")
    if mask is not None and len(mask) != _KEY_LENGTH:
        raise ValueError(f"a masking key has four bytes, not {len(mask)}")
    length = len(payload) if declared_length is None else declared_length
    if length_encoding is None:
        length_encoding = _shortest_encoding(length)
    if length_encoding not in _LARGEST:
        raise ValueError(f"a length field has 7, 16 or 64 bits, not {length_encoding}")
    if not 0 <= length <= _LARGEST[length_encoding]:
        raise ValueError(f"a length of {length} does not fit into {length_encoding} bits")
    first = (_FIN if fin else 0) | rsv << 4 | opcode
    second = {7: length, 16: _LENGTH_16, 64: _LENGTH_64}[length_encoding]
    extended = b"" if length_encoding == 7 else length.to_bytes(length_encoding // 8, "big")
    if mask is None:
        return bytes((first, second)) + extended, payload
    from wsinspector.protocol.frames.masking import apply_mask

    return bytes((first, _MASKED | second)) + extended + mask, apply_mask(payload, mask)


def shifted_key(key: bytes, count: int) -> bytes:
    """The masking key as it applies to a payload without its first ``count`` bytes (§5.3)."""
    turn = count % _KEY_LENGTH
    return key[turn:] + key[:turn]


def header_length(start: bytes) -> int | None:
    """How many bytes the header has that begins so; None as long as two bytes are not there."""
    if len(start) < 2:
        return None
    second = start[1]
    length = 2
    if second & 0x7F == _LENGTH_16:
        length += 2
    elif second & 0x7F == _LENGTH_64:
        length += 8
    return length + (_KEY_LENGTH if second & _MASKED else 0)


def _shortest_encoding(length: int) -> int:
    """Bits of the shortest length field (§5.2: the minimal number of bytes MUST be used)."""
    if length <= _LARGEST[7]:
        return 7
    return 16 if length <= _LARGEST[16] else 64


class HeaderField(NamedTuple):
    """Where one field of a header stands.

    Attributes:
        name: fin, rsv1, rsv2, rsv3, opcode, mask, length, extended-length or masking-key.
        first_bit: its first bit, counted from the header's first bit.
        bits: how many it has.
    """

    name: str
    first_bit: int
    bits: int

    @property
    def byte_range(self) -> tuple[int, int]:
        """The bytes that it touches, from the first to before the last."""
        return self.first_bit // 8, (self.first_bit + self.bits + 7) // 8


class FrameHeader(NamedTuple):
    """A raw frame header, taken apart.

    Attributes:
        raw: the header as on the wire.
        fin: final fragment.
        rsv1: first reserved bit.
        rsv2: second reserved bit.
        rsv3: third reserved bit.
        opcode: 0 to 15.
        masking_key: the four bytes; None when the frame is not masked.
        length: the declared payload length in bytes.
        length_encoding: bits of the length field: 7, 16 or 64.
    """

    raw: bytes
    fin: bool
    rsv1: bool
    rsv2: bool
    rsv3: bool
    opcode: int
    masking_key: bytes | None
    length: int
    length_encoding: int

    @classmethod
    def parse(cls, header: bytes) -> FrameHeader:
        """Take a whole header apart; what follows it is ignored.

        Raises:
            ValueError: the header is not whole; see :func:`header_length`.
        """
        size = header_length(header)
        if size is None or len(header) < size:
            raise ValueError("the header is not whole")
        first, second = header[0], header[1]
        length = second & 0x7F
        length_encoding = 7
        if length >= _LENGTH_16:
            length_encoding = 16 if length == _LENGTH_16 else 64
            length = int.from_bytes(header[2 : 2 + length_encoding // 8], "big")
        return cls(
            header[:size],
            bool(first & _FIN),
            bool(first & 0x40),
            bool(first & 0x20),
            bool(first & 0x10),
            first & 0x0F,
            header[size - _KEY_LENGTH : size] if second & _MASKED else None,
            length,
            length_encoding,
        )

    @property
    def rsv(self) -> int:
        """The three reserved bits as one number; RSV1 is 4."""
        return self.rsv1 << 2 | self.rsv2 << 1 | self.rsv3

    @property
    def is_control(self) -> bool:
        """Whether it is a control frame: the opcode's most significant bit is 1 (§5.5)."""
        return self.opcode >= 8

    @property
    def is_minimal(self) -> bool:
        """Whether the length is encoded in the minimal number of bytes (§5.2)."""
        return self.length_encoding == _shortest_encoding(self.length)

    @property
    def fields(self) -> tuple[HeaderField, ...]:
        """Its fields in the order of the wire, without gaps."""
        extended = _EXTENDED_BYTES[self.length_encoding]
        fields = [
            HeaderField("fin", 0, 1),
            HeaderField("rsv1", 1, 1),
            HeaderField("rsv2", 2, 1),
            HeaderField("rsv3", 3, 1),
            HeaderField("opcode", 4, 4),
            HeaderField("mask", 8, 1),
            HeaderField("length", 9, 7),
        ]
        if extended:
            fields.append(HeaderField("extended-length", 16, 8 * extended))
        if self.masking_key is not None:
            fields.append(HeaderField("masking-key", 16 + 8 * extended, 8 * _KEY_LENGTH))
        return tuple(fields)
