"""The centre of the window: what is shown, the filter, the rows, and the first steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.durations import moment
from wsinspector.models.first_steps import FirstSteps, Stage
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.timeline.filter_bar import CONNECTIONS_LISTED, FilterBar
from wsinspector.widgets.timeline.first_sight import FirstSight
from wsinspector.widgets.timeline.next_step import NextStep
from wsinspector.widgets.timeline.timeline_view import TimelineView

_RADIUS = 6.0


class TimelinePanel(QFrame):
    """The timeline with all that belongs to it.

    Attributes:
        view: the rows.
        filter_bar: what is asked of them.
        first_sight: what stands there before the first row.

    Args:
        model: the rows.
    """

    entry_selected = Signal(int)
    """The person looks back at this entry."""
    back_to_live = Signal()
    """The person looks at what happens now."""
    connect_requested = Signal()
    """Connect the client: the first step."""
    close_requested = Signal()
    """Send a Close from the client: the second step."""
    guided_to_rows = Signal()
    """The third step has come: the rows are what to look at."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._steps = FirstSteps(model.journal)
        self._stage = Stage.NOTHING
        self.view = TimelineView(model)
        self.filter_bar = FilterBar(self._newest_connections)
        self.first_sight = FirstSight()
        self._next_step = NextStep()
        self._shown = TintedLabel(wrap=False)
        self._show_all = LinkButton(self.tr("show all"))
        self._moment = TintedLabel(tint=Tint.DIM, wrap=False)
        self._live = LinkButton(self.tr("Back to live"))
        self._live.setToolTip(self.tr("Let the indicators show what happens now (Esc)"))
        self._clear_filter = LinkButton(self.tr("Clear the filter"))
        self._pages = QStackedWidget()
        self._no_match = self._make_no_match()
        # So that the line stays where it is when a link comes or goes.
        self._shown.setMinimumHeight(self._live.sizeHint().height())
        self._lay_out()
        self._connect()
        self._refresh()

    # -- for the application --------------------------------------------------------------------

    @property
    def selected_entry(self) -> int | None:
        """The entry that the person looks back at; None while they look at now."""
        return self.view.selected_entry

    @property
    def is_filtered(self) -> bool:
        """Whether rows are hidden."""
        return self._model.filter != RowFilter()

    def select_entry(self, entry: int) -> bool:
        """Look back at an entry; False if its row is not in view."""
        return self.view.select_entry(entry)

    def go_live(self) -> None:
        """Look at what happens now."""
        self.view.leave_selection()

    def set_address(self, url: str) -> None:
        """Tell the address of the embedded server; empty if it does not listen."""
        self.first_sight.set_address(url)

    def show_only(self, connection: int | None) -> None:
        """Show one connection alone; None for all."""
        self._set_filter(replace(self._model.filter, connection=connection))

    def show_states(self, shown: bool) -> None:
        """Whether changes of state and calls are rows, too."""
        self.filter_bar.set_states_shown(shown)
        self._model.show_states(shown)

    def show_findings(self, only: bool) -> None:
        """Whether only rows that prove findings are shown."""
        self._set_filter(replace(self._model.filter, findings=only))

    def clear_filter(self) -> None:
        """Show every row."""
        self._set_filter(RowFilter())

    def focus_filter(self) -> None:
        """Let the person type what to search for."""
        self.filter_bar.focus_text()

    def focus_rows(self) -> None:
        """Let the person step through the rows."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard."""
        self.view.copy_rows()

    def layout_state(self) -> QByteArray:
        """The widths of the columns, to be remembered; empty while nobody has changed them."""
        return self.view.layout_state()

    def restore_layout(self, state: QByteArray) -> bool:
        """Take widths that were remembered; False if they are none of ours."""
        return self.view.restore_layout(state)

    # -- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self._shown)
        heading.addWidget(self._show_all)
        heading.addStretch(1)
        heading.addWidget(self._moment)
        heading.addWidget(self._live)
        top = QVBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(8)
        top.addLayout(heading)
        top.addWidget(self.filter_bar)
        for page in (self.view, self.first_sight, self._no_match):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 4)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._next_step)

    def _make_no_match(self) -> QWidget:
        page = QWidget()
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(TintedLabel(self.tr("Nothing recorded matches."), tint=Tint.DIM, wrap=False))
        line.addWidget(self._clear_filter)
        line.addStretch(1)
        layout = QVBoxLayout(page)
        layout.addStretch(2)
        layout.addLayout(line)
        layout.addStretch(3)
        return page

    def _connect(self) -> None:
        self.view.entry_selected.connect(self._on_entry_selected)
        self.view.selection_left.connect(self._on_selection_left)
        self.view.only_connection_requested.connect(self.show_only)
        self.filter_bar.changed.connect(self._set_filter)
        self.filter_bar.states_toggled.connect(self._model.show_states)
        self.first_sight.connect_requested.connect(self.connect_requested)
        self._next_step.close_requested.connect(self.close_requested)
        self._show_all.clicked.connect(lambda: self.show_only(None))
        self._clear_filter.clicked.connect(self.clear_filter)
        self._live.clicked.connect(self.go_live)
        self._model.advanced.connect(self._refresh)
        self._model.filter_changed.connect(self._refresh)

    # -- what is shown --------------------------------------------------------------------------

    def _set_filter(self, wanted: RowFilter) -> None:
        self.filter_bar.set_filter(wanted)
        self._model.set_filter(wanted)
        self.view.name_connection(wanted.connection)

    def _newest_connections(self) -> Sequence[tuple[int, str]]:
        journal = self._model.journal
        newest = islice(reversed(journal.table.connections.values()), CONNECTIONS_LISTED)
        found = []
        for connection in newest:
            client = connection.client
            peer = f" · {client[0]}:{client[1]}" if client else ""
            found.append((connection.id, f"#{connection.id}{peer}"))
        return found

    def _refresh(self) -> None:
        journal, wanted = self._model.journal, self._model.filter
        before, self._stage = self._stage, self._steps.look()
        count = len(journal.table.connections)
        words = self.tr("1 connection")
        if count != 1:
            words = self.tr("%1 connections").replace("%1", str(count))
        if wanted.connection is not None:
            words = (
                self.tr("Showing #%1 of %2")
                .replace("%1", str(wanted.connection))
                .replace("%2", words)
            )
        if replace(wanted, connection=None) != RowFilter():
            rows = self.tr("%1 of %2 rows").replace("%1", str(self._model.rowCount()))
            words = f"{words} · {rows.replace('%2', str(len(journal.rows)))}"
        self._shown.setText(words)
        self._show_all.setVisible(wanted.connection is not None)
        self._show_moment()
        if before is Stage.OPENED and self._stage is Stage.ENDED and self._next_step.isVisible():
            self.guided_to_rows.emit()
        self._next_step.show_stage(self._stage)
        if not len(journal.rows) and not self.is_filtered:
            self._pages.setCurrentWidget(self.first_sight)
        elif self._model.rowCount() or not self.is_filtered:
            self._show_rows()
        else:
            self._pages.setCurrentWidget(self._no_match)

    def _show_rows(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.first_sight.isAncestorOf(focus):
            self.focus_rows()  # and not on whatever comes next in the order of Tab
        self._pages.setCurrentWidget(self.view)

    def _show_moment(self) -> None:
        entry = self.view.selected_entry
        self._live.setVisible(entry is not None)
        if entry is None:
            self._moment.setText(self.tr("Live"))
        else:
            journal = self._model.journal
            row = journal.rows.row_of(entry)
            words = self.tr("Indicators at %1 ·").replace("%1", moment(journal.time_of(entry)))
            if row is not None:
                words = self.tr("Indicators after row %1 ·").replace("%1", str(row + 1))
            self._moment.setText(words)

    def _on_entry_selected(self, entry: int) -> None:
        self._show_moment()
        if self._stage is Stage.ENDED:
            self._next_step.finish()
        self.entry_selected.emit(entry)

    def _on_selection_left(self) -> None:
        self._show_moment()
        self.back_to_live.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.card)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )
