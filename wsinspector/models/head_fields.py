"""The head of an HTTP message as fields: every line that came, with its place in the bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from wsinspector.models.detail_fields import cut
from wsinspector.models.frame_field import FrameField
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.fault_places import START_LINE, place_of
from wsinspector.protocol.opening.field_text import meant
from wsinspector.protocol.opening.head import parse_head

_SIGNS: Final = {Severity.VIOLATION: "▲", Severity.DEVIATION: "◆", Severity.OBSERVATION: "●"}


def head_fields(
    data: bytes, is_request: bool, faults: Sequence[FrameField] = ()
) -> list[FrameField]:
    """Start line and fields, in order, duplicates included; each names the rules that it breaks.

    Args:
        data: the head; what follows it is passed over.
        is_request: a request, not a response.
        faults: what is wrong with it, each with its rule as the note.
    """
    head = parse_head(data, is_request)
    section = "RFC 9112 §3" if is_request else "RFC 9112 §4"
    at = data.find(head.start_line)
    name = _tr("Request line") if is_request else _tr("Status line")
    line = len(head.start_line)
    said = head.start_line.decode("latin-1")
    fields = [_field(name, said, START_LINE, section, at, line, faults)]
    at = data.find(b"\n", at + line) + 1
    for field in head.fields:
        at = max(at, data.find(field.raw, at))
        length = len(field.raw.rstrip(b"\r\n"))
        shown = cut(meant(field.name)) or _tr("(no colon)")
        place = field.name.lower() or None
        fields.append(_field(shown, field.value, place, "RFC 9112 §5", at, length, faults))
        at += len(field.raw)
    return fields


def _field(
    name: str,
    value: str,
    place: str | None,
    section: str,
    at: int,
    length: int,
    faults: Sequence[FrameField],
) -> FrameField:
    words = meant(value)
    notes = [] if words == value else [_tr("not ASCII: read as UTF-8")]
    notes += [
        f"{_SIGNS[fault.severity]} {fault.note}"
        for fault in faults
        if fault.severity in _SIGNS and place is not None and place_of(fault.note) == place
    ]
    return FrameField(
        name, cut(words), " · ".join(dict.fromkeys(notes)), "", section, 8 * at, 8 * length
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("HeadFields", words)
