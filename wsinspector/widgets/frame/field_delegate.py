"""Draws the cells of the table of fields, broken into as many lines as they need."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wsinspector.models.frame_fields_model import NOTE_ROLE, SEVERITY_ROLE, FieldColumn
from wsinspector.protocol.faults import Severity
from wsinspector.widgets.controls.theme import data_colours, data_font, scaled
from wsinspector.widgets.panes.legality_lines import SIGNS

AnyIndex = QModelIndex | QPersistentModelIndex

PADDING = 4
"""Pixels around the words of a cell."""
_GAP = 8
_SIGN = 18
_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class _Run(NamedTuple):
    """Words with one look, at their place in a cell."""

    layout: QTextLayout
    colour: str
    area: QRectF


class FieldDelegate(QStyledItemDelegate):
    """Place and name in the dim colour, a value in the data font, and its note behind or below it.

    A fault is a sentence with the sign of its severity, its rule dim behind it.
    """

    def height_for(self, index: AnyIndex, widget: QWidget, width: int) -> int:
        """Pixels that a cell needs.

        Args:
            index: the cell.
            widget: where it is drawn.
            width: pixels it has.
        """
        runs = self._runs(
            index, widget, QRectF(0, 0, width, 0).adjusted(PADDING, PADDING, -PADDING, 0)
        )
        bottoms = [ceil(run.area.bottom()) for run in runs]
        return max([*bottoms, QFontMetrics(widget.font()).height() + PADDING]) + PADDING

    def _runs(self, index: AnyIndex, widget: QWidget, area: QRectF) -> list[_Run]:
        """The words of a cell with their places, beginning at the top left of an area."""
        severity: str | None = index.data(SEVERITY_ROLE)
        if severity is not None:
            index = index.sibling(index.row(), FieldColumn.VALUE)
        words = str(index.data() or "")
        column = index.column()
        if column == FieldColumn.PLACE:
            return [_lines(words, scaled(QFont(widget.font()), 0.9), "dim", area)]
        if column == FieldColumn.NAME:
            return [_lines(words, widget.font(), "dim", area)]
        note = str(index.data(NOTE_ROLE) or "")
        if severity is None:
            runs = [_lines(words, data_font(0.95), "text", area)]
        else:
            sign, tint = SIGNS[Severity(severity)]
            runs = [
                _lines(words, widget.font(), "text", area.adjusted(_SIGN, 0, 0, 0)),
                _lines(sign, widget.font(), tint, area),
            ]
        if note:
            font = widget.font() if severity is None else scaled(QFont(widget.font()), 0.9)
            runs.append(_behind(note, font, runs[0], area))
        return runs

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.initStyleOption(option, index)
        colours = data_colours(option.widget)
        chosen = bool(option.state & option.state.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colours.closing_band)
        area = QRectF(option.rect).adjusted(PADDING, PADDING, -PADDING, 0)
        for run in self._runs(index, option.widget, area):
            name = "text" if chosen and run.colour == "dim" else run.colour
            colour: QColor = getattr(colours, name)
            painter.setPen(colour)
            run.layout.draw(painter, run.area.topLeft())

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 2 * PADDING
        return QSize(width, option.fontMetrics.height() + 2 * PADDING)


def _lines(words: str, font: QFont, colour: str, area: QRectF) -> _Run:
    """Words that begin at the top left of an area and are broken at its right edge."""
    layout = QTextLayout(words, font)
    layout.setTextOption(_WRAPPED)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, area.width()))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return _Run(layout, colour, QRectF(area.left(), area.top(), area.width(), height))


def _behind(words: str, font: QFont, before: _Run, area: QRectF) -> _Run:
    """Words behind others if both fit into one line, else below them."""
    first = before.layout.lineAt(0)
    used = first.naturalTextWidth() + _GAP
    metrics = QFontMetricsF(font)
    room = before.area.width() - used
    if before.layout.lineCount() == 1 and metrics.horizontalAdvance(words) <= room:
        # On the base line of the words before it.
        lower = max(0.0, first.ascent() - metrics.ascent())
        return _lines(words, font, "dim", before.area.adjusted(used, lower, 0, lower))
    top = before.area.bottom()
    return _lines(words, font, "dim", QRectF(before.area.left(), top, before.area.width(), 0))
