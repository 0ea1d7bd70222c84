"""All ends offer the same presets, whoever saved them."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6

from wsinspector.app.behaviour_preset_store import BehaviourPresetStore
from wsinspector.app.behaviour_presets_controller import BehaviourPresetsController
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.controls.tinted_label import TintedLabel

_MINE = Behaviour(OnClose(CloseReply.OWN, 4321))


class _Ends:
    """A client and a server, served from one folder."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.controller = BehaviourPresetsController(BehaviourPresetStore(folder))
        self.client, self.server = (BehaviourSentence(role) for role in Role)
        for sentence in (self.client, self.server):
            qtbot.addWidget(sentence)
            self.controller.serve(sentence)


@pytest.fixture
def ends(qtbot, tmp_path: Path) -> _Ends:
    return _Ends(qtbot, tmp_path)


def _said(sentence: BehaviourSentence) -> str:
    return " ".join(label.text() for label in sentence.findChildren(TintedLabel))


def test_a_preset_of_one_end_is_offered_by_all(ends: _Ends, qtbot) -> None:
    ends.client.choose(_MINE)
    ends.client.presets.save_requested.emit("mine")
    assert dict(ends.server.presets.own) == {"mine": _MINE}
    later = BehaviourSentence(Role.CLIENT)
    qtbot.addWidget(later)
    ends.controller.serve(later)
    assert dict(later.presets.own) == {"mine": _MINE}
    ends.server.presets.rename_requested.emit("mine", "ours")
    assert list(ends.client.presets.own) == ["ours"]
    ends.client.presets.remove_requested.emit("ours")
    assert dict(ends.server.presets.own) == {}


def test_an_end_that_is_gone_hears_of_nothing(ends: _Ends) -> None:
    closed = BehaviourSentence(Role.CLIENT)
    ends.controller.serve(closed)
    ends.controller.leave(closed)
    shiboken6.delete(closed)
    ends.server.presets.save_requested.emit("mine")
    assert list(ends.server.presets.own) == ["mine"]


def test_the_file_is_read_when_a_menu_opens(ends: _Ends, tmp_path: Path) -> None:
    BehaviourPresetStore(tmp_path).save("mine", _MINE)
    assert dict(ends.client.presets.own) == {}
    ends.client.presets.opened.emit()
    assert dict(ends.client.presets.own) == {"mine": _MINE}


def test_what_went_wrong_is_said_where_it_was_asked_for(ends: _Ends, tmp_path: Path) -> None:
    file = tmp_path / "behaviours.json"
    file.write_text('{"a": {"clos": {}}}')
    ends.client.presets.save_requested.emit("mine")
    assert "The field clos of a behaviour is not known." in _said(ends.client)
    assert "clos of" not in _said(ends.server)
    assert file.read_text() == '{"a": {"clos": {}}}'
    file.unlink()
    ends.client.presets.save_requested.emit("mine")
    assert "clos of" not in _said(ends.client)
    assert list(ends.server.presets.own) == ["mine"]
