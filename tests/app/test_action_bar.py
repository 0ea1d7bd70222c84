from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from wsinspector.app.action_bar import ActionBar
from wsinspector.app.actions import ACTIONS
from wsinspector.app.situation import EndSituation, Situation
from wsinspector.protocol.behaviours.behaviour import Presence


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_every_action_is_in_a_menu_with_its_keys(window) -> None:
    ActionBar(window, {spec.id: lambda _on: None for spec in ACTIONS})
    in_menus = {
        action.objectName(): action
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.isSeparator()
    }
    assert in_menus.keys() == {spec.id for spec in ACTIONS}
    assert all(not action.shortcut().isEmpty() for action in in_menus.values())


def test_a_missing_handler_is_a_defect(window) -> None:
    with pytest.raises(KeyError):
        ActionBar(window, {})


def test_keys_do_what_can_be_done_and_nothing_else(window, qtbot) -> None:
    done: list[str] = []
    handlers = {spec.id: lambda _on, name=spec.id: done.append(name) for spec in ACTIONS}
    bar = ActionBar(window, handlers)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    bar.update(Situation())
    qtbot.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert done == []
    bar.update(Situation(listening=True))
    qtbot.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert done == ["server.stop"]


def test_of_the_colours_one_is_chosen(window) -> None:
    bar = ActionBar(window, {spec.id: lambda _on: None for spec in ACTIONS})
    bar["view.dark"].trigger()
    bar["view.light"].trigger()
    assert bar["view.light"].isChecked()
    assert not bar["view.dark"].isChecked()


def test_what_is_on_is_checked_as_the_situation_says(window) -> None:
    bar = ActionBar(window, {spec.id: lambda _on: None for spec in ACTIONS})
    bar.update(Situation(client=EndSituation(presence=Presence.VANISHED)))
    assert bar["client.vanish"].isChecked()
    assert not bar["client.stop-reading"].isChecked()
    assert not bar["server.vanish"].isChecked()
    bar.update(Situation(client=EndSituation(presence=Presence.NOT_READING)))
    assert not bar["client.vanish"].isChecked()
    assert bar["client.stop-reading"].isChecked()
