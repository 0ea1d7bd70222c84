from __future__ import annotations

import pytest

from tests.support.sentences import choose, shown, untaught
from wsinspector.protocol.behaviours.behaviour import OnViolation, ViolationReply
from wsinspector.widgets.behaviour.violation_sentence import ViolationSentence
from wsinspector.widgets.panes.close_code_box import CloseCodeBox

_ANSWER, _CODE = "Answer to a violation", "Close code for a violation"


@pytest.fixture
def sentence(qtbot) -> ViolationSentence:
    sentence = ViolationSentence()
    qtbot.addWidget(sentence)
    return sentence


@pytest.mark.parametrize("reply", [one for one in ViolationReply if one is not ViolationReply.FAIL])
def test_every_answer_can_be_chosen(
    sentence: ViolationSentence, reply: ViolationReply, nameless
) -> None:
    assert sentence.is_plain
    choose(sentence, _ANSWER, reply)
    assert sentence.part == OnViolation(reply)
    assert shown(sentence) == ({_ANSWER, _CODE} if reply is ViolationReply.OWN else {_ANSWER})
    assert untaught(sentence) == nameless(sentence) == []


def test_a_code_of_ones_own(sentence: ViolationSentence) -> None:
    choose(sentence, _ANSWER, ViolationReply.OWN)
    box = sentence.findChild(CloseCodeBox)
    box.set_code(4002)
    assert sentence.part == OnViolation(ViolationReply.OWN, 4002)
    box.set_code(None)
    assert sentence.part.code == 4002
    assert "needs a code" in sentence.remark
    box.setEditText("70000")
    assert "does not fit" in sentence.remark
    choose(sentence, _ANSWER, ViolationReply.FAIL)
    assert sentence.part == OnViolation()
    assert sentence.remark == ""


def test_what_is_set_is_shown_and_not_announced(sentence: ViolationSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    sentence.set_part(OnViolation(ViolationReply.OWN, 1008))
    assert sentence.findChild(CloseCodeBox).code == 1008
    assert heard == []
