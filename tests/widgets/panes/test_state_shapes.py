"""The four states differ by shape alone."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from wsinspector.protocol.phases import ReadyState
from wsinspector.widgets.panes.state_shapes import paint_hollow_shape, paint_state_shape

_SIDE = 32
_STATES = [*ReadyState, None]


def _drawn(ready: ReadyState | None, side: int = _SIDE) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_state_shape(painter, QRectF(0, 0, side, side), ready, QColor("black"))
    painter.end()
    return image


def _ink(image: QImage) -> int:
    side = range(image.width())
    return sum(image.pixelColor(x, y).lightness() < 128 for x in side for y in side)


@pytest.mark.parametrize("pair", [*itertools.combinations(_STATES, 2)])
@pytest.mark.parametrize("side", [12, _SIDE])
def test_no_two_look_alike(
    qapp, pair: tuple[ReadyState | None, ReadyState | None], side: int
) -> None:
    one, other = (_drawn(ready, side) for ready in pair)
    different = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 100
        for x in range(side)
        for y in range(side)
    )
    assert different > side * side / 20


def test_open_is_full_and_closing_half(qapp) -> None:
    area = _SIDE * _SIDE
    assert _ink(_drawn(ReadyState.OPEN)) > 0.7 * area
    closing = _drawn(ReadyState.CLOSING)
    middle = _SIDE // 2
    assert closing.pixelColor(_SIDE // 4, middle).lightness() < 50
    assert closing.pixelColor(3 * _SIDE // 4 - 1, middle).lightness() > 200
    connecting = _drawn(ReadyState.CONNECTING)
    assert connecting.pixelColor(middle, middle).lightness() > 200


@pytest.mark.parametrize("ready", _STATES)
def test_it_leaves_the_painter_as_it_was(qapp, ready: ReadyState | None) -> None:
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    pen, brush = painter.pen(), painter.brush()
    paint_state_shape(painter, QRectF(0, 0, _SIDE, _SIDE), ready, QColor("red"))
    assert (painter.pen(), painter.brush()) == (pen, brush)
    painter.end()


def test_an_end_of_somebody_else_is_an_empty_ring(qapp) -> None:
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_hollow_shape(painter, QRectF(0, 0, _SIDE, _SIDE), QColor("black"))
    painter.end()
    middle = _SIDE // 2
    assert image.pixelColor(middle, middle) == QColor("white")
    assert image.pixelColor(0, middle).lightness() < 200
    assert 0 < _ink(image) < _ink(_drawn(ReadyState.CLOSED))
