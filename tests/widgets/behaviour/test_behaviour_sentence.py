"""The sentences together show a behaviour; rare ones are folded away unless they say something."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtWidgets import QLabel

from tests.support.sentences import choose
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    MessageReply,
    OnClose,
    OnMessage,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.behaviour.built_in_behaviours import usual_behaviour
from wsinspector.widgets.controls.chip import Chip

_ODD_IN_ALL = Behaviour(
    OnClose(CloseReply.OWN, 1006, "再见 안녕".encode(), b"", 5000, 3, True, 2, TcpDuty.LEAVE),
    OnPing(PingReply.WRONG, 2000, 2),
    OnViolation(ViolationReply.OWN, 1005),
    OnMessage(MessageReply.FIXED, "你好 안녕하세요".encode()),
    KeepAlive(1000, 500),
    Presence.VANISHED,
    True,
)


@pytest.fixture
def sentence(qtbot) -> BehaviourSentence:
    sentence = BehaviourSentence(Role.SERVER)
    qtbot.addWidget(sentence)
    return sentence


def _lines(sentence: BehaviourSentence) -> list[str]:
    names = [one.name for one in fields(Behaviour)]
    names.sort(key=lambda name: sentence.layout().indexOf(sentence.line(name)))
    return [name for name in names if not sentence.line(name).isHidden()]


def test_it_begins_calm_and_correct(sentence: BehaviourSentence, qtbot) -> None:
    assert sentence.behaviour == usual_behaviour(Role.SERVER)
    assert sentence.oddity == ""
    assert sentence.findChild(Chip).isHidden()
    assert sentence.summary == "correct: echoes Close, answers Pings"
    assert _lines(sentence) == ["close", "message"]
    client = BehaviourSentence(Role.CLIENT)
    qtbot.addWidget(client)
    assert client.behaviour == Behaviour()
    assert _lines(client) == ["close"]


def test_more_unfolds_all_and_less_hides_what_is_usual(sentence: BehaviourSentence) -> None:
    sentence.more.click()
    assert sentence.full
    assert len(_lines(sentence)) == 7
    choose(sentence.line("ping"), "Answer to a Ping", PingReply.NEVER)
    sentence.more.click()
    assert _lines(sentence) == ["close", "message", "ping"]


@pytest.mark.parametrize(
    "line, name, value, said",
    [
        ("close", "Answer to a Close", CloseReply.NEVER, {"close": OnClose(CloseReply.NEVER)}),
        ("message", "Answer to a message", MessageReply.NOTHING, {"message": OnMessage()}),
        ("ping", "Answer to a Ping", PingReply.NEVER, {"ping": OnPing(PingReply.NEVER)}),
        (
            "violation",
            "Answer to a violation",
            ViolationReply.DROP,
            {"violation": OnViolation(ViolationReply.DROP)},
        ),
        (
            "keep_alive",
            "Pings to keep the connection alive",
            True,
            {"keep_alive": KeepAlive(20_000, 20_000)},
        ),
        ("accept_faulty", "Answer to a faulty opening handshake", True, {"accept_faulty": True}),
        (
            "presence",
            "Whether the end is there",
            Presence.VANISHED,
            {"presence": Presence.VANISHED},
        ),
    ],
)
def test_each_sentence_changes_its_part_alone(
    sentence: BehaviourSentence, line: str, name: str, value: object, said: dict
) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    choose(sentence.line(line), name, value)
    wanted = replace(usual_behaviour(Role.SERVER), **said)
    assert heard == [wanted]
    assert sentence.behaviour == wanted


def test_what_is_set_is_shown_and_not_announced(sentence: BehaviourSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    sentence.set_behaviour(_ODD_IN_ALL)
    assert sentence.behaviour == _ODD_IN_ALL
    assert heard == []
    assert len(_lines(sentence)) == 7, "what is unusual is never hidden"
    chip = sentence.findChild(Chip)
    assert not chip.isHidden()
    assert "RFC 6455 §5.5.1" in chip.toolTip()
    assert chip.accessibleDescription() == sentence.oddity
    sentence.set_behaviour(usual_behaviour(Role.SERVER))
    assert chip.isHidden()
    assert _lines(sentence) == ["close", "message"]


def test_a_preset_fills_in_every_sentence(sentence: BehaviourSentence, qtbot) -> None:
    with qtbot.waitSignal(sentence.changed) as changed:
        sentence.presets.chosen.emit(_ODD_IN_ALL)
    assert changed.args == [_ODD_IN_ALL]
    assert sentence.line("presence").part is Presence.VANISHED
    assert sentence.line("close").part == _ODD_IN_ALL.close
    assert sentence.presets.text() == "No preset"


def test_stop_reading_and_come_back(sentence: BehaviourSentence) -> None:
    heard: list[Behaviour] = []
    sentence.changed.connect(heard.append)
    sentence.be(Presence.NOT_READING)
    sentence.be(Presence.NOT_READING)
    sentence.be(Presence.NORMAL)
    assert [one.presence for one in heard] == [Presence.NOT_READING, Presence.NORMAL]


def test_what_went_wrong_with_presets_is_said(sentence: BehaviourSentence) -> None:
    def said() -> list[str]:
        return [label.text() for label in sentence.findChildren(QLabel) if not label.isHidden()]

    sentence.tell("The file is gone.")
    assert "▲ The file is gone." in said()
    sentence.tell("")
    assert "▲ The file is gone." not in said()


def test_it_fits_a_narrow_column(our_look, sentence: BehaviourSentence, clipped) -> None:
    sentence.set_behaviour(_ODD_IN_ALL)
    sentence.set_full(True)
    assert sentence.minimumSizeHint().width() <= 292
    sentence.resize(292, 900)
    sentence.show()
    assert clipped(sentence) == []


@pytest.mark.parametrize("role", Role)
def test_every_control_has_a_name(qtbot, role: Role, nameless) -> None:
    sentence = BehaviourSentence(role)
    qtbot.addWidget(sentence)
    sentence.set_full(True)
    assert nameless(sentence) == []
