"""The fields of composed bytes, with the colours in which they are shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.frames.raw_frame import LEFT_OVER, PAYLOAD, RawFrame
from wsinspector.widgets.frame.byte_legend import ByteField
from wsinspector.widgets.frame.hex_view import Mark

FRAMES_SHOWN: Final = 12
"""Of so many frames in plain bytes the parts are named."""

_FIRST, _SECOND, _LENGTH, _KEY, _BODY, _LEFT = (
    "client_band",
    "closing_band",
    "server_band",
    "line",
    "card",
    "selection",
)
"""Colours of the table on which text can stand."""


def frame_fields(frame: RawFrame) -> list[ByteField]:
    """The fields of a frame; those that share a byte are one.

    Raises:
        ValueError: there is no such frame.
    """
    fields = []
    for field in frame.fields():
        start, stop = field.byte_range
        if field.name == "opcode":
            bits = f"{int(frame.fin)} {frame.rsv:03b} {frame.opcode}"
            fields.append(ByteField(_tr("FIN, RSV, opcode"), bits, Mark(0, 1, _FIRST)))
        elif field.name == "length":
            field_value = frame.encode()[1] & 0x7F
            masked = int(frame.mask is not None)
            value = f"{masked} {field_value}"
            fields.append(ByteField(_tr("mask, length"), value, Mark(1, 2, _SECOND)))
        elif field.name == "extended-length":
            mark = Mark(start, stop, _LENGTH)
            fields.append(ByteField(_tr("extended length"), str(frame.length), mark))
        elif field.name == "masking-key":
            fields.append(ByteField(_tr("masking key"), "", Mark(start, stop, _KEY)))
        elif field.name == PAYLOAD:
            name = _tr("payload") if frame.mask is None else _tr("payload, masked")
            fields.append(ByteField(name, "", Mark(start, stop, _BODY)))
        elif field.name == LEFT_OVER:
            fields.append(ByteField(_tr("left over"), "", Mark(start, stop, _LEFT)))
    return fields


def stream_fields(data: bytes) -> list[ByteField]:
    """Headers and payloads of the frames that a peer would read in these bytes."""
    decoder = FrameDecoder()
    decoder.feed(data)
    fields: list[ByteField] = []
    for number in range(1, FRAMES_SHOWN + 1):
        while (step := decoder.advance()) is not None and not isinstance(step, WholeFrame):
            pass
        if decoder.between_frames and step is None:
            break
        start = decoder.frame_start
        header = step.header if isinstance(step, WholeFrame) else decoder.header
        middle = len(data) if header is None else start + len(header.raw)
        name = _tr("frame {number}: header").format(number=number)
        fields.append(ByteField(name, "", Mark(start, middle, _FIRST)))
        if decoder.offset > middle:
            fields.append(ByteField(_tr("payload"), "", Mark(middle, decoder.offset, _BODY)))
        if step is None:
            break
    return fields


def _tr(source: str) -> str:
    return QCoreApplication.translate("RawFields", source)
