"""Tabs are chosen by mouse and keyboard, and show what is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.panes.pill_tabs import PillTabs


@pytest.fixture
def tabs(qtbot, our_look) -> PillTabs:
    tabs = PillTabs()
    qtbot.addWidget(tabs)
    for name in ("Fields", "Text", "JSON"):
        tabs.addTab(name)
    tabs.setTabEnabled(2, False)
    tabs.show()
    return tabs


def ground(tabs, index):
    spot = tabs.tabRect(index).center()
    spot.setX(tabs.tabRect(index).left() + 5)
    return tabs.grab().toImage().pixelColor(spot)


def test_the_chosen_one_lies_on_the_colour_of_a_selection(tabs, qtbot):
    assert ground(tabs, 0) == LIGHT.selection
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert tabs.currentIndex() == 1
    assert ground(tabs, 1) == LIGHT.selection
    assert ground(tabs, 0) != LIGHT.selection


def test_what_is_disabled_cannot_be_chosen(tabs, qtbot):
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1


def test_a_bold_name_has_room(tabs):
    for index in range(tabs.count()):
        needed = QFontMetrics(tabs._font()).horizontalAdvance(tabs.tabText(index))
        assert tabs.tabRect(index).width() >= needed
        assert tabs.tabRect(index).height() >= 24
