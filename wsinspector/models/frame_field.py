"""One field of what the frame panel shows of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from wsinspector.protocol.faults import Severity


@dataclass(frozen=True, slots=True)
class FrameField:
    """One field.

    Attributes:
        name: what it is called, in words; empty for a fault, whose sentence stands alone.
        value: what it says, in words.
        note: what else there is to say of the value; of a fault, its rule; may be empty.
        bits: its bits as on the wire, for a field that is not too long; else empty.
        section: where the standard defines it; empty where none does.
        first_bit: its first bit, counted from the first bit of the raw bytes.
        bit_count: how many it has; 0 for what has no place in the bytes.
        severity: how much a fault weighs; None for what is no fault.
    """

    name: str
    value: str
    note: str = ""
    bits: str = ""
    section: str = ""
    first_bit: int = 0
    bit_count: int = 0
    severity: Severity | None = None

    @property
    def byte_range(self) -> tuple[int, int]:
        """The bytes it touches, from the first to before the last; empty if it has no place."""
        if not self.bit_count:
            return 0, 0
        return self.first_bit // 8, (self.first_bit + self.bit_count + 7) // 8

    @property
    def place(self) -> str:
        """Where it stands, in words: whole bytes as such, else bits as RFC 6455 §5.2 counts them.

        Both are counted from 0, at the first bit of the frame. Empty if it has no place.
        """
        if not self.bit_count:
            return ""
        if self.first_bit % 8 or self.bit_count % 8:
            first, last = self.first_bit, self.first_bit + self.bit_count - 1
            where = _tr("bit {first}") if first == last else _tr("bits {first}–{last}")
        else:
            first, stop = self.byte_range
            last = stop - 1
            where = _tr("byte {first}") if first == last else _tr("bytes {first}–{last}")
        return where.format(first=first, last=last)


def _tr(words: str) -> str:
    return QCoreApplication.translate("FrameField", words)
