"""What has the focus may become unusable; the focus then goes where it makes sense."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from wsinspector.widgets.controls.kept_focus import kept_focus


class _Room(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.area, self.refuge = QScrollArea(), QPushButton("refuge")
        inner = QWidget()
        self.button, self.next = QPushButton("button"), QPushButton("next")
        below = QVBoxLayout(inner)
        below.addWidget(self.button)
        below.addWidget(self.next)
        self.area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.addWidget(self.area)
        layout.addWidget(self.refuge)


@pytest.fixture
def room(qtbot) -> _Room:
    room = _Room()
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    room.button.setFocus()
    return room


def test_a_button_that_is_disabled_hands_the_focus_to_the_refuge(room: _Room) -> None:
    with kept_focus(room.area, room.refuge):
        room.button.setEnabled(False)
    assert room.focusWidget() is room.refuge


def test_a_button_that_stays_usable_keeps_the_focus(room: _Room) -> None:
    with kept_focus(room.area, room.refuge):
        room.next.setEnabled(False)
    assert room.focusWidget() is room.button
