"""Signs beside a lifeline: what happens at one end and travels nowhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from wsinspector.models.steps import Figure
from wsinspector.widgets.frame.ink import Ink


def draw_flag(
    painter: QPainter,
    near: float,
    middle: float,
    forward: int,
    width: float,
    half: float,
    ink: Ink,
) -> None:
    """A tag whose point touches the lifeline: the end's API speaks to its own program.

    Args:
        painter: draws; its pen and brush are changed.
        near: x of the point.
        middle: y of the point.
        forward: 1 if the tag is right of the lifeline, -1 if it is left of it.
        width: width of the tag without its point.
        half: half its height.
        ink: the colour of the end.
    """
    shoulder, far = near + forward * 6, near + forward * (width + 6)
    painter.setPen(ink.outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(near, middle),
                QPointF(shoulder, middle - half),
                QPointF(far, middle - half),
                QPointF(far, middle + half),
                QPointF(shoulder, middle + half),
            ]
        )
    )


def draw_sign(
    painter: QPainter,
    figure: Figure,
    x: float,
    y: float,
    forward: int,
    ink: Ink,
) -> None:
    """A sign beside the lifeline: clock, triangle, pointer, diamond or ring.

    Args:
        painter: draws; its pen and brush are changed.
        figure: what happened.
        x: its centre.
        y: its centre.
        forward: 1 if it is right of the lifeline, -1 if it is left of it.
        ink: its colour.
    """
    painter.setPen(ink.thin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if figure is Figure.TIMEOUT:
        painter.drawEllipse(QPointF(x, y), 5.0, 5.0)
        painter.drawPolyline([QPointF(x, y - 3), QPointF(x, y), QPointF(x + 2.5, y + 1)])
    elif figure is Figure.FAILURE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.brush)
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - 5), QPointF(x + 5.5, y + 4), QPointF(x - 5.5, y + 4)])
        )
    elif figure is Figure.CALL:
        # Points at the lifeline: somebody outside asks this end to act.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.brush)
        tip, back = x - forward * 4, x + forward * 3
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(back, y - 4), QPointF(back, y + 4)])
        )
    elif figure is Figure.STATE:
        painter.drawPolygon(
            QPolygonF([QPointF(x - 4, y), QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4)])
        )
    else:
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
