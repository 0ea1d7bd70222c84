"""Paints rows of the timeline straight from the model's lines: no role is asked for."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from wsinspector.models.timeline_line import Column, TimelineLine
from wsinspector.widgets.controls.elided_texts import ElidedTexts
from wsinspector.widgets.controls.theme import DataColours, data_font, scaled
from wsinspector.widgets.timeline.lane_painter import MARK, LanePainter

PADDING = 6
"""Space left and right in every cell, in device-independent pixels."""

_BAR = 3


class _Cell(NamedTuple):
    """A column as it is painted: where it begins, how much room its text has."""

    left: int
    room: int


class TimelinePainter:
    """Paints rows in one set of colours and one arrangement of columns.

    Args:
        colours: the colours.
        font: the font of words; numbers have the data font.
    """

    def __init__(self, colours: DataColours, font: QFont) -> None:
        self._colours = colours
        self._font = font
        self._mono = data_font(font.pointSizeF() / QFont().pointSizeF() * 0.95)
        self._words = ElidedTexts(self._font)
        self._numbers = ElidedTexts(self._mono)
        self._lanes = LanePainter(colours, scaled(font, 0.95))
        self._cells: dict[Column, _Cell] = {}
        self._lane_left = self._lane_width = 0

    @property
    def number_metrics(self) -> QFontMetrics:
        """How wide numbers are."""
        return self._numbers.metrics

    def place(self, spans: dict[Column, tuple[int, int]]) -> None:
        """Tell where the columns are: the left edge and the width of each."""
        self._cells = {
            column: _Cell(left + PADDING, width - 2 * PADDING)
            for column, (left, width) in spans.items()
        }
        self._lane_left, self._lane_width = spans[Column.LANES]

    def paint(
        self, painter: QPainter, top: int, width: int, height: int, line: TimelineLine, lit: bool
    ) -> None:
        """Paint one row.

        Args:
            painter: paints into the viewport; its pen, brush, font and clipping are changed.
            top: y of the row.
            width: width of the row.
            height: height of the row.
            line: what it shows.
            lit: whether it is selected.
        """
        if lit:
            painter.fillRect(0, top, width, height, self._colours.selection)
            painter.fillRect(0, top, _BAR, height, self._colours.client)
        lanes = QRect(self._lane_left, top, self._lane_width, height)
        self._lanes.paint(painter, lanes, line.step, line.label, line.marked)
        self._paint_numbers(painter, top, height, line)
        self._paint_summary(painter, top, height, line)

    def _paint_numbers(self, painter: QPainter, top: int, height: int, line: TimelineLine) -> None:
        metrics, cells, fit = self._numbers.metrics, self._cells, self._numbers.fit
        baseline = top + (height + metrics.ascent() - metrics.descent()) // 2
        painter.setFont(self._mono)
        painter.setPen(self._colours.dim)
        for column, words in (
            (Column.NUMBER, line.number),
            (Column.DELTA, line.delta),
            (Column.LENGTH, line.length),
        ):
            left, room = cells[column]
            if words and room > 0:  # a hidden column has none
                text, used = fit(words, room)
                painter.drawText(left + room - used, baseline, text)
        painter.setPen(self._colours.text)
        for column, words in ((Column.TIME, line.time), (Column.CONNECTION, line.connection)):
            left, room = cells[column]
            if room > 0:
                painter.drawText(left, baseline, fit(words, room)[0])

    def _paint_summary(self, painter: QPainter, top: int, height: int, line: TimelineLine) -> None:
        left, room = self._cells[Column.SUMMARY]
        metrics = self._words.metrics
        baseline = top + (height + metrics.ascent() - metrics.descent()) // 2
        painter.setFont(self._font)
        sign = MARK if line.marked else line.sign
        if sign:
            is_grave = sign == MARK
            painter.setPen(self._colours.violation if is_grave else self._colours.deviation)
            painter.drawText(left, baseline, sign)
            taken = self._words.fit(sign, room)[1] + 6
            left, room = left + taken, room - taken
            painter.setPen(self._colours.text)
        if line.summary:
            painter.drawText(left, baseline, self._words.fit(line.summary, room)[0])
