"""The sentence shows a behaviour and lets it be changed, choice by choice."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox

from wsinspector.protocol.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    TcpDuty,
)
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.chip import Chip
from wsinspector.widgets.close_code_box import CloseCodeBox


@pytest.fixture
def sentence(qtbot) -> BehaviourSentence:
    sentence = BehaviourSentence(Role.SERVER)
    qtbot.addWidget(sentence)
    return sentence


def _combo(sentence: BehaviourSentence, name: str) -> QComboBox:
    return next(one for one in sentence.findChildren(QComboBox) if one.accessibleName() == name)


def _choose(sentence: BehaviourSentence, name: str, value: object) -> None:
    combo = _combo(sentence, name)
    index = combo.findData(value)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def _shown(sentence: BehaviourSentence, kind: type) -> bool:
    found = sentence.findChild(kind)
    if kind is QLineEdit:
        found = next(one for one in sentence.findChildren(QLineEdit) if one.parent() is sentence)
    return not found.isHidden()


def test_it_begins_with_what_the_standard_asks_for(sentence: BehaviourSentence) -> None:
    assert sentence.behaviour == Behaviour(message=OnMessage(MessageReply.ECHO))
    assert sentence.oddity == ""
    assert not _shown(sentence, Chip)
    assert not _shown(sentence, CloseCodeBox)


@pytest.mark.parametrize("reply", [one for one in CloseReply if one is not CloseReply.ECHO])
def test_every_answer_can_be_chosen(sentence: BehaviourSentence, qtbot, reply: CloseReply) -> None:
    with qtbot.waitSignal(sentence.changed) as changed:
        _choose(sentence, "Answer to a Close", reply)
    assert changed.args == [Behaviour(OnClose(reply), message=OnMessage(MessageReply.ECHO))]
    assert _shown(sentence, CloseCodeBox) is (reply is CloseReply.OWN)
    assert _shown(sentence, QLineEdit) is (reply is CloseReply.OWN)
    assert _shown(sentence, QSpinBox) is (reply is not CloseReply.NEVER)


def test_an_own_reply_has_code_and_reason(sentence: BehaviourSentence) -> None:
    _choose(sentence, "Answer to a Close", CloseReply.OWN)
    sentence.findChild(CloseCodeBox).set_code(1006)
    reason = next(x for x in sentence.findChildren(QLineEdit) if x.parent() is sentence)
    reason.setText("再见")
    reason.textEdited.emit("再见")
    assert sentence.behaviour.close.code == 1006
    assert sentence.behaviour.close.reason == "再见".encode()
    assert _shown(sentence, Chip)
    assert "RFC 6455" in sentence.findChild(Chip).toolTip()
    sentence.findChild(CloseCodeBox).set_code(None)
    assert sentence.behaviour.close.code is None
    assert sentence.behaviour.close.reason == b""
    assert not reason.isEnabled()


def test_input_that_is_no_code_changes_nothing(sentence: BehaviourSentence) -> None:
    _choose(sentence, "Answer to a Close", CloseReply.OWN)
    before = sentence.behaviour
    sentence.findChild(CloseCodeBox).setEditText("70000")
    assert sentence.behaviour == before
    assert sentence.findChild(CloseCodeBox).currentText() == "70000"


def test_delay_end_of_tcp_and_echo(sentence: BehaviourSentence) -> None:
    delay = sentence.findChild(QSpinBox)
    assert delay.text() == "at once"
    delay.setValue(1500)
    assert delay.text() == "after 1500 ms"
    _choose(sentence, "End of TCP", False)
    _choose(sentence, "Answer to a message", False)
    assert sentence.behaviour == Behaviour(OnClose(delay=1500, tcp=TcpDuty.LEAVE))
    assert sentence.summary == "echoes the Close, after 1500 ms, keeps TCP open"
    assert len(sentence.oddity.split("\n")) == 2


def test_what_is_set_is_shown_and_not_announced(sentence: BehaviourSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    given = Behaviour(
        OnClose(CloseReply.OWN, code=4001, reason="잘 가".encode(), delay=20, tcp=TcpDuty.LEAVE)
    )
    sentence.set_behaviour(given)
    assert sentence.behaviour == given
    assert heard == []
    assert _combo(sentence, "Answer to a Close").currentData() == CloseReply.OWN
    assert sentence.findChild(CloseCodeBox).code == 4001
    assert sentence.findChild(QSpinBox).value() == 20
    assert _combo(sentence, "End of TCP").currentData() is False
    sentence.set_behaviour(Behaviour(OnClose(code=None)))
    assert sentence.findChild(CloseCodeBox).code is None


def test_a_client_is_not_asked_about_messages(qtbot) -> None:
    client = BehaviourSentence(Role.CLIENT)
    qtbot.addWidget(client)
    assert client.behaviour == Behaviour()
    labels = [label.text() for label in client.findChildren(QLabel)]
    assert "On a message:" not in labels
    assert _combo(client, "End of TCP").itemText(0) == "close its side"


def test_every_control_has_a_name(sentence: BehaviourSentence, nameless) -> None:
    _choose(sentence, "Answer to a Close", CloseReply.OWN)
    assert nameless(sentence) == []
