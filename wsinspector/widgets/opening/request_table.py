"""The header lines of a request, to be edited, added, removed and put in another order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wsinspector.models.request_lines import LineColumn, RequestLines
from wsinspector.protocol.opening.request_plan import PlannedField
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.opening.request_fields import LONGEST_VALUE

_MOST_ROWS = 9
_MOST_FOR_NAMES = 0.6
"""Of the width; a value that is cut can be read below, in the request as it will be sent."""


class _Editing(QStyledItemDelegate):
    """Qt's own, with room for long values."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(LONGEST_VALUE)
        return editor


class _Lines(QTableView):
    """As high as its lines, up to a bound; has keys for what Qt's has none for."""

    removal = Signal()
    """Delete was pressed."""
    shift = Signal(int)
    """Alt+Up (-1) or Alt+Down (1) was pressed."""

    def __init__(self, model: RequestLines) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Editing(self))
        self.setFont(data_font(0.88))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(40)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._fit)

    def _fit(self) -> None:
        wanted = self.sizeHintForColumn(LineColumn.NAME) + 8
        width = min(wanted, int(self.viewport().width() * _MOST_FOR_NAMES))
        self.setColumnWidth(LineColumn.NAME, width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = min(_MOST_ROWS, max(1, self.model().rowCount()))
        return QSize(200, rows * self.verticalHeader().defaultSectionSize() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Delete if not alt:
                self.removal.emit()
            case Qt.Key.Key_Up if alt:
                self.shift.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.shift.emit(1)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class RequestTable(QWidget):
    """The lines in their order, and what can be done with the one that is chosen.

    Attributes:
        view: the lines.
        add_button: offers a line of one's own, and those of a correct request that are missing.
        remove_button: takes the chosen line out.
        up_button: moves it up.
        down_button: moves it down.
        reset_button: makes the whole request a correct one again.

    Args:
        lines: what is shown.
    """

    def __init__(self, lines: RequestLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.view = _Lines(lines)
        self.view.setAccessibleName(self.tr("Header lines of the request"))
        self.view.setToolTip(
            self.tr("Double-click to edit · Delete removes · Alt+Up and Alt+Down move")
        )
        self._problem = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self.add_button = self._button("add", self.tr("Add a line"))
        self._menu = QMenu(self.add_button)
        self.remove_button = self._button("remove", self.tr("Remove this line (Delete)"))
        self.up_button = self._button("previous", self.tr("Move this line up (Alt+Up)"))
        self.down_button = self._button("next", self.tr("Move this line down (Alt+Down)"))
        self.reset_button = LinkButton(self.tr("Reset to a correct request"))
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.reset_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        layout.addWidget(self._problem)
        layout.addLayout(row)
        self._problem.say("")
        self.add_button.clicked.connect(self._offer)
        self.remove_button.clicked.connect(self.remove)
        self.up_button.clicked.connect(lambda: self.move_line(-1))
        self.down_button.clicked.connect(lambda: self.move_line(1))
        self.view.removal.connect(self.remove)
        self.view.shift.connect(self.move_line)
        self.view.selectionModel().currentChanged.connect(self._update)
        lines.refused.connect(lambda why: self._problem.say(f"▲ {words(why)}"))
        lines.changed.connect(self._update)
        self._update()

    @property
    def problem(self) -> str:
        """Why what was written last was not taken; empty if it was."""
        return self._problem.text()

    @property
    def menu(self) -> QMenu:
        """What can be added."""
        return self._menu

    def fill_menu(self) -> None:
        """Offer what can be added now."""
        self._menu.clear()
        own = self._menu.addAction(self.tr("A line of your own"))
        own.triggered.connect(lambda: self.add(PlannedField("X-Header")))
        for field in self._lines.missing():
            action = self._menu.addAction(
                self.tr("{name}, as it should be").format(name=field.name)
            )
            action.triggered.connect(lambda _on, field=field: self.add(field))

    def _offer(self) -> None:
        self.fill_menu()
        self._menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def add(self, field: PlannedField) -> None:
        """Add a line; the name of one's own is to be written at once."""
        row = self._lines.add(field)
        index = self._lines.index(row, LineColumn.NAME)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        if field.made is None and not field.value:
            self.view.edit(index)

    def remove(self) -> None:
        """Take the chosen line out."""
        self._lines.remove(self.view.currentIndex().row())

    def move_line(self, by: int) -> None:
        """Move the chosen line up (-1) or down (1)."""
        current = self.view.currentIndex()
        if current.isValid():
            row = self._lines.move(current.row(), by)
            self.view.setCurrentIndex(self._lines.index(row, current.column()))

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _update(self) -> None:
        self._problem.say("")
        row, last = self.view.currentIndex().row(), self._lines.rowCount() - 1
        self.remove_button.setEnabled(row >= 0)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < last)
