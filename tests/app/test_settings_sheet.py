from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.app.settings_sheet import SettingsSheet, show_settings
from wsinspector.app.settings_store import settings_path
from wsinspector.settings import HEAD_BYTES, SETTINGS, Settings


def test_every_setting_is_shown_with_its_value(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings = Settings()
    settings.set(HEAD_BYTES, 4096)
    show_settings(settings, window)
    sheet = window.findChild(SettingsSheet)
    assert sheet is not None
    assert sheet.isVisible()
    rows = {
        sheet.table.item(row, 0).text(): sheet.table.item(row, 1).text()
        for row in range(sheet.table.rowCount())
    }
    assert len(rows) == len(SETTINGS)
    assert rows["limits/head-bytes"] == "4096 bytes"
    sheet.close()


def test_it_says_where_they_are_changed(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = SettingsSheet(Settings(), window)
    assert str(settings_path()) in sheet.where.text()
