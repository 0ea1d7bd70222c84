"""Arrows of the sequence diagram: each kind of fact and each fate has a form of its own."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from wsinspector.models.steps import Figure, Reach
from wsinspector.widgets.frame.ink import Ink

_HEAD = 8.0
STOPS_AT = {Reach.UNDERWAY: 0.75, Reach.LOST: 0.75, Reach.PARTLY: 0.9}
"""Which part of the way an arrow goes that does not arrive."""


class Arrow(NamedTuple):
    """Where an arrow is drawn.

    Attributes:
        tail: x where it begins.
        tip: x where it would arrive.
        y: its height.
        figure: what travels.
        reach: how far it came.
    """

    tail: float
    tip: float
    y: float
    figure: Figure
    reach: Reach


def draw_arrow(painter: QPainter, arrow: Arrow, ink: Ink, alarm: Ink) -> None:
    """Draw an arrow.

    A frame's shaft is solid, a Close's thick, that of a RST jagged, that of TLS double, any other
    dashed. A filled
    head was seen arriving, an outlined one arrives out of view; without a head and with three dots
    it is still underway, with a cross it is lost.

    Args:
        painter: draws; its pen and brush are changed.
        arrow: what and where.
        ink: the colour of the sender.
        alarm: the colour of the cross.
    """
    tail, _, y, figure, reach = arrow
    forward = 1 if arrow.tip > tail else -1
    tip = tail + (arrow.tip - tail) * STOPS_AT.get(reach, 1.0)
    has_head = reach in (Reach.ARRIVED, Reach.UNSEEN)
    neck = tip - forward * (_HEAD - 1) if has_head and figure is not Figure.FIN else tip
    _shaft(painter, tail, neck, y, figure, ink)
    if has_head:
        _head(painter, tip, y, forward, figure, reach is Reach.UNSEEN, ink)
    elif reach is Reach.UNDERWAY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.brush)
        for dot in range(1, 4):
            painter.drawEllipse(QPointF(tip + forward * 6 * dot, y), 1.0, 1.0)
    else:
        _cross(painter, tip, y, alarm)


def _shaft(painter: QPainter, tail: float, neck: float, y: float, figure: Figure, ink: Ink) -> None:
    if figure is Figure.RST:
        _jagged(painter, tail, neck, y, ink)
        return
    if figure is Figure.TLS:
        painter.setPen(ink.outline)
        for side in (-1.5, 1.5):
            painter.drawLine(QLineF(tail, y + side, neck, y + side))
        return
    pens = {
        Figure.CLOSE: ink.bold,
        Figure.FRAME: ink.thin,
        Figure.BYTES: ink.parted,
    }
    painter.setPen(pens.get(figure, ink.dashed))
    painter.drawLine(QLineF(tail, y, neck, y))


def _head(
    painter: QPainter,
    tip: float,
    y: float,
    forward: int,
    figure: Figure,
    hollow: bool,
    ink: Ink,
) -> None:
    size = _HEAD + (2 if figure is Figure.CLOSE else 0)
    back = tip - forward * size
    half = size * 0.5
    if figure is Figure.FIN:
        painter.setPen(ink.thin)
        painter.drawPolyline(
            [
                QPointF(back, y - half),
                QPointF(tip - forward, y),
                QPointF(back, y + half),
            ]
        )
    else:
        painter.setPen(ink.outline if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else ink.brush)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(back, y - half), QPointF(back, y + half)])
        )
    if figure in (Figure.FIN, Figure.RST):
        painter.setPen(ink.bold if figure is Figure.RST else ink.thin)
        painter.drawLine(QLineF(tip, y - half - 1, tip, y + half + 1))


def _cross(painter: QPainter, x: float, y: float, ink: Ink) -> None:
    painter.setPen(ink.bold)
    painter.drawLine(QLineF(x - 4, y - 4, x + 4, y + 4))
    painter.drawLine(QLineF(x - 4, y + 4, x + 4, y - 4))


def _jagged(painter: QPainter, tail: float, neck: float, y: float, ink: Ink) -> None:
    count = max(2, int(abs(neck - tail) // 6))
    reach = (neck - tail) / count
    points = [QPointF(tail, y)]
    points += [QPointF(tail + reach * (at + 0.5), y + (3 if at % 2 else -3)) for at in range(count)]
    points.append(QPointF(neck, y))
    painter.setPen(ink.thin)
    painter.drawPolyline(points)
