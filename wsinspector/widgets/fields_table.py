"""The table of a frame's fields."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wsinspector.models.frame_fields_model import NOTE_ROLE, FieldColumn, FrameFieldsModel
from wsinspector.widgets.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.theme import data_colours, data_font

_PADDING = 4
_NAME_MAX = 190


class _FieldDelegate(QStyledItemDelegate):
    """Draws a name in the dim colour, a value in the data font and its note behind it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        view = option.widget
        colours = data_colours(view)
        if option.state & option.state.State_Selected:
            painter.fillRect(option.rect, colours.closing_band)
            dim = colours.text
        else:
            dim = colours.dim
        area = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if index.column() == FieldColumn.NAME:
            self._draw(painter, area, index.data(), view.font(), dim)
            return
        used = self._draw(painter, area, index.data(), data_font(0.95), colours.text)
        note = index.data(NOTE_ROLE)
        if note:
            rest = area.adjusted(used + 8, 0, 0, 0)
            if rest.width() > 0:
                self._draw(painter, rest, note, view.font(), dim)

    @staticmethod
    def _draw(painter: QPainter, area: QRect, words: str, font: QFont, colour: object) -> int:
        """Draw as much of some words as there is room for; returns the width they took."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown
        )
        return metrics.horizontalAdvance(shown)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 2 * _PADDING
        return QSize(width, option.fontMetrics.height() + 8)


class FieldsTable(QTableView):
    """Names and values, row by row; at most one row is chosen.

    Args:
        model: the fields.
    """

    field_chosen = Signal(int)
    """The person chose this row; -1 for none."""

    def __init__(self, model: FrameFieldsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = model
        self.setModel(model)
        self.setItemDelegate(_FieldDelegate(self))
        self.setAccessibleName(self.tr("Fields"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        for column in (FieldColumn.BITS, FieldColumn.SECTION):
            self.setColumnHidden(column, True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(FieldColumn.NAME, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(FieldColumn.VALUE, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._fit)
        self.selectionModel().selectionChanged.connect(self._tell)
        self._fit()

    @property
    def chosen(self) -> int | None:
        """The chosen row."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def choose(self, row: int | None) -> None:
        """Choose a row, or none, and bring it into view."""
        if row is None:
            self.clearSelection()
        else:
            self.selectRow(row)
            self.scrollTo(self._fields.index(row, FieldColumn.NAME))

    def _fit(self) -> None:
        """As wide a column of names as the longest one needs, within reason."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(f.name) for f in self._fields.fields), default=60)
        self.setColumnWidth(FieldColumn.NAME, min(_NAME_MAX, widest + 2 * _PADDING + 12))

    def _tell(self) -> None:
        chosen = self.chosen
        self.field_chosen.emit(-1 if chosen is None else chosen)

    def sizeHint(self) -> QSize:
        rows = max(6, self._fields.rowCount())
        return QSize(320, rows * self.verticalHeader().defaultSectionSize() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 3 * self.verticalHeader().defaultSectionSize())
