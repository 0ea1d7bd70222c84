"""Shows an error of the program itself, with a text that can be copied into a report."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from wsinspector.widgets.controls.theme import data_font

_MOST_CHARACTERS = 200_000


class ErrorDialog(QDialog):
    """A window that stays beside the others, collects reports and never asks for an answer.

    Args:
        parent: the window it belongs to.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle(self.tr("Something went wrong in wsinspector"))
        explanation = QLabel(
            self.tr(
                "This is a defect of wsinspector, not of the connection. What was recorded is "
                "still there; you can go on, and report the text below."
            )
        )
        explanation.setWordWrap(True)
        self._reports = QPlainTextEdit()
        self._reports.setReadOnly(True)
        self._reports.setFont(data_font())
        self._reports.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._reports.setAccessibleName(self.tr("Error report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(explanation)
        layout.addWidget(self._reports)
        layout.addWidget(buttons)

    def add(self, report: str) -> None:
        """Show one more report below the others, as long as there is room for it."""
        if len(self.text()) + len(report) < _MOST_CHARACTERS:
            self._reports.appendPlainText(report)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()

    def text(self) -> str:
        """All reports, as they are copied."""
        return self._reports.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def sizeHint(self) -> QSize:
        return QSize(720, 420)
