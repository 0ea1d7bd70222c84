"""What a frame says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from wsinspector.journal.visible_text import preview
from wsinspector.protocol.closing.close_codes import hint_for, name_of
from wsinspector.protocol.closing.close_legality import reason_legality, wire_legality
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal

PREVIEW_CHARACTERS: Final = 120
PREVIEW_BYTES: Final = 16
_CONTROL_MAX: Final = 125
_KNOWN: Final = {
    Kind.CONTINUATION: "lane.frame.continuation",
    Kind.TEXT: "lane.frame.text",
    Kind.BINARY: "lane.frame.binary",
    Kind.PING: "lane.frame.ping",
    Kind.PONG: "lane.frame.pong",
}


class FrameLine(NamedTuple):
    """All that is said of a frame.

    Attributes:
        label: its name, see :func:`frame_label`.
        content: what is in it.
        broken: what its sender must not do, see :func:`broken_rules`.
    """

    label: Text
    content: list[Text]
    broken: list[Text]


def frame_line(journal: Journal, entry: Entry) -> FrameLine:
    """All that is said of a frame; its header is taken apart once."""
    header = header_of(journal, entry)
    return FrameLine(
        _label(journal, entry, header), _content(journal, entry), _broken(journal, entry, header)
    )


def frame_label(journal: Journal, entry: Entry) -> Text:
    """Name of a frame for its lane, for example ``Close 1000``."""
    return _label(journal, entry, header_of(journal, entry))


def _label(journal: Journal, entry: Entry, header: FrameHeader | None) -> Text:
    if entry.kind is Kind.CLOSE:
        body = journal.payload(entry.id)
        code = None if body is None else ClosePayload.parse(body).code
        return text("lane.close.empty") if code is None else text("lane.close", code=code)
    name = opcode_name(entry.kind)
    if header is None or header.fin == (entry.kind is not Kind.CONTINUATION):
        return name
    return Text("lane.frame.ends" if header.fin else "lane.frame.begins", {}, (name,))


def opcode_name(kind: Kind) -> Text:
    """Name of an opcode; Close without its code."""
    if kind is Kind.CLOSE:
        return text("lane.close.empty")
    known = _KNOWN.get(kind)
    return text("lane.frame.reserved", opcode=int(kind)) if known is None else text(known)


def frame_words(journal: Journal, entry: Entry) -> list[Text]:
    """What is in a frame, and what is wrong with it."""
    return _content(journal, entry) + broken_rules(journal, entry)


def header_of(journal: Journal, entry: Entry) -> FrameHeader | None:
    """The header of a frame, taken apart; None if what was recorded is none."""
    try:
        return FrameHeader.parse(journal.header(entry.id))
    except ValueError:
        return None


def is_compressed(journal: Journal, entry: Entry, header: FrameHeader) -> bool:
    """Whether RSV1 rightly says that a message is compressed (RFC 7692 §6)."""
    if not header.rsv1 or entry.kind not in (Kind.TEXT, Kind.BINARY):
        return False
    return bool(journal.end(entry.end).deflate) or journal.inflated(entry.id) is not None


def broken_rules(journal: Journal, entry: Entry) -> list[Text]:
    """What the sender of a frame must not do, as far as the frame alone shows it."""
    return _broken(journal, entry, header_of(journal, entry))


def _broken(journal: Journal, entry: Entry, header: FrameHeader | None) -> list[Text]:
    found = _broken_in_header(journal, entry, header)
    if entry.kind is Kind.CLOSE and (payload := journal.payload(entry.id)) is not None:
        found += _broken_in_close(payload, _sender(entry))
    return found


def _broken_in_header(journal: Journal, entry: Entry, header: FrameHeader | None) -> list[Text]:
    if header is None:
        return []
    found = []
    bits = header.rsv & (0b011 if is_compressed(journal, entry, header) else 0b111)
    if bits:
        found.append(text("summary.reserved-bits", bits=f"{bits:03b}"))
    if entry.kind not in _KNOWN and entry.kind is not Kind.CLOSE:
        found.append(text("summary.reserved-opcode", opcode=int(entry.kind)))
    if header.is_control and not header.fin:
        found.append(text("summary.control-fragmented"))
    if header.is_control and header.length > _CONTROL_MAX:
        found.append(text("summary.control-long"))
    if not header.is_minimal:
        found.append(text("summary.not-minimal"))
    sender = _sender(entry)
    if sender is Role.CLIENT and header.masking_key is None:
        found.append(text("summary.not-masked"))
    if sender is Role.SERVER and header.masking_key is not None:
        found.append(text("summary.masked"))
    return found


def _broken_in_close(body: bytes, sender: Role) -> list[Text]:
    said = ClosePayload.parse(body)
    if said.code is None:
        return [text("summary.one-byte")] if body else []
    legalities = wire_legality(said.code, sender), reason_legality(said.reason)
    found = [legality.why for legality in legalities if not legality.ok]
    hint = hint_for(said.code)
    return found if hint is None else [*found, hint]


def _sender(entry: Entry) -> Role:
    assert entry.direction is not None
    return entry.direction.sender


def _content(journal: Journal, entry: Entry) -> list[Text]:
    inflated = journal.inflated(entry.id)
    payload = journal.payload(entry.id) if inflated is None else inflated
    if payload is None:
        return [text("summary.not-kept", length=entry.length)]
    words = []
    if inflated is not None:
        words = [text("summary.deflate", inflated=len(inflated), length=entry.length)]
    elif (header := header_of(journal, entry)) and is_compressed(journal, entry, header):
        return [in_hex(payload), text("summary.not-inflated")]
    if entry.kind is Kind.CLOSE:
        return _close_words(payload) + words
    if not payload:
        return [text("summary.empty"), *words]
    shows_text = entry.kind is Kind.TEXT or _reads_as_text(payload)
    return [quoted(payload) if shows_text else in_hex(payload), *words]


def _close_words(body: bytes) -> list[Text]:
    said = ClosePayload.parse(body)
    if said.code is None:
        return [in_hex(body) if body else text("summary.no-status")]
    words = [name_of(said.code)]
    if said.reason:
        words.append(quoted(said.reason))
    return words


def _reads_as_text(payload: bytes) -> bool:
    """Whether a payload of which nobody says that it is text can be shown as such.

    A character may be cut off at either end of what is looked at: a fragment may begin within one.
    """
    start = payload[: 4 * PREVIEW_CHARACTERS].lstrip(bytes(range(0x80, 0xC0)))
    for cut in range(4):
        try:
            words = start[: len(start) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return bool(words) and all(sign.isprintable() or sign in "\t\r\n" for sign in words)
    return False


def quoted(data: bytes) -> Text:
    """The beginning of a text in quotes."""
    shown, left = preview(data, PREVIEW_CHARACTERS)
    if left:
        return text("summary.text.cut", text=shown, left=left)
    return text("summary.text", text=shown)


def in_hex(data: bytes) -> Text:
    """The beginning of bytes as hexadecimal numbers."""
    shown = data[:PREVIEW_BYTES].hex(" ")
    if len(data) > PREVIEW_BYTES:
        return text("summary.bytes.cut", hex=shown, left=len(data) - PREVIEW_BYTES)
    return text("summary.bytes", hex=shown)
