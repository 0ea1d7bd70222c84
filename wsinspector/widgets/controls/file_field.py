"""The path of a file: to be typed, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import data_font


class FileField(QWidget):
    """A path and a button that opens a dialog; nothing waits for the dialog.

    Args:
        name: what the file is.
        hint: what an empty field means.
        filters: what the dialog offers, each as Qt writes it; None for certificates and keys.
    """

    def __init__(
        self,
        name: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        filters: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._filters = filters
        self._name = name
        self.edit = QLineEdit()
        self.edit.setFont(data_font())
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.button = PaneButton("…")
        label = self.tr("Choose: %1").replace("%1", name)
        self.button.setToolTip(label)
        self.button.setAccessibleName(label)
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)

    @property
    def path(self) -> str:
        """The path as it is written; empty if there is none."""
        return self.edit.text().strip()

    def set_path(self, path: str) -> None:
        """Write this path."""
        self.edit.setText(path)

    def _choose(self) -> None:
        # Late, because to get ready takes it a while.
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, self._name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        pem = [self.tr("PEM files (*.pem *.crt *.cer *.key)"), self.tr("All (*)")]
        dialog.setNameFilters(pem if self._filters is None else list(self._filters))
        if self.path:
            dialog.selectFile(self.path)
        dialog.fileSelected.connect(self.set_path)
        dialog.open()
