"""What an entry is made of, field by field, each with its place in the raw bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.frame_words import header_of, is_compressed, opcode_name
from wsinspector.journal.visible_text import preview
from wsinspector.models.detail_fields import detail_fields
from wsinspector.models.entry_faults import faults_of
from wsinspector.models.frame_field import FrameField
from wsinspector.models.head_fields import head_fields
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.closing.close_codes import name_of
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.texts import Text, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.journal.journal import Journal

_REASON_CHARACTERS: Final = 500
_BITS_SHOWN: Final = 32
_CODE_BYTES: Final = 2


def fields_of(
    journal: Journal, raw: RawEntry, words: Callable[[Text], str] = render
) -> list[FrameField]:
    """What is wrong with an entry, and then its fields, in the order of its bytes.

    Args:
        journal: where it is recorded.
        raw: its bytes.
        words: turns a text into words.
    """
    if raw.entry.kind.is_frame:
        header = header_of(journal, raw.entry)
        if header is None:
            return []
        compressed = is_compressed(journal, raw.entry, header)
        faults = faults_of(journal, raw, words)
        fields = _header_fields(raw.entry.kind, header, words, compressed=compressed)
        return faults + fields + _payload_fields(raw, header, words)
    fields = []
    faults = faults_of(journal, raw, words)
    if raw.entry.kind in (Kind.REQUEST, Kind.RESPONSE) and raw.data is not None:
        fields = head_fields(raw.data, raw.entry.kind is Kind.REQUEST, faults)
    elif raw.entry.length:
        fields = [_data_field(raw)]
    details = journal.details(raw.entry.id)
    shown = frozenset({"faults"})
    if raw.entry.kind is Kind.FAILURE:
        shown |= {"text", "rule"}
    return faults + fields + detail_fields(details, words, but=shown)


def _header_fields(
    kind: Kind, header: FrameHeader, words: Callable[[Text], str], *, compressed: bool
) -> list[FrameField]:
    key = header.masking_key
    payload_section = "RFC 6455 §5.2"
    extended = {7: 0, 16: 16, 64: 64}[header.length_encoding]
    fields = [
        FrameField(
            "FIN",
            str(int(header.fin)),
            _tr("final fragment") if header.fin else _tr("more fragments follow"),
            _bits(header.raw, 0, 1),
            payload_section,
            0,
            1,
        ),
        FrameField(
            "RSV1–3",
            f"{header.rsv:03b}",
            _tr("compressed (RFC 7692)") if compressed else "",
            _bits(header.raw, 1, 3),
            payload_section,
            1,
            3,
        ),
        FrameField(
            _tr("Opcode"),
            f"{header.opcode} {words(opcode_name(kind))}",
            "",
            _bits(header.raw, 4, 4),
            payload_section,
            4,
            4,
        ),
        FrameField(
            _tr("Mask"),
            str(int(key is not None)),
            _tr("masked") if key is not None else _tr("not masked"),
            _bits(header.raw, 8, 1),
            "RFC 6455 §5.1",
            8,
            1,
        ),
        FrameField(
            _tr("Payload length"),
            str(header.raw[1] & 0x7F),
            _tr("it is in the next {bits} bits").format(bits=extended)
            if extended
            else _length_note(header),
            _bits(header.raw, 9, 7),
            payload_section,
            9,
            7,
        ),
    ]
    if extended:
        fields.append(
            FrameField(
                _tr("Extended length"),
                str(header.length),
                _length_note(header),
                _bits(header.raw, 16, extended),
                payload_section,
                16,
                extended,
            )
        )
    if key is not None:
        first = 8 * (len(header.raw) - len(key))
        fields.append(
            FrameField(
                _tr("Masking key"), key.hex(" "), "", "", "RFC 6455 §5.3", first, 8 * len(key)
            )
        )
    return fields


def _length_note(header: FrameHeader) -> str:
    how = _tr("{bits}-bit").format(bits=header.length_encoding)
    return how if header.is_minimal else _tr("{how}, not minimal").format(how=how)


def _payload_fields(
    raw: RawEntry, header: FrameHeader, words: Callable[[Text], str]
) -> list[FrameField]:
    first, length = 8 * len(header.raw), raw.entry.length
    if raw.payload is None:
        note = _tr("not kept: the recording was full")
        return [FrameField(_tr("Payload"), _bytes_words(length), note)]
    if raw.entry.kind is Kind.CLOSE and length >= _CODE_BYTES:
        return _close_fields(raw.payload, first, words)
    if not length:
        return []
    section = "RFC 6455 §5.5.1" if raw.entry.kind is Kind.CLOSE else "RFC 6455 §5.2"
    note = ""
    if raw.inflated is not None:
        note = _tr("{size} decompressed").format(size=_bytes_words(len(raw.inflated)))
        if raw.ratio is not None:
            note = _tr("{size}, {ratio} times as long").format(size=note, ratio=f"{raw.ratio:.3g}")
    return [FrameField(_tr("Payload"), _bytes_words(length), note, "", section, first, 8 * length)]


def _close_fields(payload: bytes, first: int, words: Callable[[Text], str]) -> list[FrameField]:
    code = int.from_bytes(payload[:_CODE_BYTES], "big")
    section = "RFC 6455 §5.5.1"
    fields = [
        FrameField(
            _tr("Status code"),
            f"{code} {words(name_of(code))}",
            "",
            _bits(payload, 0, 16),
            "RFC 6455 §7.4",
            first,
            16,
        )
    ]
    reason = payload[_CODE_BYTES:]
    if reason:
        try:
            characters = _tr("{count} characters").format(count=len(reason.decode("utf-8")))
        except UnicodeDecodeError:
            characters = _tr("not UTF-8")
        size = f"{_bytes_words(len(reason))}, {characters}"
        shown, left = preview(reason, _REASON_CHARACTERS)
        fields.append(
            FrameField(
                _tr("Reason"),
                size,
                f"“{shown}”…" if left else f"“{shown}”",
                "",
                section,
                first + 16,
                8 * len(reason),
            )
        )
    return fields


def _data_field(raw: RawEntry) -> FrameField:
    length = raw.entry.length
    if raw.data is None:
        return FrameField(
            _tr("Bytes"), _bytes_words(length), _tr("not kept: the recording was full")
        )
    return FrameField(_tr("Bytes"), _bytes_words(length), first_bit=0, bit_count=8 * length)


def _bits(data: bytes, first: int, count: int) -> str:
    """Bits of some bytes, in groups as the bytes divide them; empty if they are too many."""
    if count > _BITS_SHOWN:
        return ""
    whole = "".join(f"{byte:08b}" for byte in data[first // 8 : (first + count + 7) // 8])
    offset = first % 8
    groups = [whole[offset:8], *(whole[at : at + 8] for at in range(8, len(whole), 8))]
    return " ".join(groups)[: count + (offset + count - 1) // 8]


def _bytes_words(count: int) -> str:
    return _tr("{count} B").format(count=count)


def _tr(words: str) -> str:
    return QCoreApplication.translate("FrameFields", words)
