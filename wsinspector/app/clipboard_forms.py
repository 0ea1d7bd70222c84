"""What an entry looks like on the clipboard."""

from __future__ import annotations

from wsinspector.journal.journal import Journal
from wsinspector.journal.visible_text import decoded
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader

_CODE_BYTES = 2
"""Of a Close, before its reason."""


def as_hex(journal: Journal, entry: int) -> str | None:
    """All bytes of an entry as they were on the wire, in pairs of digits; empty for none.

    Args:
        journal: has the entry.
        entry: a frame comes with its header and masked as it was; a head as its raw bytes.

    Returns:
        None when the bytes were not kept, because the journal was full.
    """
    payload = journal.payload(entry)
    if payload is None:
        return None
    if not journal.entry(entry).kind.is_frame:
        return payload.hex(" ")
    from wsinspector.protocol.frames.masking import apply_mask

    header = journal.header(entry)
    key = FrameHeader.parse(header).masking_key
    return (header + (apply_mask(payload, key) if key else payload)).hex(" ")


def has_text(journal: Journal, entry: int) -> bool:
    """Whether an entry has anything that :func:`as_text` gives, kept or not."""
    found = journal.entry(entry)
    return found.length > (_CODE_BYTES if found.kind is Kind.CLOSE else 0)


def as_text(journal: Journal, entry: int) -> str | None:
    """The payload of a frame (of a Close its reason; decompressed if it was compressed), or the bytes of another entry, as text.

    Args:
        journal: has the entry.
        entry: which one.

    Returns:
        The text, with escapes where the bytes are no UTF-8; None when they were not kept.
    """
    inflated = journal.inflated(entry)
    payload = journal.payload(entry) if inflated is None else inflated
    if payload is None:
        return None
    if journal.entry(entry).kind is Kind.CLOSE:
        payload = ClosePayload.parse(payload).reason
    return decoded(payload)
