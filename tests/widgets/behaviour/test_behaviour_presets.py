"""The menu of presets: what it offers, what it asks for, what it says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox

from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    Presence,
)
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_presets import BehaviourPresets
from wsinspector.widgets.behaviour.built_in_behaviours import built_in_behaviours
from wsinspector.widgets.behaviour.preset_name_dialog import PresetNameDialog

_MINE = Behaviour(OnClose(CloseReply.OWN, 4321))
_CHAT = Behaviour(OnClose(times=2), message=OnMessage(MessageReply.BROADCAST))


@pytest.fixture
def presets(qtbot) -> BehaviourPresets:
    presets = BehaviourPresets(Role.CLIENT)
    qtbot.addWidget(presets)
    presets.show()
    return presets


def _menu(presets: BehaviourPresets) -> QMenu:
    presets.menu().aboutToShow.emit()
    return presets.menu()


def _entry(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


def _submenu(presets: BehaviourPresets, text: str) -> QMenu:
    menu = _entry(_menu(presets), text).menu()
    assert isinstance(menu, QMenu)
    return menu


def test_it_names_the_behaviour_and_marks_it_in_the_menu(presets: BehaviourPresets) -> None:
    assert presets.text() == "Correct"
    presets.show_behaviour(Behaviour(presence=Presence.VANISHED))
    assert presets.text() == "Vanishes"
    checked = [one.text() for one in _menu(presets).actions() if one.isChecked()]
    assert checked == ["Vanishes"]
    presets.show_behaviour(_MINE)
    assert presets.text() == "No preset"
    presets.set_own({"mine": _MINE})
    assert presets.text() == "mine"


@pytest.mark.parametrize("role", Role)
def test_every_built_in_one_can_be_chosen(qtbot, role: Role) -> None:
    presets = BehaviourPresets(role)
    qtbot.addWidget(presets)
    for name, behaviour in built_in_behaviours(role):
        with qtbot.waitSignal(presets.chosen) as chosen:
            _entry(_menu(presets), name).trigger()
        assert chosen.args == [behaviour]


def test_own_ones_are_offered_under_their_names(presets: BehaviourPresets, qtbot) -> None:
    presets.set_own({"Tom & Jerry": _MINE, "chat": _CHAT})
    with qtbot.waitSignal(presets.chosen) as chosen:
        _entry(_menu(presets), "Tom && Jerry").trigger()
    assert chosen.args == [_MINE]
    chat = _entry(_menu(presets), "chat")
    assert not chat.isEnabled()
    assert "Only a server" in chat.toolTip()


def test_the_menu_asks_for_news_before_it_opens(presets: BehaviourPresets) -> None:
    presets.opened.connect(lambda: presets.set_own({"news": _MINE}))
    assert "news" in [one.text() for one in _menu(presets).actions()]


def test_without_own_ones_there_is_nothing_to_rename_or_remove(presets: BehaviourPresets) -> None:
    assert not _submenu(presets, "&Rename").isEnabled()
    assert not _submenu(presets, "R&emove").isEnabled()


def test_saving_asks_for_a_name(presets: BehaviourPresets, qtbot) -> None:
    _entry(_menu(presets), "&Save as…").trigger()
    dialog = presets.findChild(PresetNameDialog)
    dialog.edit.setText("mine")
    with qtbot.waitSignal(presets.save_requested) as asked:
        dialog.accept()
    assert asked.args == ["mine"]


def test_renaming_asks_for_the_new_name(presets: BehaviourPresets, qtbot) -> None:
    presets.set_own({"mine": _MINE})
    _entry(_submenu(presets, "&Rename"), "mine").trigger()
    dialog = presets.findChild(PresetNameDialog)
    assert dialog.name == "mine"
    dialog.edit.setText("yours")
    with qtbot.waitSignal(presets.rename_requested) as asked:
        dialog.accept()
    assert asked.args == ["mine", "yours"]


@pytest.mark.parametrize("sure", [True, False])
def test_removing_asks_whether_one_is_sure(presets: BehaviourPresets, sure: bool) -> None:
    presets.set_own({"mine": _MINE})
    heard: list[str] = []
    presets.remove_requested.connect(heard.append)
    _entry(_submenu(presets, "R&emove"), "mine").trigger()
    question = presets.findChild(QMessageBox)
    assert "“mine”" in question.text()
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Cancel
    question.button(yes if sure else no).click()
    assert heard == (["mine"] if sure else [])
