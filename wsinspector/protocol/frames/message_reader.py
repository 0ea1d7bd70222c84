"""Puts frames together to messages and finds, as early as the bytes permit, what forbids that."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FRAME_LENGTH_MAX
from wsinspector.protocol.frames.utf8_validator import Utf8Validator
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.closing.close_payload import ClosePayload
    from wsinspector.protocol.deflate.inflater import Inflater
    from wsinspector.protocol.frames.frame_decoder import PayloadPart, WholeFrame
    from wsinspector.protocol.frames.frames import FrameHeader

PROTOCOL_ERROR = 1002
INVALID_DATA = 1007
TOO_BIG = 1009

CONTROL_PAYLOAD_MAX = 125
_SPREAD = 1024
"""What cannot be compressed becomes longer by less than one part in so many (RFC 7692 §7.2.1)."""
_TOO_FAR_BACK = "too far back"
"""Of zlib's words, what it says of bytes that it does not remember."""
_RSV1 = 0b100
_DATA_OPCODES = (Kind.CONTINUATION, Kind.TEXT, Kind.BINARY)
_CONTROL_OPCODES = (Kind.CLOSE, Kind.PING, Kind.PONG)


class Violation(NamedTuple):
    """Why an endpoint has to fail the connection (RFC 6455 §7.1.7).

    Attributes:
        code: the fitting status code (§7.4.1).
        rule: the broken rule.
        text: what is wrong, as a sentence.
    """

    code: int
    rule: str
    text: Text


class Message(NamedTuple):
    """A whole data message.

    Attributes:
        opcode: text (1) or binary (2).
        start: stream offset of its first frame.
        data: the payload of all its frames, decompressed.
        compressed: how many bytes that took compressed; None if it was not.
    """

    opcode: int
    start: int
    data: bytes
    compressed: int | None = None


