from __future__ import annotations

import pytest

from tests.support.sentences import choose, count, shown, untaught
from wsinspector.protocol.behaviours.behaviour import KeepAlive
from wsinspector.widgets.behaviour.keep_alive_sentence import KeepAliveSentence

_PINGS = "Pings to keep the connection alive"
_INTERVAL, _TIMEOUT = "Milliseconds between two Pings", "Milliseconds to wait for the Pong"


@pytest.fixture
def sentence(qtbot) -> KeepAliveSentence:
    sentence = KeepAliveSentence()
    qtbot.addWidget(sentence)
    return sentence


def test_pings_at_intervals(sentence: KeepAliveSentence, nameless) -> None:
    assert sentence.is_plain
    assert shown(sentence) == {_PINGS}
    choose(sentence, _PINGS, True)
    assert sentence.part == KeepAlive(20_000, 20_000)
    assert shown(sentence) == {_PINGS, _INTERVAL, _TIMEOUT}
    count(sentence, _INTERVAL, 1)
    count(sentence, _TIMEOUT, 0)
    assert sentence.part == KeepAlive(1, 0)
    assert untaught(sentence) == nameless(sentence) == []
    choose(sentence, _PINGS, False)
    assert sentence.part == KeepAlive()


def test_what_is_set_is_shown_and_not_announced(sentence: KeepAliveSentence) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    sentence.set_part(KeepAlive(500, 100))
    assert sentence.read() == KeepAlive(500, 100)
    assert heard == []
