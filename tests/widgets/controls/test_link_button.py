"""A link is pressed like any button, by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QHoverEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wsinspector.widgets.controls.link_button import LinkButton


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


def test_pointing_at_it_paints_it_anew(qtbot: QtBot, our_look: None) -> None:
    class Counting(LinkButton):
        painted = 0

        def paintEvent(self, event) -> None:
            self.painted += 1
            super().paintEvent(event)

    link = Counting("show all")
    qtbot.addWidget(link)
    link.show()
    qtbot.waitUntil(lambda: link.painted > 0)
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
        before = link.painted
        at = QPointF(3, 3)
        QApplication.sendEvent(link, QHoverEvent(kind, at, at, at))
        qtbot.waitUntil(lambda before=before: link.painted > before)