class MessageReader:
    """Follows the frames of one direction, as long as they are acted on.

    It is asked about every step of a frame in order: its header, each part of its payload, the
    whole frame. After a violation it is of no further use.

    Args:
        role: the end that reads; a server demands masked frames, a client unmasked ones.
        limit: largest message in bytes.
        insists: whether the connection is failed because of this; else what is wrong is passed
            over as far as that goes, and reading goes on.
    """

    def __init__(
        self, role: Role, limit: int, insists: Callable[[Violation], bool] = lambda _fault: True
    ) -> None:
        self.inflater: Inflater | None = None
        """Decompresses messages; None if no extension was agreed."""
        self.inflated: bytes | None = None
        """What the data frame that was read last decompresses to; None if it is not compressed, or
        cannot be decompressed."""
        self._wants_mask = role is Role.SERVER
        self._limit = limit
        self._insists = insists
        self._is_ignored = False  # the frame in progress belongs to no message
        self._opcode = 0  # of the unfinished message; 0 is none, a message cannot begin with it
        self._start = 0
        self._data = bytearray()  # of the frames before the one in progress
        self._text: Utf8Validator | None = None
        self._is_compressed = False
        self._size = 0  # compressed bytes of the frames before the one in progress
        self._pieces: list[bytes] = []  # of the frame in progress, decompressed
        self._room = 0  # how much longer the message may become by decompressing

    @property
    def between_messages(self) -> bool:
        """Whether no fragmented message is unfinished."""
        return not self._opcode

    def read_header(self, header: FrameHeader, start: int) -> Violation | None:
        """Judge a header before its payload.

        Args:
            header: the header.
            start: stream offset of its frame.
        """
        self.inflated = None
        if header.rsv and (fault := self._reserved_fault(header)) and self._insists(fault):
            return fault
        if header.length > FRAME_LENGTH_MAX:
            return _fault("frame-length-msb-set", length=header.length)
        if not header.is_minimal:
            # §5.2: the minimal number of bytes MUST be used; §10.7 lets the receiver drop.
            fault = _fault("frame-length-not-minimal", length=header.length)
            if self._insists(fault):
                return fault
        if self._wants_mask and header.masking_key is None:
            # §5.1: the server MUST close the connection upon receiving a frame that is not masked.
            fault = _fault("mask-missing")
            if self._insists(fault):
                return fault
        if not self._wants_mask and header.masking_key is not None:
            # §5.1: a client MUST close a connection if it detects a masked frame.
            fault = _fault("mask-present")
            if self._insists(fault):
                return fault
        if header.is_control:
            return self._control_fault(header)
        return self._data_fault(header, start)

    def read_part(self, part: PayloadPart) -> Violation | None:
        """Judge payload bytes of the frame in progress."""
        if part.opcode > Kind.BINARY:
            return None
        return self._inflate(part.data) if self._is_compressed else self._text_fault(part.data)

    def read_data_frame(self, frame: WholeFrame) -> Message | Violation | None:
        """Take a whole data frame; the message that it completes, if it does."""
        data = frame.payload
        if self._is_ignored:
            self._is_ignored = False
            return None
        if self._is_compressed:
            if frame.header.fin and (violation := self._inflate(None)):
                return violation
            self._size += len(data)
            self.inflated = data = b"".join(self._pieces)
            self._pieces.clear()
        if not frame.header.fin:
            self._data += data
            return None
        if self._text is not None and not self._text.between_characters:
            cut = text("fault.text-truncated-utf8", offset=self._text.position)
            fault = Violation(INVALID_DATA, "text-truncated-utf8", cut)
            if self._insists(fault):
                return fault
        if self._data:
            data = bytes(self._data + data)
            self._data = bytearray()
        size = self._size if self._is_compressed else None
        message = Message(self._opcode, self._start, data, size)
        self._opcode = 0
        self._text = None
        self._is_compressed = False
        return message

    def read_close(self, payload: ClosePayload) -> Violation | None:
        """Judge the body of a whole Close frame."""
        fault = payload.fault
        if fault is None:
            return None
        violation = Violation(payload.fail_code or PROTOCOL_ERROR, fault.rule, fault.text)
        return violation if self._insists(violation) else None

    def _reserved_fault(self, header: FrameHeader) -> Violation | None:
        if self.inflater is None or header.rsv != _RSV1:
            # §5.2: MUST be 0 unless an extension is negotiated, else the receiver MUST fail.
            return _fault("frame-rsv-without-extension", rsv=f"{header.rsv:03b}")
        # RFC 7692 §6.1: the bit tells that a message is compressed, so it belongs to its first
        # frame alone; the receiver MUST fail otherwise.
        if header.is_control:
            return _fault("pmd-rsv1-on-control", opcode=header.opcode)
        if header.opcode == Kind.CONTINUATION:
            return _fault("pmd-rsv1-on-continuation")
        return None

    def _inflate(self, data: bytes | None) -> Violation | None:
        """Decompress the next bytes of a message; None for what every sender leaves out."""
        assert self.inflater is not None
        try:
            if data is None:
                piece = self.inflater.finish(self._room)
            else:
                piece = self.inflater.feed(data, self._room)
        except zlib.error as error:
            return self._inflate_fault(str(error).rpartition(": ")[2], self.inflater)
        if len(piece) > self._room:
            limit = self._limit
            return Violation(TOO_BIG, "pmd-bomb", text("fault.pmd-bomb", limit=limit))
        self._room -= len(piece)
        self._pieces.append(piece)
        violation = self._text_fault(piece)
        if violation is not None:
            self.inflated = b"".join(self._pieces)
        return violation

    def _inflate_fault(self, why: str, inflater: Inflater) -> Violation:
        terms = inflater.limits_of(Role.CLIENT if self._wants_mask else Role.SERVER)
        if _TOO_FAR_BACK not in why or not terms:
            return _fault("pmd-inflate-failed", error=why)
        said = text("fault.pmd-inflate-failed.terms", error=why, terms=terms)
        return Violation(PROTOCOL_ERROR, "pmd-inflate-failed", said)

    def _text_fault(self, data: bytes) -> Violation | None:
        offset = None if self._text is None else self._text.feed(data)
        if offset is None:
            return None
        invalid = text("fault.text-invalid-utf8", offset=offset)
        fault = Violation(INVALID_DATA, "text-invalid-utf8", invalid)
        if self._insists(fault):
            return fault
        self._text = None
        return None

    def _control_fault(self, header: FrameHeader) -> Violation | None:
        if header.opcode not in _CONTROL_OPCODES:
            return self._ignore(header, _fault("frame-opcode-reserved", opcode=header.opcode))
        # §5.5: payload of 125 bytes or less, and MUST NOT be fragmented.
        if not header.fin:
            fault = _fault("control-fragmented", opcode=header.opcode)
            if self._insists(fault):
                return fault
        if header.length > CONTROL_PAYLOAD_MAX:
            fault = _fault("control-too-long", length=header.length)
            if header.length > self._limit or self._insists(fault):
                return fault
        return None

    def _ignore(self, header: FrameHeader, fault: Violation) -> Violation | None:
        """A frame that says nothing to anybody, if it is not insisted that it is none."""
        if header.length > self._limit or self._insists(fault):
            return fault
        self._is_ignored = not header.is_control
        return None

    def _data_fault(self, header: FrameHeader, start: int) -> Violation | None:
        opcode = header.opcode
        if opcode not in _DATA_OPCODES:
            # §5.2: if an unknown opcode is received, the receiving endpoint MUST fail.
            return self._ignore(header, _fault("frame-opcode-reserved", opcode=opcode))
        if opcode == Kind.CONTINUATION:
            if not self._opcode:
                return self._ignore(header, _fault("continuation-without-start"))
        else:
            if self._opcode:
                fault = _fault("message-interleaved", opcode=opcode)
                if self._insists(fault):
                    return fault
                self._data = bytearray()  # the message before stays unfinished
            self._opcode = opcode
            self._start = start
            self._text = Utf8Validator() if opcode == Kind.TEXT else None
            self._is_compressed = header.rsv1 and self.inflater is not None
            if self.inflater is not None and header.rsv1:
                self.inflater.begin()
                self._size, self._room = 0, self._limit
        # §10.4: limits are enforced on the frame and on what the frames add up to.
        limit = self._limit
        if self._is_compressed:
            length = self._size + header.length
            limit += limit // _SPREAD + _SPREAD
        else:
            length = len(self._data) + header.length
        if length > limit:
            too_big = text("fault.message-too-big", length=length, limit=self._limit)
            return Violation(TOO_BIG, "frame-length-huge", too_big)
        return None


def _fault(rule: str, **args: str | int) -> Violation:
    return Violation(PROTOCOL_ERROR, rule, text(f"fault.{rule}", **args))
