"""Many connections at a glance: sorted, by ending, each one to be seen alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QActionGroup, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wsinspector.models.outcomes_model import OutcomeColumn, OutcomesModel
from wsinspector.widgets.controls.card import CARD_MARGIN, Card
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.verdict.table_header import TableHeader

_NO_ROW = QModelIndex()
_WIDTHS = {
    OutcomeColumn.NUMBER: 44,
    OutcomeColumn.PEER: 116,
    OutcomeColumn.START: 60,
    OutcomeColumn.LIFETIME: 68,
    OutcomeColumn.SILENCE: 68,
    OutcomeColumn.INITIATOR: 58,
    OutcomeColumn.TCP_CLOSER: 54,
    OutcomeColumn.CODE: 44,
    OutcomeColumn.FINDINGS: 64,
}
"""Pixels to begin with: all have room between both columns of a small window; the ending has the
rest."""


class OutcomesPanel(Card):
    """A table of all connections; what is in it is made when it is shown for the first time.

    Args:
        model: what is shown.
    """

    connection_wanted = Signal(int)
    """A connection that the person wants to see alone."""

    def __init__(self, model: OutcomesModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Connections"), parent=parent)
        self._model = model
        self.table: QTableView | None = None
        self._ending = ChoiceButton(self.tr("Ending whose connections are shown"), QMenu(self))
        self._shown = TintedLabel(tint=Tint.DIM, wrap=False)
        self.heading.insertWidget(1, self._shown)
        self.heading.addWidget(self._ending)
        self._ending.menu().aboutToShow.connect(self._fill_menu)
        model.counted.connect(self._count)
        self._count()

    def select(self, connection: int | None) -> None:
        """Mark the row of the connection that is seen alone; nothing is emitted."""
        if self.table is None:
            return
        row = None if connection is None else self._model.row_of(connection)
        selection = self.table.selectionModel()
        blocked = selection.blockSignals(True)
        if row is None:
            selection.clear()
        elif row != self.table.currentIndex().row():
            self.table.selectRow(row)
        selection.blockSignals(blocked)
        self.table.viewport().update()

    def show_ending(self, ending: str | None) -> None:
        """Show the connections with one ending alone; None for all."""
        self._model.show_ending(ending)
        self._count()

    # -- building -------------------------------------------------------------------------------

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._model)
        table.setItemDelegate(_Cells(table))
        table.setAccessibleName(self.tr("Connections"))
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setVerticalScrollBar(SlimScrollBar())
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = TableHeader(table)
        header.setSortIndicator(OutcomeColumn.NUMBER, Qt.SortOrder.AscendingOrder)
        table.setHorizontalHeader(header)
        header.setSectionResizeMode(OutcomeColumn.ENDING, QHeaderView.ResizeMode.Stretch)
        table.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.selectionModel().currentRowChanged.connect(self._on_current)
        # Also the row that is current already: all connections may be in view again.
        table.clicked.connect(self._on_current)
        table.setContentsMargins(0, 0, CARD_MARGIN, 0)
        return table

    def _fill_menu(self) -> None:
        menu = self._ending.menu()
        menu.clear()
        group = QActionGroup(menu)
        counts = self._model.counts()
        offered: list[tuple[str | None, str]] = [
            (None, self.tr("All endings ({count})").format(count=sum(n for _, n in counts)))
        ]
        offered += [(ending, f"{ending} ({count})") for ending, count in counts]
        for ending, words in offered:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(ending == self._model.ending)
            action.triggered.connect(partial(self._choose, ending))
            group.addAction(action)

    def _choose(self, ending: str | None, _checked: bool = False) -> None:
        self.show_ending(ending)

    def _count(self) -> None:
        ending = self._model.ending
        self._ending.choose(ending or self.tr("All endings"), ending is not None)
        counts = dict(self._model.counts())
        known = sum(counts.values())
        if ending is None:
            most = [f"{name} {count}" for name, count in self._model.counts()[:3]]
            self._shown.setText(" · ".join([str(known), *most]) if known else "")
        else:
            shown = self.tr("{shown} of {all}").format(shown=counts.get(ending, 0), all=known)
            self._shown.setText(shown)

    def _on_current(self, current: QModelIndex, _before: QModelIndex = _NO_ROW) -> None:
        connection = self._model.connection_at(current.row()) if current.isValid() else None
        if connection is not None:
            self.connection_wanted.emit(connection)

    def showEvent(self, event: QShowEvent) -> None:
        if self.table is None:
            self.table = self._made_table()
            self.body.addWidget(self.table, 1)
            self.table.show()
        super().showEvent(event)


class _Cells(QStyledItemDelegate):
    """Cells in our colours: a selected row looks as it does in the timeline."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        view = self.parent()
        assert isinstance(view, QWidget)
        colours = data_colours(view)
        option.palette.setColor(QPalette.ColorRole.Highlight, colours.selection)
        option.palette.setColor(QPalette.ColorRole.HighlightedText, colours.text)
