"""A choice tells what is chosen, also without colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from wsinspector.widgets.choice_button import ChoiceButton


def _grey(button: ChoiceButton) -> QImage:
    return button.grab().toImage().convertToFormat(QImage.Format.Format_Mono)


def test_narrowing_shows_in_the_letters(qtbot: QtBot, our_look: None) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    button = ChoiceButton("Kinds to show", menu)
    qtbot.addWidget(button)
    button.choose("All kinds", narrowed=False)
    button.resize(button.sizeHint())
    wide, narrow = _grey(button), None
    button.choose("All kinds", narrowed=True)
    narrow = _grey(button)
    assert wide != narrow
    assert button.accessibleName() == "Kinds to show"
    assert button.text() == "All kinds"


def test_a_switch_has_a_tick_and_keeps_its_width(qtbot: QtBot, our_look: None) -> None:
    button = ChoiceButton("Show states")
    qtbot.addWidget(button)
    button.setText("States")
    button.show()
    off, width = _grey(button), button.sizeHint().width()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert _grey(button) != off
    assert button.sizeHint().width() == width
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not button.isChecked()
