from __future__ import annotations

from wsinspector.app.main_window import MainWindow
from wsinspector.widgets.controls.theme import data_colours


def test_it_is_seen_before_there_is_anything_in_it(qtbot) -> None:
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    image = window.grab().toImage()
    colours = data_colours(window)
    assert image.pixelColor(100, 100) == colours.card
    assert image.pixelColor(2, 2) == window.palette().window().color()


def test_closing_is_a_wish(qtbot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.close_wished):
        assert not window.close()
    assert window.isVisible()
    window.hide()
