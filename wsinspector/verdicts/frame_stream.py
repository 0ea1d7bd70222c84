"""One direction of frames: what of it breaks the rules of framing, masking and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wsinspector.protocol.closing.close_legality import is_utf8
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FRAME_LENGTH_MAX, FrameHeader
from wsinspector.protocol.frames.utf8_validator import Utf8Validator
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.close_content import close_content_rules
from wsinspector.verdicts.compressed_messages import CompressedMessages
from wsinspector.verdicts.masking_keys import MaskingKeys

if TYPE_CHECKING:
    from wsinspector.verdicts.findings import Findings

_CONTROL_MAX = 125
_EMPTY_FRAGMENTS = 10
_RSV1 = 4
_RSV1_BIT = 0x40
_WHOLE = frozenset((0x81, 0x82))
_WHOLE_OR_COMPRESSED = _WHOLE | {0xC1, 0xC2}
_NOTHING: frozenset[str] = frozenset()


class SeenFrame(NamedTuple):
    """A frame as it was recorded at one end.

    Attributes:
        entry: id of its entry.
        time_ns: when.
        opcode: 0 to 15.
        header: its raw header.
        length: bytes of its payload on the wire.
        payload: unmasked; None if it was not kept.
        inflated: decompressed; None if it is not compressed, or that is not known.
    """

    entry: int
    time_ns: int
    opcode: int
    header: bytes
    length: int
    payload: bytes | None
    inflated: bytes | None


class SeenClose(NamedTuple):
    """A Close frame.

    Attributes:
        entry: id of its entry.
        time_ns: when.
        payload: what it says.
        rules: the rules that it breaks.
    """

    entry: int
    time_ns: int
    payload: ClosePayload
    rules: frozenset[str]


class FrameStream:
    """Follows the frames of one sender, whole frames only, in the order of the stream.

    Nothing ends it: what comes after a mistake is judged as well as that is possible.

    Attributes:
        sender: whose frames.
        compressed: checks compressed messages; None if permessage-deflate was not agreed.
        closes: the first two Close frames.
        message_open: entry that began the message that is not finished; None between messages.
        last: entry of the last frame; None before the first.

    Args:
        sender: see above.
        findings: where broken rules go.
    """

    def __init__(self, sender: Role, findings: Findings) -> None:
        self.sender = sender
        self.compressed: CompressedMessages | None = None
        self.closes: list[SeenClose] = []
        self.message_open: int | None = None
        self.last: int | None = None
        self.compressed_seen = False
        self._findings = findings
        self._keys = MaskingKeys() if sender is Role.CLIENT else None
        self._mask_bit = 0x80 if sender is Role.CLIENT else 0
        self._text: Utf8Validator | None = None
        self._text_known = True
        self._empty = 0
        self._compressed_message = False
        self._pieces: list[bytes] = []

    def take_plain(
        self, entry: int, header: bytes, length: int, wire: object, content: bytes | None
    ) -> bool:
        """Take a message of one frame if nothing can be wrong with it.

        It is what almost all frames are, and much quicker than :meth:`take`.

        Args:
            entry: id of its entry.
            header: its raw header.
            length: bytes of its payload on the wire.
            wire: its payload as it was on the wire, if that is at hand.
            content: the message, decompressed; None if that is not known.

        Returns:
            False, with nothing done, if it needs a closer look.
        """
        if (
            len(header) < 2
            or header[0] not in (_WHOLE_OR_COMPRESSED if self.compressed else _WHOLE)
            or self.message_open is not None
            or self.closes
            or header[1] & 0x80 != self._mask_bit
            or not _is_minimal(header[1] & 0x7F, length)
            or content is None
            or (header[0] & _RSV1_BIT and not self._is_plain(wire))
            or (header[0] & 1 and not _is_text(content))
            or (self._keys is not None and not self._keys.is_fresh(header[-4:]))
        ):
            return False
        self.last = entry
        if header[0] & _RSV1_BIT:
            self.compressed_seen = True
        return True

    def _is_plain(self, wire: object) -> bool:
        return self.compressed is not None and self.compressed.is_plain(wire)

    def take(self, frame: SeenFrame) -> frozenset[str]:
        """Judge the next frame, whatever it is; returns the rules that it breaks."""
        self.last = frame.entry
        try:
            header = FrameHeader.parse(frame.header)
        except ValueError:
            return _NOTHING
        broken = set(self._header_rules(header))
        if header.is_control:
            broken |= self._control_rules(frame, header)
        else:
            broken |= self._message_rules(frame, header)
        if self._keys is not None and header.masking_key is not None:
            broken |= self._keys.take(header.masking_key)
        for rule in broken:
            self._findings.add(rule, self.sender, frame.entry)
        return frozenset(broken)

    # -- headers --------------------------------------------------------------------------------

    def _header_rules(self, header: FrameHeader) -> set[str]:
        broken = set()
        if header.rsv:
            broken |= self._reserved_rules(header)
        if header.length > FRAME_LENGTH_MAX:
            broken.add("frame-length-msb-set")
        if not header.is_minimal:
            broken.add("frame-length-not-minimal")
        if self.sender is Role.CLIENT and header.masking_key is None:
            broken.add("mask-missing")
        if self.sender is Role.SERVER and header.masking_key is not None:
            broken.add("mask-present")
        if header.opcode not in (0, 1, 2, 8, 9, 10):
            broken.add("frame-opcode-reserved")
        if header.is_control:
            if not header.fin:
                broken.add("control-fragmented")
            if header.length > _CONTROL_MAX:
                broken.add("control-too-long")
        return broken

    def _reserved_rules(self, header: FrameHeader) -> set[str]:
        if self.compressed is None or header.rsv != _RSV1:
            return {"frame-rsv-without-extension"}
        if header.is_control:
            return {"pmd-rsv1-on-control"}
        if header.opcode == Kind.CONTINUATION:
            return {"pmd-rsv1-on-continuation"}
        self.compressed_seen = True
        return set()

    # -- control frames -------------------------------------------------------------------------

    def _control_rules(self, frame: SeenFrame, header: FrameHeader) -> set[str]:
        if header.opcode != Kind.CLOSE:
            # A Pong may be due: who joins it with its Ping knows.
            late = self.closes and header.opcode != Kind.PONG
            return {"control-after-close"} if late else set()
        broken = set()
        if self.closes:
            broken.add("close-duplicate")
        elif self.message_open is not None:
            broken.add("close-mid-message")
        body = frame.payload
        if body is None:
            return broken
        content = close_content_rules(body, self.sender)
        if len(self.closes) < 2:
            payload = ClosePayload.parse(body)
            rules = frozenset(content | self._header_rules(header))
            self.closes.append(SeenClose(frame.entry, frame.time_ns, payload, rules))
        return broken | content

    # -- messages -------------------------------------------------------------------------------

    def _message_rules(self, frame: SeenFrame, header: FrameHeader) -> set[str]:
        broken = set()
        if self.closes:
            broken.add("data-after-close")
        if header.opcode == Kind.CONTINUATION:
            if self.message_open is None:
                return broken | {"continuation-without-start"}
        else:
            if self.message_open is not None:
                broken.add("message-interleaved")
            self._begin(frame, header)
        if not frame.length and not header.fin:
            self._empty += 1
            if self._empty > _EMPTY_FRAGMENTS:
                broken.add("fragments-empty")
        broken |= self._text_rules(frame, header) | self._compression_rules(frame, header)
        if header.fin:
            self.message_open = None
        return broken

    def _begin(self, frame: SeenFrame, header: FrameHeader) -> None:
        self.message_open = frame.entry
        self._empty = 0
        self._text = Utf8Validator() if header.opcode == Kind.TEXT else None
        self._text_known = True
        self._compressed_message = header.rsv1 and self.compressed is not None
        self._pieces.clear()

    def _compression_rules(self, frame: SeenFrame, header: FrameHeader) -> frozenset[str]:
        if self.compressed is None or not self._compressed_message:
            return _NOTHING
        if frame.payload is None:
            self._compressed_message = False  # it was not kept
            return _NOTHING
        self._pieces.append(frame.payload)
        if not header.fin:
            return _NOTHING
        message = b"".join(self._pieces)
        self._pieces.clear()
        broken = self.compressed.take(message)
        # Of bytes that nobody can decompress the bits mean nothing.
        return broken if frame.inflated is not None else broken - {"pmd-bfinal"}

    def _text_rules(self, frame: SeenFrame, header: FrameHeader) -> set[str]:
        if self._text is None or not self._text_known:
            return set()
        data = frame.inflated if self._compressed_message else frame.payload
        if data is None:
            self._text_known = False
            return set()
        if self._text.feed(data) is not None:
            self._text_known = False
            return {"text-invalid-utf8"}
        if header.fin and not self._text.between_characters:
            return {"text-truncated-utf8"}
        return set()


def _is_minimal(length7: int, length: int) -> bool:
    """Whether the seven bits are those of the shortest length field."""
    if length7 < 126:
        return length7 == length
    return length7 == (126 if length < 65536 else 127) and length > 125


def _is_text(content: bytes) -> bool:
    """Whether a message is valid UTF-8."""
    return content.isascii() or is_utf8(content)
