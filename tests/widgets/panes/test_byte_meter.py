"""The meter says how much, and says it twice when it is too much."""

from __future__ import annotations

from PySide6.QtGui import QColor

from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.panes.byte_meter import ByteMeter


def _has(meter: ByteMeter, colour: QColor) -> bool:
    image = meter.grab().toImage()
    return any(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def test_numbers_sign_and_colour(our_look, qtbot) -> None:
    meter = ByteMeter(123, "Length")
    qtbot.addWidget(meter)
    meter.set_count(0)
    assert meter.text == "0 / 123 B"
    assert not _has(meter, LIGHT.violation)
    meter.set_count(123)
    assert meter.text == "123 / 123 B"
    assert not _has(meter, LIGHT.violation)
    meter.set_count(124)
    assert meter.text == "▲ 124 / 123 B"
    assert _has(meter, LIGHT.violation)
