"""The four shapes of readyState, which tell the state without colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from wsinspector.protocol.phases import ReadyState

_DOTS = 8


def paint_state_shape(
    painter: QPainter, rect: QRectF, ready: ReadyState | None, colour: QColor
) -> None:
    """Draw a state: dotted ring, disc, half disc, crossed ring; a small dash for no state at all.

    Args:
        painter: where to draw.
        rect: the square it fills; about 1/8 of its side is the stroke.
        ready: the state; None where there is no connection.
        colour: of strokes and filling.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = max(1.25, rect.width() / 8)
    ring = rect.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    pen = QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if ready is ReadyState.OPEN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(rect)
    elif ready is ReadyState.CONNECTING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for dot in range(_DOTS):
            angle = 2 * math.pi * dot / _DOTS
            offset = QPointF(math.sin(angle), -math.cos(angle)) * (ring.width() / 2)
            painter.drawEllipse(ring.center() + offset, stroke / 1.7, stroke / 1.7)
    elif ready is ReadyState.CLOSING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(ring, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawEllipse(ring)
    elif ready is ReadyState.CLOSED:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        reach = ring.width() / 2 * 0.45
        centre = ring.center()
        for x in (-reach, reach):
            painter.drawLine(centre + QPointF(x, -reach), centre + QPointF(-x, reach))
    else:
        painter.setPen(pen)
        reach = ring.width() / 2 * 0.6
        painter.drawLine(ring.center() - QPointF(reach, 0), ring.center() + QPointF(reach, 0))
    painter.restore()


def paint_hollow_shape(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw an end that is somebody else's: an empty ring, thin as its lifeline in the timeline.

    Args:
        painter: where to draw.
        rect: the square it fills.
        colour: of the stroke.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
