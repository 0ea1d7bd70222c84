from __future__ import annotations

import pytest

from tests.support.sentences import choose, untaught
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.opening_sentence import OpeningSentence

_ANSWER = "Answer to a faulty opening handshake"


@pytest.mark.parametrize("role", Role)
def test_faults_can_be_let_pass(qtbot, role: Role, nameless) -> None:
    sentence = OpeningSentence(role)
    qtbot.addWidget(sentence)
    assert sentence.is_plain
    with qtbot.waitSignal(sentence.changed) as changed:
        choose(sentence, _ANSWER, True)
    assert changed.args == [True]
    sentence.set_part(False)
    assert sentence.read() is False
    assert untaught(sentence) == nameless(sentence) == []
