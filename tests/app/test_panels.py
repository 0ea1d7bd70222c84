from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from wsinspector.app.main_window import MainWindow
from wsinspector.app.panels import Panels
from wsinspector.journal.journal import Journal
from wsinspector.models.timeline_line import Column
from wsinspector.settings import Settings


def furnished(qtbot) -> tuple[QMainWindow, Panels]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    panels = Panels(window, Journal(), Settings())
    window.show()
    return window, panels


def test_the_panels_stand_where_the_design_has_them(qtbot) -> None:
    window, panels = furnished(qtbot)
    left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    foot = Qt.DockWidgetArea.BottomDockWidgetArea
    areas = {name: window.dockWidgetArea(dock) for name, dock in panels.docks.items()}
    assert areas == {
        "client": left,
        "server": left,
        "verdict": right,
        "frame": right,
        "connections": foot,
    }
    assert panels.docks["client"].y() < panels.docks["server"].y()
    assert panels.docks["verdict"].y() < panels.docks["frame"].y()
    assert [name for name, dock in panels.docks.items() if dock.isHidden()] == ["connections"]
    assert panels.timeline.width() > panels.frame.width() > 300
    assert panels.clients.width() > 300
    panels.feed.stop()


@pytest.mark.parametrize(
    "size, left, right",
    [((1280, 800), 312, 286), ((1440, 900), 344, 330), ((1920, 1080), 344, 330)],
)
def test_in_a_window_that_is_shown_already_the_centre_gets_the_most(
    qtbot, size: tuple[int, int], left: int, right: int
) -> None:
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    window.resize(*size)
    window.show()
    QApplication.processEvents()
    panels = Panels(window, Journal(), Settings())

    def check() -> None:
        for _ in range(3):
            QApplication.processEvents()
        assert panels.docks["client"].width() == panels.docks["server"].width() == left
        assert panels.docks["frame"].width() == right
        assert panels.timeline.width() >= 650
        view = panels.timeline.view
        assert view.columnWidth(Column.SUMMARY) >= 170
        assert view.horizontalScrollBar().maximum() == 0

    check()
    window.resizeDocks([panels.docks["client"]], [500], Qt.Orientation.Horizontal)
    panels.arrange()
    check()
    panels.feed.stop()


def test_a_narrow_window_leaves_every_panel_its_width(qtbot) -> None:
    window, panels = furnished(qtbot)
    for width in (window.minimumSizeHint().width(), 1440):
        window.resize(width, 700)
        QApplication.processEvents()
        assert panels.docks["client"].width() >= 280
        assert panels.docks["frame"].width() >= 240
    assert window.minimumSizeHint().width() <= 900
    assert panels.timeline.width() > 800
    panels.feed.stop()


def test_a_moved_panel_can_be_put_back(qtbot) -> None:
    window, panels = furnished(qtbot)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panels.docks["client"])
    panels.show("frame", False)
    panels.arrange()
    assert window.dockWidgetArea(panels.docks["client"]) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert panels.docks["frame"].isVisible()
    panels.feed.stop()


def test_it_fits_a_small_screen_without_cutting_anything_off(qtbot) -> None:
    window, panels = furnished(qtbot)
    window.resize(1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800
    panels.feed.stop()


def test_everything_one_can_use_has_a_name_for_those_who_cannot_see_it(qtbot) -> None:
    window, panels = furnished(qtbot)
    panels.clients.current.sections.set_folding(dict.fromkeys(panels.clients.folding(), True))
    panels.server.sections.set_folding(dict.fromkeys(panels.server.folding(), True))
    usable = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, usable)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QSpinBox | QLineEdit)
        and not isinstance(widget, QHeaderView)
        and widget.isVisibleTo(window)
        and not _name(widget)
    ]
    assert not [f"{widget} in {widget.parent()}" for widget in nameless]
    panels.feed.stop()


def _mnemonic(words: str) -> str:
    _, found, after = words.replace("&&", "").partition("&")
    return after[0].lower() if found else ""


async def test_no_button_takes_the_key_of_a_menu_or_of_another_button(inspector) -> None:
    window = inspector.controllers.window
    menus = {_mnemonic(action.text()) for action in window.menuBar().actions()}
    assert len(menus) > 4
    stop = inspector.controllers.panels.server.listener.stop_button
    assert stop.isVisible()
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    keys = [key for button in buttons if (key := _mnemonic(button.text()))]
    assert _mnemonic(stop.text()) in keys
    assert len(set(keys)) == len(keys)
    assert not menus & set(keys)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)
