"""A choice tells what is chosen, also without colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from pytestqt.qtbot import QtBot

from wsinspector.widgets.controls.choice_button import ChoiceButton


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


def test_the_word_of_a_switch_is_never_cut_for_room(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    switch, choice = ChoiceButton("Unmasked"), ChoiceButton("Kinds to show", QMenu(row))
    switch.setText("Unmasked")
    choice.choose("Only what is long", narrowed=True)
    for button in (switch, choice):
        layout.addWidget(button)
    row.resize(row.minimumSizeHint())
    row.show()
    assert switch.width() >= switch.sizeHint().width()
    assert choice.width() < choice.sizeHint().width()
