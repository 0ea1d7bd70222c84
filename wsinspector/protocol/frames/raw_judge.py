"""Which rules bytes would break if an end sent them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, PayloadPart, WholeFrame
from wsinspector.protocol.frames.frame_legality import close_faults, header_faults
from wsinspector.protocol.frames.frames import FRAME_LENGTH_MAX
from wsinspector.protocol.frames.utf8_validator import Utf8Validator
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.protocol.frames.frames import FrameHeader
    from wsinspector.protocol.phases import Role

JUDGED_FRAMES: Final = 100
"""So many frames are looked at."""

_DATA: Final = (Kind.CONTINUATION, Kind.TEXT, Kind.BINARY)
_MESSAGE_STARTS: Final = (Kind.TEXT, Kind.BINARY)
_NO_KEY: Final = bytes(4)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fault of one of several frames.

    Attributes:
        frame: which one, from 1.
        fault: what is wrong with it.
    """

    frame: int
    fault: Fault


class RawJudge:
    """Reads bytes as the peer of ``role`` will, and judges what it can know of them alone.

    What went before is not known, apart from what is told here.

    Args:
        role: the end that is to send.
        after_close: it has sent a Close already.
        compressed: permessage-deflate is agreed.
        in_message: a message of its own is unfinished; None where that is not known.
    """

    def __init__(
        self,
        role: Role,
        *,
        after_close: bool = False,
        compressed: bool = False,
        in_message: bool | None = None,
    ) -> None:
        self._role = role
        self._after_close = after_close
        self._compressed = compressed
        self._found: list[Judged] = []
        self._frame = 0
        self._key: bytes | None = None  # of the frame before
        # Of the unfinished message; 0: there is none; None: not known.
        self._opcode: int | None = None
        if in_message is not None:
            self._opcode = Kind.BINARY if in_message else Kind.CONTINUATION
        self._text: Utf8Validator | None = None  # None: there is nothing to check

    def judge(self, data: bytes) -> list[Judged]:
        """Everything remarkable about these bytes, in the order of the wire; asked once."""
        decoder = FrameDecoder()
        decoder.feed(data)
        while (step := decoder.advance()) is not None:
            if isinstance(step, WholeFrame):
                self._judge_whole(step)
            elif isinstance(step, PayloadPart):
                self._judge_text(step)
            elif self._frame == JUDGED_FRAMES:
                self._add("", Severity.OBSERVATION, "raw-judge.many", count=JUDGED_FRAMES)
                return self._found
            else:
                self._judge_header(step)
        self._judge_rest(decoder)
        return self._found

    def _judge_rest(self, decoder: FrameDecoder) -> None:
        header = decoder.header
        if header is not None:
            missing = decoder.frame_start + len(header.raw) + header.length - decoder.offset
            self._observe("frame-truncated", "raw-judge.unfinished", missing=missing)
        elif not decoder.between_frames:
            self._frame += 1
            self._observe("frame-truncated", "raw-judge.header-unfinished")
        elif self._opcode:
            self._observe("message-never-finished", "raw-judge.begins")

    def _judge_header(self, header: FrameHeader) -> None:
        self._frame += 1
        is_start = header.opcode in _MESSAGE_STARTS
        is_compressed = self._compressed and header.rsv1
        if is_compressed and header.is_control:
            self._break("pmd-rsv1-on-control", opcode=header.opcode)
        elif is_compressed and header.opcode == Kind.CONTINUATION:
            self._break("pmd-rsv1-on-continuation")
        for fault in header_faults(header, self._role, compressed=is_compressed):
            self._found.append(Judged(self._frame, fault))
        if header.length > FRAME_LENGTH_MAX:
            self._break("frame-length-msb-set", length=header.length)
        self._judge_key(header.masking_key)
        self._judge_order(header)
        if is_start:
            is_readable = header.opcode == Kind.TEXT and not is_compressed
            self._text = Utf8Validator() if is_readable else None
        if header.opcode in _DATA:
            self._opcode = 0 if header.fin else self._opcode or header.opcode or Kind.BINARY

    def _judge_key(self, key: bytes | None) -> None:
        if key is not None:
            if key == _NO_KEY:
                self._add("mask-key-zero", Severity.DEVIATION, "fault.mask-key-zero")
            elif key == self._key:
                self._break("mask-key-reused")
        self._key = key

    def _judge_order(self, header: FrameHeader) -> None:
        opcode = header.opcode
        if self._after_close:
            if opcode == Kind.CLOSE:
                self._add("close-duplicate", Severity.DEVIATION, "fault.close-duplicate")
            elif header.is_control:
                self._observe("control-after-close", "fault.control-after-close")
            elif opcode in _DATA:
                self._break("data-after-close")
        if opcode == Kind.CLOSE:
            self._after_close = True
        if opcode == Kind.CONTINUATION and self._opcode is None:
            self._observe("continuation-without-start", "raw-judge.continues")
        elif opcode == Kind.CONTINUATION and not self._opcode:
            self._break("continuation-without-start")
        elif opcode in _MESSAGE_STARTS and self._opcode:
            self._break("message-interleaved", opcode=opcode)

    def _judge_text(self, part: PayloadPart) -> None:
        if self._text is not None and part.opcode in (Kind.TEXT, Kind.CONTINUATION):
            offset = self._text.feed(part.data)
            if offset is not None:
                self._text = None
                self._break("text-invalid-utf8", offset=offset)

    def _judge_whole(self, frame: WholeFrame) -> None:
        header = frame.header
        if header.opcode == Kind.CLOSE:
            for fault in close_faults(frame.payload, self._role):
                self._found.append(Judged(self._frame, fault))
        elif header.opcode in _DATA and header.fin and self._text is not None:
            if not self._text.between_characters:
                self._break("text-truncated-utf8", offset=self._text.position)
            self._text = None

    def _break(self, rule: str, **args: str | int) -> None:
        self._add(rule, Severity.VIOLATION, f"fault.{rule}", **args)

    def _observe(self, rule: str, words: str, **args: str | int) -> None:
        self._add(rule, Severity.OBSERVATION, words, **args)

    def _add(self, rule: str, severity: Severity, words: str, **args: str | int) -> None:
        fault = Fault(rule, text(words, **args), severity=severity)
        self._found.append(Judged(self._frame, fault))
