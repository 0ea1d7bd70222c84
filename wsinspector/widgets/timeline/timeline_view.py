"""The list of rows that is the sequence diagram: scrolling, following, selecting, copying."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolTip, QWidget

from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.timeline.timeline_columns import TimelineColumns
from wsinspector.widgets.timeline.timeline_header import TimelineHeader
from wsinspector.widgets.timeline.timeline_painter import TimelinePainter

_ROW_HEIGHT = 1.75
_ROW_HEIGHT_MIN = 28
_TOOLTIP_CHARACTERS = 2000


class TimelineView(QTableView):
    """The timeline.

    It follows the newest row until the person scrolls away or selects a row, and goes on when they
    scroll to the end or let go of the selection.

    Args:
        model: the rows.
        parent: the widget it belongs to.
    """

    entry_selected = Signal(int)
    """The person looks at this entry."""
    selection_left = Signal()
    """No row is selected any more."""
    only_connection_requested = Signal(int)
    """Show this connection alone."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._following = True
        self._seen_rows = 0
        self._selected: int | None = None
        self._kept: int | None = None
        self._painter = TimelinePainter(data_colours(self), self.font())
        self._header = TimelineHeader(self)
        self._more = PaneButton(accent=Role.CLIENT, parent=self)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.hide()
        self._scroll_bar = SlimScrollBar(self)
        self._set_up()
        self.setModel(model)
        self._columns = TimelineColumns(self, self._header)
        self._measure()
        self._connect()
        # Last, because it makes Qt tell this widget of the change at once.
        self._colour()

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBar(self._scroll_bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self._model.advanced.connect(self._on_advanced)
        self._model.modelAboutToBeReset.connect(self._before_reset)
        self._model.modelReset.connect(self._after_reset)
        self._scroll_bar.valueChanged.connect(self._on_scrolled)
        self._more.clicked.connect(self.follow)
        self.customContextMenuRequested.connect(self._show_menu)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    # -- rows and columns -----------------------------------------------------------------------

    def _measure(self) -> None:
        height = max(_ROW_HEIGHT_MIN, round(self.fontMetrics().height() * _ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._scroll_bar.setSingleStep(height)
        self._columns.arrange(self._painter.number_metrics)

    def layout_state(self) -> QByteArray:
        """The widths of the columns, to be remembered; empty while nobody has changed them."""
        return self._columns.state()

    def restore_layout(self, state: QByteArray) -> bool:
        """Take widths that were remembered; False if they are none of ours."""
        return self._columns.restore(state)

    def name_connection(self, connection: int | None) -> None:
        """Name the one connection whose rows are in view; None for several."""
        self._header.set_connection(connection)

    # -- following ------------------------------------------------------------------------------

    @property
    def following(self) -> bool:
        """Whether the newest row stays in view."""
        return self._following

    def follow(self) -> None:
        """Go to the newest row and stay there."""
        self._set_following(True)
        self.scrollToBottom()

    def _set_following(self, following: bool) -> None:
        self._following = following
        self._seen_rows = self._model.rowCount()
        self._show_more()

    def _show_more(self) -> None:
        """Say how many rows have come since the view stopped following."""
        count = 0 if self._following else self._model.rowCount() - self._seen_rows
        if count > 0:
            self._more.setText(
                self.tr("↓ 1 new row")
                if count == 1
                else self.tr("↓ %1 new rows").replace("%1", str(count))
            )
            self._more.adjustSize()
            self._place_more()
        self._more.setVisible(count > 0)

    def _place_more(self) -> None:
        area = self.viewport().geometry()
        self._more.move(
            area.center().x() - self._more.width() // 2, area.bottom() - self._more.height() - 8
        )

    def _on_scrolled(self, value: int) -> None:
        at_end = value >= self._scroll_bar.maximum()
        if at_end != self._following:
            self._set_following(at_end)

    def _on_advanced(self) -> None:
        self._columns.make_room()
        if self._following:
            self.scrollToBottom()
        self._show_more()
        self.viewport().update()

    # -- selecting ------------------------------------------------------------------------------

    @property
    def selected_entry(self) -> int | None:
        """The entry that the person looks at; None while they look at what happens now."""
        return self._selected

    def select_entry(self, entry: int) -> bool:
        """Select the row of an entry; False if it is not in view."""
        row = self._model.row_of(entry)
        if row is None:
            return False
        index = self._model.index(row, Column.TIME)
        # selectRow() would ask which keys are held down at the moment.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def leave_selection(self) -> None:
        """Select nothing, and follow what happens now."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self.follow()

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        entry: int | None = None
        if self.selectionModel().hasSelection():
            current = self.currentIndex()
            if not current.isValid():
                return
            entry = self._model.entry_at(current.row())
            self._set_following(False)
        if entry == self._selected:
            return
        self._selected = entry
        if entry is None:
            self.selection_left.emit()
        else:
            self.entry_selected.emit(entry)

    def _before_reset(self) -> None:
        # The selection model empties itself without a word.
        self._kept = self._selected

    def _after_reset(self) -> None:
        kept, self._kept, self._selected = self._kept, None, None
        if kept is not None and self.select_entry(kept):
            return
        self.follow()
        if kept is not None:
            self.selection_left.emit()

    # -- copying --------------------------------------------------------------------------------

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, one a line, cells parted by tabs."""
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        words = self._model.rows_as_text({(part.top(), part.bottom()) for part in parts})
        if words:
            QGuiApplication.clipboard().setText(words)

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        entry = self._model.entry_at(index.row())
        connection = self._model.journal.connection_of(entry)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), self.tr("Copy as Row"))
        copy.triggered.connect(self.copy_rows)
        if connection:
            name = self.tr("Show Only #%1").replace("%1", str(connection))
            only = menu.addAction(icon("filter"), name)
            only.triggered.connect(lambda: self.only_connection_requested.emit(connection))
        menu.popup(self.viewport().mapToGlobal(at))

    # -- Qt -------------------------------------------------------------------------------------

    def _colour(self) -> None:
        colours = data_colours(self)
        palette = QPalette(self.palette())
        if palette.color(QPalette.ColorRole.Base) != colours.card:
            palette.setColor(QPalette.ColorRole.Base, colours.card)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()
            self._painter = TimelinePainter(data_colours(self), self.font())
            self._measure()
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            # Qt made a row the current one, which the first key would then leave unselected.
            self.selectionModel().clearCurrentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.leave_selection()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, move: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        action = QAbstractItemView.CursorAction
        last = self._model.rowCount() - 1
        current = self.currentIndex()
        if last < 0:
            return QModelIndex()
        if move is action.MoveHome:
            return self._model.index(0, Column.TIME)
        if move is action.MoveEnd or not current.isValid():
            return self._model.index(last, Column.TIME)
        if move in (action.MoveLeft, action.MoveRight):
            return current
        return super().moveCursor(move, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        # One call for all rows: a delegate would be called for every cell, and every call costs
        # more than what it draws.
        last = self._model.rowCount() - 1
        height = self.rowHeight(0)
        if last < 0 or height <= 0:
            return
        area = event.rect()
        offset = self.verticalHeader().offset()
        first = max(0, (offset + area.top()) // height)
        last = min(last, (offset + area.bottom()) // height)
        self._painter.place(
            {
                column: (self.columnViewportPosition(column), self.columnWidth(column))
                for column in Column
            }
        )
        selection, root = self.selectionModel(), QModelIndex()
        has_selection = selection.hasSelection()
        width = self.viewport().width()
        painter = QPainter(self.viewport())
        for row in range(first, last + 1):
            lit = has_selection and selection.isRowSelected(row, root)
            top = row * height - offset
            self._painter.paint(painter, top, width, height, self._model.line(row), lit)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        words = self._model.tooltip(index.row(), index.column()) if index.isValid() else ""
        import html  # late: a table of every name of a character comes with it

        # Escaped, so that no word of a peer becomes markup; as rich text it breaks its lines.
        shown = f"<qt>{html.escape(words[:_TOOLTIP_CHARACTERS])}</qt>" if words else ""
        QToolTip.showText(event.globalPos(), shown, self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.arrange(self._painter.number_metrics)
        self._place_more()
        if self._following:
            self.scrollToBottom()
