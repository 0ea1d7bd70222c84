"""Whom a client believes that a server is who it says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.controls.file_field import FileField

SYSTEM, FILE, NOBODY = "system", "file", "none"


class VerificationBox(QWidget):
    """A choice that is there only for wss:// addresses, with a mark when nothing is verified."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("How the server's certificate is verified"))
        for words, verify, tip in (
            (
                self.tr("system"),
                SYSTEM,
                self.tr("Trust the authorities of the system, and that of this program"),
            ),
            (self.tr("CA file"), FILE, self.tr("Trust the authorities in a file, and no others")),
            (self.tr("off"), NOBODY, self.tr("Take any certificate: anybody can be in between")),
        ):
            self.choice.addItem(words, verify)
            self.choice.setItemData(self.choice.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.ca_file = FileField(self.tr("CA file"), self.tr("file with trusted certificates"))
        self.mark = Chip(self.tr("not verified"))
        self.mark.setToolTip(
            self.tr(
                "The server's certificate is not verified: anybody between could read and change "
                "everything."
            )
        )
        label = QLabel(self.tr("Verify"))
        label.setBuddy(self.choice)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.choice)
        row.addWidget(self.mark)
        row.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.addLayout(row, 0, 0)
        grid.addWidget(self.ca_file, 1, 0)
        self.choice.currentIndexChanged.connect(self._update)
        self._update()
        self.set_url("")

    @property
    def verify(self) -> str:
        """``system``, ``file`` or ``none``."""
        return str(self.choice.currentData())

    @property
    def authorities(self) -> str:
        """Path of the file with trusted authorities; empty unless one is chosen."""
        return self.ca_file.path if self.verify == FILE else ""

    def set_choice(self, verify: str, ca_file: str) -> None:
        """What it begins with; arguments as the properties."""
        self.ca_file.set_path(ca_file)
        self.choice.setCurrentIndex(max(0, self.choice.findData(verify)))

    def set_url(self, url: str) -> None:
        """Be there if this address is encrypted."""
        self.setVisible(url.strip().lower().startswith("wss:"))

    def _update(self) -> None:
        self.ca_file.setVisible(self.verify == FILE)
        self.mark.setVisible(self.verify == NOBODY)
