"""The scroll bar is slim, shows where one is, and works."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import LIGHT


def _thumb(bar: SlimScrollBar) -> list[int]:
    image = bar.grab().toImage()
    middle = image.width() // 2
    return [y for y in range(image.height()) if image.pixelColor(middle, y) == LIGHT.faint]


def test_the_thumb_tells_the_place(our_look, qtbot) -> None:
    bar = SlimScrollBar()
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint().width(), 200)
    bar.setRange(0, 100)
    bar.setPageStep(50)
    assert bar.sizeHint().width() <= 10
    top = _thumb(bar)
    bar.setValue(100)
    bottom = _thumb(bar)
    assert top
    assert bottom
    assert bottom[0] > top[0] + 40


def test_a_click_below_the_thumb_pages(our_look, qtbot) -> None:
    bar = SlimScrollBar()
    qtbot.addWidget(bar)
    bar.resize(10, 200)
    bar.setRange(0, 100)
    bar.setPageStep(30)
    bar.show()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 175))
    assert bar.value() > 0
