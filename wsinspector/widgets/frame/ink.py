"""Pens and brushes for one colour, made once and not at every stroke."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen


class Ink(NamedTuple):
    """What it takes to draw in the colour of one end.

    Attributes:
        colour: the colour.
        brush: fills with it.
        band: the colour of the lifeline while OPEN.
        thin: a frame's arrow.
        bold: a Close's arrow.
        dashed: the arrow of what is no frame.
        parted: the arrow of bytes that were not understood.
        outline: the border of what is hollow.
    """

    colour: QColor
    brush: QBrush
    band: QColor
    thin: QPen
    bold: QPen
    dashed: QPen
    parted: QPen
    outline: QPen


def pen_of(colour: QColor, width: float, dashes: list[float] | None = None) -> QPen:
    """A pen with square ends.

    Args:
        colour: its colour.
        width: its width, device-independent pixels.
        dashes: lengths of dashes and gaps in widths of the pen; None for a solid line.
    """
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def ink_of(colour: QColor, band: QColor) -> Ink:
    """The ink in a colour; ``band`` is the colour of the lifeline while OPEN."""
    return Ink(
        colour,
        QBrush(colour),
        band,
        pen_of(colour, 1.5),
        pen_of(colour, 2.5),
        pen_of(colour, 1.5, [3, 2]),
        pen_of(colour, 1.5, [6, 2, 1, 2]),
        pen_of(colour, 1.25),
    )
