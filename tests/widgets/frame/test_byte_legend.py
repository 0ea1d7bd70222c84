from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.frame.byte_legend import ByteField, ByteLegend
from wsinspector.widgets.frame.hex_view import Mark


def test_every_field_is_named_with_its_bytes(qtbot) -> None:
    legend = ByteLegend()
    qtbot.addWidget(legend)
    legend.show_fields([ByteField("key", "", Mark(2, 6, "selection"))])
    legend.show_fields(
        [
            ByteField("length", "7", Mark(1, 2, "client_band")),
            ByteField("x", "", Mark(2, 9, "line")),
        ]
    )
    assert legend.text == "1 length 7\n2–8 x"
    legend.show_fields([])
    assert legend.isHidden()


def test_the_swatch_has_the_colour_of_the_mark(qtbot, our_look: None) -> None:
    legend = ByteLegend()
    qtbot.addWidget(legend)
    legend.show_fields([ByteField("key", "", Mark(0, 1, "closing_band"))])
    legend.resize(200, 30)
    legend.show()
    picture = legend.grab().toImage()
    found = {
        QColor(picture.pixel(QPoint(x, y))).rgb()
        for x in range(10)
        for y in range(picture.height())
    }
    assert LIGHT.closing_band.rgb() in found
