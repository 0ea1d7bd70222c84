"""Buttons are no wider than they must be, filled where it matters, and readable in every state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import DARK, LIGHT, DataColours, palette_of


def _ground(button: PaneButton) -> QColor:
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(round(5 * scale), round(6 * scale))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", Role)
def test_it_is_filled_with_the_colour_of_its_end(qtbot, colours: DataColours, role: Role) -> None:
    button = PaneButton("Send Close", role)
    qtbot.addWidget(button)
    button.setPalette(palette_of(colours))
    assert _ground(button) == colours.end(role)
    button.setEnabled(False)
    assert _ground(button) == colours.window
    button.setEnabled(True)
    button.set_accent(None)
    assert _ground(button) == palette_of(colours).button().color()


def test_it_is_as_wide_as_its_text(qtbot) -> None:
    short, long = PaneButton("RST"), PaneButton("Full close")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert short.sizeHint().width() < 60 < long.sizeHint().width()
    assert short.minimumSizeHint() == short.sizeHint()
    accented = PaneButton("R&ST", Role.CLIENT)
    qtbot.addWidget(accented)
    # The mnemonic's sign takes no room.
    assert accented.sizeHint().width() < short.sizeHint().width() + 10


def test_pressed_and_focused_can_be_told(our_look, qtbot) -> None:
    button = PaneButton("Send", Role.CLIENT)
    qtbot.addWidget(button)
    calm = _ground(button)
    button.setDown(True)
    assert _ground(button) != calm
    assert not button.autoDefault()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_each_key_that_people_try_presses_it_once(qtbot, key: Qt.Key) -> None:
    button = PaneButton("Send Close")
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(key))
    qtbot.keyClick(button, key)
    assert pressed == [key]
