"""Where the embedded server listens: fields while it is stopped, the address while it runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wsinspector.protocol.opening.listening_hosts import EVERY_ADDRESS, is_loopback
from wsinspector.protocol.phases import Role
from wsinspector.texts import text
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes.listener_tls_box import ListenerTlsBox
from wsinspector.widgets.panes.page_row import PageRow
from wsinspector.widgets.panes.preset_menu import PresetMenu
from wsinspector.widgets.panes.presets import Preset
from wsinspector.widgets.panes.reachable_box import ReachableBox

_EVERYWHERE = ("", "0.0.0.0", "::", EVERY_ADDRESS)


def listener_url(host: str, port: int, path: str, *, secure: bool = False) -> str:
    """The address by which a client on this machine reaches a listener."""
    if host in _EVERYWHERE:
        host = "127.0.0.1"
    shown = f"[{host}]" if ":" in host else host
    return f"{'wss' if secure else 'ws'}://{shown}:{port}{path or '/'}"


class ListenerForm(QWidget):
    """Host, port and path with Start, or the address with Stop."""

    start_requested = Signal(str, int, str)
    """Host, port (0: the system chooses) and path (empty: any)."""
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self.host = QLineEdit("127.0.0.1")
        self.port = QSpinBox()
        self.port.setRange(0, 65535)
        self.port.setValue(8765)
        self.port.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.port.setToolTip(self.tr("0 lets the system choose a free port"))
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("any path"))
        self.start_button = PaneButton(self.tr("St&art"), Role.SERVER)
        self.stop_button = PaneButton(self.tr("Sto&p"))
        self.stop_button.setToolTip(
            self.tr(
                "Stop listening and end the connections. Host, port, path, TLS and whether other "
                "machines can reach the server are chosen while it is stopped."
            )
        )
        self._address = TintedLabel(mono=True)
        self._address.setAccessibleName(self.tr("Address of the embedded server"))
        self._address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._note = TintedLabel(scale=0.92)
        # In the order in which they are seen, which is also the order of the keyboard.
        self._stopped = self._stopped_page()
        self._listening = self._listening_page()
        self.page = PageRow(self)
        self.tls = ListenerTlsBox(self)
        self.reachable = ReachableBox(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._stopped)
        layout.addWidget(self._listening)
        layout.addWidget(self.page)
        layout.addWidget(self.tls)
        layout.addWidget(self.reachable)
        layout.addWidget(self._note)
        for field in (self.host, self.path):
            field.setFont(data_font())
            field.returnPressed.connect(self.start)
        self.port.setFont(data_font())
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop_requested)
        self.set_stopped()

    @property
    def url(self) -> str:
        """The address of the listener for a client on this machine; empty when it is stopped."""
        return self._url

    @property
    def note(self) -> str:
        """What is said below: a taken port, a problem."""
        return self._note.text()

    def start(self) -> None:
        """Ask to listen as the fields say, unless it does."""
        if not self._url:
            host = self.host.text().strip()
            if self.reachable.on and is_loopback(host):
                host = EVERY_ADDRESS
            elif host and not self.reachable.on and not is_loopback(host):
                self.set_problem(words(text("listen.not-alone", host=host)))
                return
            path = self.path.text().strip()
            if path and not path.startswith("/"):
                path = f"/{path}"
            self.start_requested.emit(host, self.port.value(), path)

    def set_fields(self, host: str, port: int, path: str) -> None:
        """What the fields begin with."""
        self.host.setText(host)
        self.port.setValue(port)
        self.path.setText(path)

    def set_listening(
        self, host: str, port: int, path: str, asked_port: int, *, secure: bool = False
    ) -> None:
        """It listens.

        Args:
            host: as it was asked for.
            port: where it really listens.
            path: the only path it serves; empty for any.
            asked_port: what was asked for; another number means that that port was taken.
            secure: whether it speaks TLS.
        """
        self._url = listener_url(host, port, path, secure=secure)
        self._address.setText(self._url)
        self._address.setToolTip(
            self.tr("Any path is served.") if not path else self.tr("Only this path is served.")
        )
        taken = asked_port not in (0, port)
        self._note.say(
            self.tr("Port %1 was taken, so the next free one is used.").replace(
                "%1", str(asked_port)
            )
            if taken
            else "",
            Tint.DEVIATION,
        )
        self._show(listening=True)

    def set_stopped(self) -> None:
        """It does not listen."""
        self._url = ""
        self.page.set_url("")
        self._note.say("")
        self._show(listening=False)

    def set_problem(self, problem: str) -> None:
        """It does not listen, and this is why."""
        self.set_stopped()
        self._note.say(f"▲ {problem}", Tint.VIOLATION)

    def tell(self, note: str, tint: Tint) -> None:
        """Say this below."""
        self._note.say(note, tint)

    def _show(self, *, listening: bool) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._stopped.setVisible(not listening)
        self._listening.setVisible(listening)
        self.tls.set_listening(listening)
        self.reachable.set_listening(listening)
        if had_focus:
            (self.stop_button if listening else self.start_button).setFocus()

    def _stopped_page(self) -> QWidget:
        page = QWidget(self)
        presets = PresetMenu()
        presets.chosen.connect(self._take_preset)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        # Row by row, which is also the order of the keyboard.
        for label, field, row, column, span in (
            (self.tr("Host"), self.host, 0, 0, 1),
            (self.tr("Port"), self.port, 0, 2, 1),
            (self.tr("Path"), self.path, 1, 0, 3),
        ):
            name = QLabel(label)
            name.setBuddy(field)
            field.setAccessibleName(label)
            grid.addWidget(name, row, column)
            grid.addWidget(field, row, column + 1, 1, span)
        actions = QHBoxLayout()
        actions.addWidget(presets)
        actions.addStretch(1)
        actions.addWidget(self.start_button)
        grid.addLayout(actions, 2, 1, 1, 3)
        return page

    def _listening_page(self) -> QWidget:
        page = QWidget(self)
        copy = QToolButton()
        copy.setIcon(icon("copy"))
        copy.setAutoRaise(True)
        copy.setToolTip(self.tr("Copy the address"))
        copy.setAccessibleName(self.tr("Copy the address"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._url))
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._address, 1)
        row.addWidget(copy)
        row.addWidget(self.stop_button)
        return page

    def _take_preset(self, preset: Preset) -> None:
        self.port.setValue(preset.port)
        self.path.setText(preset.path)
