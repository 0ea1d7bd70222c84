from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QMenu

from wsinspector.app.menus import Menu, menus_of


def test_the_menu_bar_has_every_menu_in_order(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = menus_of(window)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == [menu.value for menu in Menu] == [menus[menu].title() for menu in Menu]


def test_menus_are_made_once(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    assert menus_of(window) == menus_of(window)
    assert len(window.menuBar().findChildren(QMenu)) == len(Menu)
