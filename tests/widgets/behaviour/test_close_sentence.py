"""When a Close arrives: every answer of an end can be chosen, and is shown as it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from tests.support.sentences import choose, count, field, shown, untaught, write
from wsinspector.protocol.behaviours.behaviour import CloseReply, OnClose, TcpDuty
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.close_sentence import CloseSentence
from wsinspector.widgets.panes.close_code_box import CloseCodeBox

_ANSWER, _TCP = "Answer to a Close", "End of TCP"
_DELAY = "Delay of the answer in milliseconds"
_CODE, _REASON = "Close code of the reply", "Reason of the reply"
_BYTES = "Bytes of the reply"
_RARE = {"Messages before the answer", "Ping before the answer", "How often the answer is sent"}


@pytest.fixture
def sentence(qtbot) -> CloseSentence:
    sentence = CloseSentence(Role.SERVER)
    qtbot.addWidget(sentence)
    return sentence


def test_it_begins_calm(sentence: CloseSentence) -> None:
    assert sentence.part == OnClose()
    assert sentence.is_plain
    assert shown(sentence) == {_ANSWER, _DELAY, _TCP}
    sentence.set_full(True)
    assert shown(sentence) == {_ANSWER, _DELAY, _TCP} | _RARE


@pytest.mark.parametrize("reply", [one for one in CloseReply if one is not CloseReply.ECHO])
def test_every_answer_can_be_chosen(sentence: CloseSentence, qtbot, reply: CloseReply) -> None:
    with qtbot.waitSignal(sentence.changed) as changed:
        choose(sentence, _ANSWER, reply)
    assert changed.args == [OnClose(reply)]
    own = {_CODE, _REASON} if reply is CloseReply.OWN else set()
    raw = {_BYTES} if reply is CloseReply.BYTES else set()
    late = set() if reply is CloseReply.NEVER else {_DELAY}
    assert shown(sentence) == {_ANSWER, _TCP} | own | raw | late


def test_an_own_answer_has_code_and_reason(sentence: CloseSentence) -> None:
    choose(sentence, _ANSWER, CloseReply.OWN)
    sentence.findChild(CloseCodeBox).set_code(1006)
    write(sentence, _REASON, "再见")
    assert sentence.part == OnClose(CloseReply.OWN, 1006, "再见".encode())
    sentence.findChild(CloseCodeBox).set_code(None)
    assert sentence.part == OnClose(CloseReply.OWN, None)
    assert not field(sentence, _REASON).isEnabled()


def test_what_an_answer_has_no_use_for_is_not_kept_in_it(sentence: CloseSentence) -> None:
    choose(sentence, _ANSWER, CloseReply.OWN)
    sentence.findChild(CloseCodeBox).set_code(4000)
    choose(sentence, _ANSWER, CloseReply.ECHO)
    assert sentence.part == OnClose()
    choose(sentence, _ANSWER, CloseReply.OWN)
    assert sentence.part.code == 4000, "what was typed is still there"


@pytest.mark.parametrize("typed, said", [("70000", "does not fit"), ("", "Type a number")])
def test_input_that_is_no_code_changes_nothing(
    sentence: CloseSentence, typed: str, said: str
) -> None:
    choose(sentence, _ANSWER, CloseReply.OWN)
    before = sentence.part
    sentence.findChild(CloseCodeBox).setEditText(typed)
    assert sentence.part == before
    assert sentence.findChild(CloseCodeBox).currentText() == typed
    assert said in sentence.remark
    choose(sentence, _ANSWER, CloseReply.ECHO)
    assert sentence.remark == ""


def test_bytes_instead_of_a_close(sentence: CloseSentence) -> None:
    choose(sentence, _ANSWER, CloseReply.BYTES)
    write(sentence, _BYTES, "88 02 03e8")
    assert sentence.part == OnClose(CloseReply.BYTES, raw=b"\x88\x02\x03\xe8")
    write(sentence, _BYTES, "88 0")
    assert sentence.part.raw == b"\x88\x02\x03\xe8"
    assert "two hexadecimal digits" in sentence.remark


def test_delay_rare_fields_and_the_end_of_tcp(sentence: CloseSentence) -> None:
    delay = field(sentence, _DELAY)
    assert isinstance(delay, QSpinBox)
    assert delay.text() == "at once"
    count(sentence, _DELAY, 1500)
    assert delay.text() == "after 1500 ms"
    sentence.set_full(True)
    count(sentence, "Messages before the answer", 3)
    choose(sentence, "Ping before the answer", True)
    choose(sentence, "How often the answer is sent", 2)
    choose(sentence, _TCP, TcpDuty.RST)
    wanted = OnClose(delay=1500, messages_first=3, ping_first=True, times=2, tcp=TcpDuty.RST)
    assert sentence.part == wanted
    sentence.set_full(False)
    assert shown(sentence) >= _RARE, "what is unusual is never hidden"


def test_what_is_set_is_shown_and_not_announced(sentence: CloseSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    given = OnClose(CloseReply.OWN, 4001, "잘 가".encode(), delay=20, tcp=TcpDuty.LEAVE)
    sentence.set_part(given)
    assert sentence.part == given
    assert sentence.findChild(CloseCodeBox).code == 4001
    line = field(sentence, _REASON)
    assert isinstance(line, QLineEdit)
    assert line.text() == "잘 가"
    assert heard == []


def test_a_reason_that_is_not_utf8_stays_what_it_is(sentence: CloseSentence) -> None:
    sentence.set_part(OnClose(CloseReply.OWN, 1000, b"\xff\xfe"))
    count(sentence, _DELAY, 10)
    assert sentence.part == OnClose(CloseReply.OWN, 1000, b"\xff\xfe", delay=10)
    write(sentence, _REASON, "x")
    assert sentence.part.reason == b"x"


def test_a_client_closes_its_side(qtbot) -> None:
    client = CloseSentence(Role.CLIENT)
    qtbot.addWidget(client)
    box = field(client, _TCP)
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == [
        "close its side",
        "keep TCP open",
        "end TCP without close_notify",
        "reset TCP",
    ]


@pytest.mark.parametrize("role", Role)
def test_every_choice_teaches_and_has_a_name(qtbot, role: Role, nameless) -> None:
    sentence = CloseSentence(role)
    qtbot.addWidget(sentence)
    for reply in CloseReply:
        sentence.set_part(OnClose(reply, times=2, messages_first=1, ping_first=True))
        assert nameless(sentence) == []
    assert untaught(sentence) == []
