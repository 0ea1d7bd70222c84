from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from wsinspector.app.error_dialog import ErrorDialog


def test_reports_are_collected_and_can_be_copied(qtbot) -> None:
    dialog = ErrorDialog()
    qtbot.addWidget(dialog)
    dialog.add("first")
    dialog.add("<b>second</b>")
    assert dialog.isVisible()
    assert not dialog.isModal()
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "first\n<b>second</b>"


def test_a_flood_of_reports_is_cut(qtbot) -> None:
    dialog = ErrorDialog()
    qtbot.addWidget(dialog)
    for _ in range(30):
        dialog.add("x" * 10_000)
    assert len(dialog.text()) < 210_000
