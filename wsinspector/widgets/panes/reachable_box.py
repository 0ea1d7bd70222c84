"""Whether other machines can reach the embedded server, and at which addresses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_SHOWN = 6


class ReachableBox(QWidget):
    """A switch that is off at first; while it is on and the server listens, the addresses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listening = False
        self.switch = QCheckBox(self.tr("Reachable from other machines"))
        self.switch.setToolTip(
            self.tr(
                "Listens on every address of this machine, or on that of the field Host. Anybody "
                "who can reach it gets in. Off at every start of the program."
            )
        )
        self._mark = TintedLabel(tint=Tint.DEVIATION, bold=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._rows: list[QWidget] = []
        self.addresses: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.switch)
        layout.addWidget(self._mark)
        layout.addLayout(self._list)
        self._mark.say("")

    @property
    def on(self) -> bool:
        """Whether other machines are to reach the server."""
        return self.switch.isChecked()

    @property
    def mark(self) -> str:
        """What is said while they can; empty while they cannot."""
        return self._mark.text()

    def set_listening(self, listening: bool) -> None:
        """While the server listens there is nothing to choose; when it stops, nothing to reach."""
        self._listening = listening
        self.switch.setVisible(not listening)
        if not listening:
            self._mark.say("")
            self._fill(())
        self.setVisible(not listening or bool(self.mark))

    def show_reachable(self, addresses: tuple[str, ...]) -> None:
        """The server listens beyond this machine; others reach it at these addresses."""
        self._mark.say(
            self.tr("▲ Other machines can reach this server:")
            if addresses
            else self.tr("▲ Other machines can reach this server.")
        )
        self._fill(addresses)
        self.setVisible(True)

    def _fill(self, addresses: tuple[str, ...]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self.addresses = addresses
        self._rows = [self._row(address) for address in addresses[:_SHOWN]]
        for row in self._rows:
            self._list.addWidget(row)

    def _row(self, address: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        shown = TintedLabel(address, mono=True)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(self.tr("Address for other machines"))
        copy = QToolButton()
        copy.setIcon(icon("copy"))
        copy.setAutoRaise(True)
        words = self.tr("Copy {address}").format(address=address)
        copy.setToolTip(words)
        copy.setAccessibleName(words)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
        layout.addWidget(shown, 1)
        layout.addWidget(copy)
        return row
