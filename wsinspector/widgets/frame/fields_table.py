"""The table of a frame's fields."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from wsinspector.models.frame_fields_model import FieldColumn, FrameFieldsModel
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import scaled
from wsinspector.widgets.frame.field_delegate import PADDING, FieldDelegate

_NAME_SHARE = 0.42
"""Of the width, at most, for the names; longer ones are broken."""
_WIDTH_WITH_PLACES = 280
_MEASURED = 300
"""Rows that get the height they need; a hostile head may have thousands."""


class FieldsTable(QTableView):
    """Places, names and values, row by row; at most one row is chosen. Nothing is cut.

    Args:
        model: the fields.
    """

    field_chosen = Signal(int)
    """The person chose this row; -1 for none."""

    def __init__(self, model: FrameFieldsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = model
        self._name_width = 0
        self.setModel(model)
        self._delegate = FieldDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Fields"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * PADDING)
        for column in (FieldColumn.BITS, FieldColumn.SECTION):
            self.setColumnHidden(column, True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(FieldColumn.PLACE, QHeaderView.ResizeMode.Fixed)
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
        """Measure how wide columns the places and names need."""
        fields = self._fields.fields
        small = QFontMetrics(scaled(QFont(self.font()), 0.9))
        place = max((small.horizontalAdvance(f.place) for f in fields), default=0)
        self.setColumnWidth(FieldColumn.PLACE, place + 2 * PADDING + 4)
        metrics = self.fontMetrics()
        name = max((metrics.horizontalAdvance(f.name) for f in fields), default=60)
        self._name_width = name + 2 * PADDING + 4
        self._fit_rows()

    def _fit_rows(self) -> None:
        """As high rows as their words need at the present width."""
        fields = self._fields.fields
        whole = self.viewport().width()
        # In a narrow panel the value needs the room more than the place does.
        has_places = self._fields.has_bits and whole >= _WIDTH_WITH_PLACES
        self.setColumnHidden(FieldColumn.PLACE, not has_places)
        name = min(self._name_width, int(whole * _NAME_SHARE))
        self.setColumnWidth(FieldColumn.NAME, name)
        self.clearSpans()
        first = FieldColumn.PLACE if has_places else FieldColumn.NAME
        for row, field in enumerate(fields):
            if field.severity is not None:
                # A sentence has the whole width.
                self.setSpan(row, first, 1, FieldColumn.VALUE + 1 - first)
        value = whole - name - (self.columnWidth(FieldColumn.PLACE) if has_places else 0)
        for row, field in enumerate(fields[:_MEASURED]):
            widths = {FieldColumn.NAME: name, FieldColumn.VALUE: value}
            if field.severity is not None:
                widths = {FieldColumn.VALUE: whole}
            heights = [
                self._delegate.height_for(self._fields.index(row, column), self, width)
                for column, width in widths.items()
            ]
            self.setRowHeight(row, max(heights))

    def _tell(self) -> None:
        chosen = self.chosen
        self.field_chosen.emit(-1 if chosen is None else chosen)

    def sizeHint(self) -> QSize:
        rows = 6 * self.verticalHeader().defaultSectionSize()
        return QSize(320, max(rows, self.verticalHeader().length()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 3 * self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_rows()
