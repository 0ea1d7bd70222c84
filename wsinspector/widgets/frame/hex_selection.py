"""What is selected in a hex view, and how the keyboard and the mouse change it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HexSelection:
    """A run of bytes between an anchor and a cursor, both of which are in it.

    Attributes:
        anchor: where it was begun.
        cursor: where it was taken to.
    """

    anchor: int
    cursor: int

    @property
    def start(self) -> int:
        """Its first byte."""
        return min(self.anchor, self.cursor)

    @property
    def stop(self) -> int:
        """Behind its last byte."""
        return max(self.anchor, self.cursor) + 1

    def moved(self, to: int, size: int, *, extend: bool) -> HexSelection:
        """The selection after the cursor went somewhere.

        Args:
            to: where; outside of the bytes it stops at their end.
            size: how many bytes there are, at least one.
            extend: whether the anchor stays where it is.
        """
        cursor = max(0, min(size - 1, to))
        return HexSelection(self.anchor if extend else cursor, cursor)
