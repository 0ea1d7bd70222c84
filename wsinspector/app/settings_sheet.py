"""Shows every setting and limit with the value in force, and the file where they are changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wsinspector.app.settings_store import settings_path
from wsinspector.settings import SETTINGS, Settings
from wsinspector.widgets.controls.theme import data_font

_WIDTH, _HEIGHT = 900, 560


class SettingsSheet(QDialog):
    """A table to read, one row for each setting.

    Attributes:
        where: names the file.
        table: name, value, and what it means.

    Args:
        settings: the values in force.
        parent: the window.
    """

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings and Limits"))
        self.where = QLabel(
            self.tr("They are changed in this file and read at the next start:\n{path}").format(
                path=settings_path()
            )
        )
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where.setWordWrap(True)
        self.table = QTableWidget(len(SETTINGS), 3)
        self.table.setAccessibleName(self.tr("Settings and limits"))
        self._fill(settings)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for part in (self.where, self.table, buttons):
            layout.addWidget(part)
        self.resize(_WIDTH, _HEIGHT)

    def _fill(self, settings: Settings) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Setting"), self.tr("Value"), self.tr("Meaning")])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        for row, setting in enumerate(SETTINGS):
            value = f"{settings.get(setting)} {setting.unit}".strip()
            for column, words in enumerate((f"{setting.group}/{setting.key}", value, setting.help)):
                item = QTableWidgetItem(words)
                if column < 2:
                    item.setFont(data_font())
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.resizeRowsToContents()  # the last column has its width only now


def show_settings(settings: Settings, window: QWidget) -> None:
    """Open the sheet beside the window; nothing waits for it."""
    sheet = SettingsSheet(settings, window)
    sheet.show()
