"""The mark is framed and can be reached by keyboard, so that its reason can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt

from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.controls.theme import LIGHT


def test_it_is_framed_in_the_colour_of_its_word(our_look, qtbot) -> None:
    chip = Chip("odd")
    qtbot.addWidget(chip)
    assert chip.palette().windowText().color() == LIGHT.deviation
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    middle = image.width() // 2
    top = [image.pixelColor(middle, y) for y in range(4)]
    ground = image.pixelColor(middle, 4)
    assert any(colour != ground for colour in top)
    assert chip.focusPolicy() is Qt.FocusPolicy.TabFocus
