"""What the timeline shows before anything has happened: the three steps to a closing handshake."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wsinspector.models.steps import Figure, Lifeline, Reach, Step
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.timeline.ghost_lanes import GhostLanes, GhostNames
from wsinspector.widgets.timeline.step_badge import StepBadge

_WIDTH_MAX = 640
_COPIED_MS = 1500
_CONNECTING, _OPEN, _CLOSING, _CLOSED = ReadyState


class FirstSight(QWidget):
    """Three numbered steps beside the diagram that they will draw.

    Attributes:
        connect_button: the one thing to do now.
    """

    connect_requested = Signal()
    """Connect the client to the embedded server."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.connect_button = PaneButton(self.tr("Connect"), Role.CLIENT)
        self.connect_button.clicked.connect(self.connect_requested)
        self._invitation = QWidget()
        self._address = QLineEdit()
        self._copy = PaneButton(self.tr("Copy"))
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(self._show_copy)
        self._lay_out()
        self.set_address("")

    def set_address(self, url: str) -> None:
        """Tell the address at which the embedded server can be reached; empty if it cannot."""
        self._address.setText(url)
        self._address.setCursorPosition(0)
        self._invitation.setVisible(bool(url))

    def copy_address(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self._address.text())
        self._copy.setText(self.tr("Copied"))
        self._copied.start()

    def _show_copy(self) -> None:
        self._copy.setText(self.tr("Copy"))

    # -- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDTH_MAX)
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(24, 24, 24, 24)
        inner.setSpacing(8)
        inner.addWidget(TintedLabel(self.tr("See a whole closing handshake"), scale=1.5, bold=True))
        both = self.tr("Both ends are here: a client and a server. Two clicks show every frame.")
        inner.addWidget(TintedLabel(both, tint=Tint.DIM))
        inner.addSpacing(16)
        inner.addLayout(self._steps())
        inner.addSpacing(16)
        inner.addWidget(self._make_invitation())
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(content, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 4)
        names = {Role.CLIENT: self.tr("client"), Role.SERVER: self.tr("server")}
        grid.addWidget(GhostNames(names), 0, 2)
        read = self.tr("The verdict on the right says who ended it, how and why, fact by fact.")
        steps = (
            (self.tr("Connect"), self.tr("The client opens a connection to the server."), _opening),
            (
                self.tr("Close"),
                self.tr("Send a Close frame from either end, with any code."),
                _closing,
            ),
            (self.tr("Read why"), read, _ending),
        )
        for row, (title, words, ghost) in enumerate(steps, 1):
            badge = QVBoxLayout()
            badge.setContentsMargins(0, 4, 0, 0)
            badge.addWidget(StepBadge(row))
            badge.addStretch(1)
            grid.addLayout(badge, row, 0)
            grid.addLayout(
                self._step(title, words, self.connect_button if row == 1 else None), row, 1
            )
            grid.addWidget(GhostLanes(ghost()), row, 2)
        return grid

    def _step(self, title: str, words: str, button: QWidget | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 7, 0, 16)
        column.setSpacing(6)
        column.addWidget(TintedLabel(title, scale=1.1, bold=True))
        column.addWidget(TintedLabel(words, tint=Tint.DIM))
        if button is not None:
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        return column

    def _make_invitation(self) -> QWidget:
        layout = QVBoxLayout(self._invitation)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        words = TintedLabel(self.tr("Or point your own program at the server:"), tint=Tint.DIM)
        self._address.setReadOnly(True)
        self._address.setFont(data_font())
        self._address.setAccessibleName(self.tr("Address of the embedded server"))
        self._address.setMinimumWidth(200)
        self._address.setMinimumHeight(self._copy.sizeHint().height())
        self._copy.setAccessibleName(self.tr("Copy the address"))
        self._copy.clicked.connect(self.copy_address)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._address)
        line.addWidget(self._copy)
        line.addStretch(1)
        layout.addWidget(words)
        layout.addLayout(line)
        return self._invitation


# -- the diagram of a closing handshake that nobody has made yet -------------------------------


def _step(
    figure: Figure,
    role: Role,
    client: tuple[ReadyState, ReadyState],
    server: tuple[ReadyState, ReadyState],
) -> Step:
    return Step(figure, role, Reach.ARRIVED, Lifeline(True, *client), Lifeline(True, *server))


def _opening() -> tuple[tuple[Step, str], ...]:
    still, opened = (_CONNECTING, _CONNECTING), (_CONNECTING, _OPEN)
    return (
        (_step(Figure.CONNECT, Role.CLIENT, still, still), "TCP"),
        (_step(Figure.HANDSHAKE, Role.CLIENT, still, still), "GET /"),
        (_step(Figure.HANDSHAKE, Role.SERVER, opened, opened), "101"),
    )


def _closing() -> tuple[tuple[Step, str], ...]:
    begun, still = (_OPEN, _CLOSING), (_CLOSING, _CLOSING)
    return (
        (_step(Figure.CLOSE, Role.CLIENT, begun, begun), "Close 1000"),
        (_step(Figure.CLOSE, Role.SERVER, still, still), "Close 1000"),
    )


def _ending() -> tuple[tuple[Step, str], ...]:
    still, over = (_CLOSING, _CLOSING), (_CLOSING, _CLOSED)
    return (
        (_step(Figure.FIN, Role.SERVER, still, still), "FIN"),
        (_step(Figure.FIN, Role.CLIENT, over, over), "FIN"),
    )
