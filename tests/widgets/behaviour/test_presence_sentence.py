from __future__ import annotations

import pytest

from tests.support.sentences import choose, untaught
from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.widgets.behaviour.presence_sentence import PresenceSentence

_PRESENCE = "Whether the end is there"


@pytest.mark.parametrize("presence", [Presence.NOT_READING, Presence.VANISHED])
def test_an_end_that_is_absent_is_blind_and_says_so(qtbot, presence: Presence, nameless) -> None:
    sentence = PresenceSentence()
    qtbot.addWidget(sentence)
    assert sentence.is_plain
    assert sentence.remark == ""
    with qtbot.waitSignal(sentence.changed) as changed:
        choose(sentence, _PRESENCE, presence)
    assert changed.args == [presence]
    assert "FIN and RST cannot be seen" in sentence.remark
    sentence.set_part(Presence.NORMAL)
    assert sentence.remark == ""
    assert untaught(sentence) == nameless(sentence) == []
