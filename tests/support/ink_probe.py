"""Looks at what was painted: which colours stand where."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter


def painted(width: int, height: int, draw: Callable[[QPainter], None]) -> QImage:
    """A picture on white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def columns_inked(image: QImage, top: int = 0, bottom: int | None = None) -> set[int]:
    """The x at which anything but white stands between two heights."""
    stop = image.height() if bottom is None else bottom
    return {
        x
        for x in range(image.width())
        for y in range(top, stop)
        if image.pixelColor(x, y) != QColor("white")
    }


def has_colour(
    image: QImage, colour: QColor, x: int, top: int = 0, bottom: int | None = None
) -> bool:
    """Whether a pixel of exactly this colour stands at x between two heights."""
    stop = image.height() if bottom is None else bottom
    return any(image.pixelColor(x, y) == colour for y in range(top, stop))
