"""The bytes of one entry, as on the wire and unmasked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from wsinspector.journal.frame_words import header_of

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal


class RawEntry:
    """What there is to see of an entry's bytes.

    The header of a frame and its payload stand behind each other, in both forms at the same places.

    Attributes:
        entry: the entry.
        header: raw header of a frame, with masking key; empty for other kinds.
        payload: unmasked payload of a frame, or raw bytes of another kind; None if not kept.
        inflated: decompressed payload of a compressed frame; None for any other.
        masking_key: the four bytes; None for what is not masked.

    Args:
        journal: where it is recorded.
        entry_id: which entry.
    """

    def __init__(self, journal: Journal, entry_id: int) -> None:
        self.entry = journal.entry(entry_id)
        is_frame = self.entry.kind.is_frame
        self.header = journal.header(entry_id) if is_frame else b""
        self.payload = journal.payload(entry_id)
        self.inflated = journal.inflated(entry_id)
        header = header_of(journal, self.entry) if is_frame else None
        self.masking_key = None if header is None else header.masking_key

    @cached_property
    def data(self) -> bytes | None:
        """Header and unmasked payload; the header alone, if the payload of a frame was not kept."""
        if self.payload is None:
            return self.header or None
        return self.header + self.payload if self.header else self.payload

    @cached_property
    def wire(self) -> bytes | None:
        """The bytes as they were on the wire, masked again with the recorded key."""
        if self.masking_key is None or not self.payload:
            return self.data
        from wsinspector.protocol.frames.masking import apply_mask

        return self.header + apply_mask(self.payload, self.masking_key)

    @property
    def ratio(self) -> float | None:
        """How many times as long it is decompressed; None where nothing was compressed."""
        if self.inflated is None or not self.entry.length:
            return None
        return len(self.inflated) / self.entry.length

    @property
    def message(self) -> bytes | None:
        """What the application gets of it: the payload, decompressed where it was compressed."""
        return self.payload if self.inflated is None else self.inflated
