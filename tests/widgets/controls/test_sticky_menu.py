"""Choices toggle and the menu stays; commands close it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wsinspector.widgets.controls.sticky_menu import StickyMenu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def menu(qtbot: QtBot) -> StickyMenu:
    menu = StickyMenu()
    qtbot.addWidget(menu)
    menu.addAction("All")
    menu.addAction("Close").setCheckable(True)
    menu.show()
    return menu


def test_a_choice_leaves_it_open(menu: StickyMenu, qtbot: QtBot) -> None:
    choice = menu.actions()[1]
    at = menu.actionGeometry(choice).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)
    assert choice.isChecked()
    assert menu.isVisible()
    menu.setActiveAction(choice)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert not choice.isChecked()
    assert menu.isVisible()


def test_a_command_closes_it(menu: StickyMenu, qtbot: QtBot) -> None:
    at = menu.actionGeometry(menu.actions()[0]).center()
    with qtbot.waitSignal(menu.actions()[0].triggered):
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)
    assert not menu.isVisible()
