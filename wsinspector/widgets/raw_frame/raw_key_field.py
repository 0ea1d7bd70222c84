"""Whether a composed frame is masked, and by which key."""

from __future__ import annotations

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.panes.hex_input import parse_hex

_KEY_BYTES = 4


class RawKeyField(QWidget):
    """A switch, and a key that is random as long as none is written."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = ChoiceButton(self.tr("Whether the payload is masked"))
        self.switch.setText(self.tr("Mask"))
        self.switch.setToolTip(
            self.tr("A client must mask every frame, a server none (RFC 6455 §5.1)")
        )
        self.edit = QLineEdit()
        self.edit.setFont(data_font())
        self.edit.setAccessibleName(self.tr("Masking key, four bytes in hexadecimal"))
        self.edit.setToolTip(
            self.tr("Four bytes in hexadecimal; empty takes random ones, fresh for every frame")
        )
        self.random = PaneButton(self.tr("Random"))
        self.random.setToolTip(self.tr("Take another random key"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.switch)
        row.addWidget(self.edit, 1)
        row.addWidget(self.random)
        self._random = b""
        self.switch.toggled.connect(self._update)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.random.clicked.connect(self._clear)
        self.renew()
        self._update()

    @property
    def key(self) -> bytes | None:
        """The four bytes; None for an unmasked frame, and where there is a problem."""
        if not self.switch.isChecked():
            return None
        if not self.edit.text().strip():
            return self._random
        key = parse_hex(self.edit.text())
        return key if isinstance(key, bytes) and len(key) == _KEY_BYTES else None

    @property
    def problem(self) -> str:
        """What is wrong with what is written; empty when nothing is."""
        if self.switch.isChecked() and self.key is None:
            return self.tr("A masking key has four bytes in hexadecimal, such as 37 fa 21 3d.")
        return ""

    def set_key(self, key: bytes | None) -> None:
        """Write this key, or switch masking off."""
        self.switch.setChecked(key is not None)
        self.edit.setText("" if key is None else key.hex(" "))

    def renew(self) -> None:
        """Take a fresh random key; one that is written stays."""
        self._random = os.urandom(_KEY_BYTES)
        self.edit.setPlaceholderText(self._random.hex(" "))
        self.changed.emit()

    def _clear(self) -> None:
        self.edit.clear()
        self.renew()

    def _update(self) -> None:
        self.edit.setEnabled(self.switch.isChecked())
        self.random.setEnabled(self.switch.isChecked())
        self.changed.emit()
