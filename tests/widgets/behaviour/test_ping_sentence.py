from __future__ import annotations

import pytest

from tests.support.sentences import choose, count, shown, untaught
from wsinspector.protocol.behaviours.behaviour import OnPing, PingReply
from wsinspector.widgets.behaviour.ping_sentence import PingSentence

_ANSWER = "Answer to a Ping"
_DELAY, _SKIP = "Delay of the Pong in milliseconds", "Pings that go unanswered after each Pong"


@pytest.fixture
def sentence(qtbot) -> PingSentence:
    sentence = PingSentence()
    qtbot.addWidget(sentence)
    return sentence


def test_pongs_late_wrong_by_turns_or_never(sentence: PingSentence, nameless) -> None:
    assert sentence.is_plain
    choose(sentence, _ANSWER, PingReply.WRONG)
    count(sentence, _DELAY, 2000)
    count(sentence, _SKIP, 3)
    assert sentence.part == OnPing(PingReply.WRONG, 2000, 3)
    assert nameless(sentence) == []
    choose(sentence, _ANSWER, PingReply.NEVER)
    assert sentence.part == OnPing(PingReply.NEVER)
    assert shown(sentence) == {_ANSWER}
    assert untaught(sentence) == []


def test_what_is_set_is_shown_and_not_announced(sentence: PingSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    sentence.set_part(OnPing(PingReply.PONG, 5, 1))
    assert sentence.read() == OnPing(PingReply.PONG, 5, 1)
    assert heard == []
