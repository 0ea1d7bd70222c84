"""A line under the first rows that says what to do next; it never comes back once dismissed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from wsinspector.models.first_steps import Stage
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import TintedLabel
from wsinspector.widgets.timeline.step_badge import StepBadge


class NextStep(QWidget):
    """Step 2 or 3 of the first closing handshake."""

    close_requested = Signal()
    """Send a Close from the client."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_done = False
        self._badge = StepBadge(2)
        self._words = TintedLabel()
        self._close = PaneButton(self.tr("Send Close"))
        self._close.clicked.connect(self.close_requested)
        self._dismiss = QToolButton()
        self._dismiss.setIcon(icon("remove"))
        self._dismiss.setIconSize(QSize(14, 14))
        self._dismiss.setAutoRaise(True)
        self._dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dismiss.setToolTip(self.tr("Do not show this again"))
        self._dismiss.setAccessibleName(self.tr("Dismiss the next step"))
        self._dismiss.clicked.connect(self.finish)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._badge)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._close)
        layout.addWidget(self._dismiss)
        self.hide()

    def show_stage(self, stage: Stage) -> None:
        """Say what comes next, unless it was done or dismissed."""
        if self._is_done or stage in (Stage.NOTHING, Stage.STARTED):
            self.hide()
            return
        is_open = stage is Stage.OPENED
        self._badge.set_number(2 if is_open else 3)
        if is_open:
            self._words.setText(self.tr("The connection is open. Now close it, from either end."))
        else:
            self._words.setText(
                self.tr("Read why: the verdict says what happened, and each fact leads to its row.")
            )
        self._close.setVisible(is_open)
        self.show()

    def finish(self) -> None:
        """There is nothing more to say."""
        self._is_done = True
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.selection)
        painter.fillRect(0, 0, self.width(), 1, colours.line)
