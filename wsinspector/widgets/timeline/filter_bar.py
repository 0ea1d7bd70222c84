"""What is asked of the timeline: which connection, direction, kinds and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from wsinspector.journal.entries import Direction
from wsinspector.journal.row_filter import RowFilter
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.sticky_menu import StickyMenu
from wsinspector.widgets.timeline.kind_groups import kind_groups

_TYPING_MS = 120
_NAMED_KINDS = 2
_TEXT_MIN = 160
"""Pixels of the field for words beside the choices."""
CONNECTIONS_LISTED = 40
"""How many connections the menu offers: the newest ones. A row's own menu knows every other."""


class FilterBar(QWidget):
    """A row of choices; each takes effect at once, words when the typing pauses.

    Args:
        connections: tells id and description of the newest connections, the newest first; asked
            when the menu opens.
    """

    changed = Signal(object)
    """What is wanted now: a :class:`~wsinspector.journal.row_filter.RowFilter`."""
    states_toggled = Signal(bool)
    """Whether changes of state and calls are to be rows."""

    def __init__(
        self,
        connections: Callable[[], Sequence[tuple[int, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._filter = RowFilter()
        self._direction_actions: list[tuple[QAction, frozenset[Direction] | None]] = []
        self._kind_actions: list[tuple[QAction, frozenset[Kind]]] = []
        self._connection = ChoiceButton(self.tr("Connections to show"), QMenu(self))
        self._direction = ChoiceButton(self.tr("Directions to show"), QMenu(self))
        self._kinds = ChoiceButton(self.tr("Kinds to show"), StickyMenu(self))
        self._text = QLineEdit()
        self._states = ChoiceButton(self.tr("Show changes of state and calls as rows, too"))
        self._clear = LinkButton(self.tr("clear"))
        self._typing = QTimer(self)
        self._set_up()
        self._lay_out()
        self._show()

    # -- what is wanted -------------------------------------------------------------------------

    @property
    def filter(self) -> RowFilter:
        """What is wanted."""
        return self._filter

    def set_filter(self, wanted: RowFilter) -> None:
        """Show a filter that was set elsewhere; nothing is emitted."""
        self._filter = wanted
        if self._text.text() != wanted.text:
            self._text.setText(wanted.text)
        self._typing.stop()
        self._show()

    def set_states_shown(self, shown: bool) -> None:
        """Show whether changes of state are rows; nothing is emitted."""
        blocked = self._states.blockSignals(True)
        self._states.setChecked(shown)
        self._states.blockSignals(blocked)

    def clear(self) -> None:
        """Want everything."""
        self._want(RowFilter())

    def focus_text(self) -> None:
        """Let the person type the words to search for."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _want(self, wanted: RowFilter) -> None:
        if wanted != self._filter:
            self.set_filter(wanted)
            self.changed.emit(wanted)

    # -- building -------------------------------------------------------------------------------

    @staticmethod
    def _choice(menu: QMenu, words: str) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        return action

    def _set_up(self) -> None:
        self._connection.menu().aboutToShow.connect(self._fill_connections)
        exclusive = QActionGroup(self)
        for words, wanted in (
            (self.tr("Both directions"), None),
            (self.tr("From the client →"), frozenset({Direction.C2S})),
            (self.tr("From the server ←"), frozenset({Direction.S2C})),
        ):
            action = self._choice(self._direction.menu(), words)
            action.triggered.connect(partial(self._want_directions, wanted))
            exclusive.addAction(action)
            self._direction_actions.append((action, wanted))
        kinds = self._kinds.menu()
        kinds.addAction(self.tr("All kinds")).triggered.connect(partial(self._want_kinds, None))
        kinds.addSeparator()
        for group in kind_groups():
            action = self._choice(kinds, group.name)
            action.triggered.connect(self._on_kinds)
            self._kind_actions.append((action, group.kinds))
        kinds.addSeparator()
        self._findings = self._choice(kinds, self.tr("Rows with findings only"))
        self._findings.triggered.connect(self._want_findings)
        self._text.setPlaceholderText(self.tr("Search payloads"))
        self._text.setAccessibleName(self.tr("Words to search for"))
        self._text.setClearButtonEnabled(True)
        search = self._text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.setText(self.tr("Search"))
        search.triggered.connect(self.focus_text)
        for action in self._text.findChildren(QAction):
            if not action.text():  # Qt's own button that empties the field
                action.setText(self.tr("Empty the field"))
        self._text.textEdited.connect(self._on_typing)
        self._text.returnPressed.connect(self._on_text)
        self._text.textChanged.connect(self._on_text_changed)
        self._text.installEventFilter(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_text)
        self._states.setText(self.tr("States"))
        self._states.toggled.connect(self.states_toggled)
        self._clear.setToolTip(self.tr("Show every row again"))
        self._clear.setAccessibleName(self.tr("Clear the filter"))
        self._clear.clicked.connect(self.clear)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for column, button in enumerate((self._connection, self._direction, self._kinds)):
            layout.addWidget(button, 0, column)
        self._text.setMinimumHeight(self._states.sizeHint().height())
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.setColumnStretch(3, 1)
        self._place_text()

    def _place_text(self) -> None:
        """Give the words a line of their own where they have no room beside the choices.

        If the choices have not even room among themselves, the last of them go there too.
        """
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        choices = (self._connection, self._direction, self._kinds, self._clear, self._states)
        shown = [choice for choice in choices if not choice.isHidden()]
        taken = sum(choice.sizeHint().width() + layout.spacing() for choice in shown)
        below = self.width() - taken < _TEXT_MIN
        last = int(self.width() < taken)
        self._put(layout, self._kinds, 0, 2, 4 if last else 1)
        self._put(layout, self._clear, last, 4, 1)
        self._put(layout, self._states, last, 5, 1)
        self._put(
            layout, self._text, int(below), 0 if below else 3, (4 if last else 6) if below else 1
        )

    @staticmethod
    def _put(layout: QGridLayout, widget: QWidget, row: int, column: int, columns: int) -> None:
        at = layout.indexOf(widget)
        if at < 0 or layout.getItemPosition(at) != (row, column, 1, columns):
            layout.removeWidget(widget)
            layout.addWidget(widget, row, column, 1, columns)

    # -- what was chosen ------------------------------------------------------------------------

    def _fill_connections(self) -> None:
        menu = self._connection.menu()
        menu.clear()
        group = QActionGroup(menu)
        offered: list[tuple[int | None, str]] = [(None, self.tr("All connections"))]
        offered += list(self._connections())[:CONNECTIONS_LISTED]
        for connection, words in offered:
            action = self._choice(menu, words)
            action.setChecked(connection == self._filter.connection)
            action.triggered.connect(partial(self._want_connection, connection))
            group.addAction(action)
            if connection is None:
                menu.addSeparator()

    # A triggered action tells last whether it is checked.

    def _want_connection(self, connection: int | None, _checked: bool = False) -> None:
        self._want(replace(self._filter, connection=connection))

    def _want_directions(
        self, directions: frozenset[Direction] | None, _checked: bool = False
    ) -> None:
        self._want(replace(self._filter, directions=directions))

    def _want_kinds(self, kinds: frozenset[Kind] | None, _checked: bool = False) -> None:
        self._want(replace(self._filter, kinds=kinds))

    def _want_findings(self, wanted: bool) -> None:
        self._want(replace(self._filter, findings=wanted))

    def _on_kinds(self) -> None:
        chosen = [kinds for action, kinds in self._kind_actions if action.isChecked()]
        is_narrower = 0 < len(chosen) < len(self._kind_actions)
        kinds = frozenset[Kind]().union(*chosen) if is_narrower else None
        self._want_kinds(kinds)
        self._show_kinds()

    def _on_typing(self) -> None:
        self._typing.start()

    def _on_text(self) -> None:
        self._typing.stop()
        self._want(replace(self._filter, text=self._text.text()))

    def _on_text_changed(self, text: str) -> None:
        # The button that empties the field counts as no typing.
        if not text and self._filter.text:
            self._on_text()

    # -- what is shown --------------------------------------------------------------------------

    def _show(self) -> None:
        wanted = self._filter
        connection = self.tr("Connections")
        if wanted.connection is not None:
            connection = self.tr("Only #%1").replace("%1", str(wanted.connection))
        self._connection.choose(connection, wanted.connection is not None)
        for action, directions in self._direction_actions:
            action.setChecked(directions == wanted.directions)
            if action.isChecked():
                narrowed = directions is not None
                words = action.text() if narrowed else self.tr("Directions")
                self._direction.choose(words, narrowed)
        self._show_kinds()
        self._clear.setVisible(wanted != RowFilter())
        self._place_text()

    def _show_kinds(self) -> None:
        wanted = self._filter.kinds
        chosen = []
        for action, kinds in self._kind_actions:
            action.setChecked(wanted is not None and kinds <= wanted)
            if action.isChecked():
                chosen.append(action.text())
        words = self.tr("Kinds")
        if len(chosen) > _NAMED_KINDS:
            words = self.tr("%1 kinds").replace("%1", str(len(chosen)))
        elif wanted is not None:
            words = ", ".join(chosen)
        self._findings.setChecked(self._filter.findings)
        if self._filter.findings:
            found = self.tr("Findings")
            words = found if wanted is None else f"{words}, {found}"
        self._kinds.choose(words, wanted is not None or self._filter.findings)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._text
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._text.text()
        ):
            # Escape means something to the window, too, so the field claims it first.
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._text.clear()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_text()

    def sizeHint(self) -> QSize:
        return QSize(480, super().sizeHint().height())
