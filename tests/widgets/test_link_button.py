"""A link is pressed like any button, by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from wsinspector.widgets.link_button import LinkButton


def test_pressed_by_mouse_and_keyboard(qtbot: QtBot, our_look: None) -> None:
    link = LinkButton("show all")
    qtbot.addWidget(link)
    link.show()
    with qtbot.waitSignal(link.clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)
    name = QAccessible.queryAccessibleInterface(link).text(QAccessible.Text.Name)
    assert name == "show all"


def test_focus_shows(qtbot: QtBot, our_look: None) -> None:
    link = LinkButton("show all")
    qtbot.addWidget(link)
    link.show()
    plain = link.grab().toImage()
    link.setFocus()
    qtbot.waitUntil(link.hasFocus)
    assert link.grab().toImage() != plain
    assert link.width() >= link.fontMetrics().horizontalAdvance("show all")
