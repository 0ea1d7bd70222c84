from __future__ import annotations

import pytest

from tests.support.sentences import choose, field, shown, untaught, write
from wsinspector.protocol.behaviours.behaviour import MessageReply, OnMessage
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.message_sentence import MessageSentence, usual_reply

_ANSWER = "Answer to a message"
_TEXT, _BYTES = "Text of the answer", "Bytes of the answer"


@pytest.fixture
def sentence(qtbot) -> MessageSentence:
    sentence = MessageSentence(Role.SERVER)
    qtbot.addWidget(sentence)
    return sentence


def test_the_usual_answer_depends_on_the_role(qtbot) -> None:
    assert usual_reply(Role.SERVER) is MessageReply.ECHO
    for role in Role:
        sentence = MessageSentence(role)
        qtbot.addWidget(sentence)
        assert sentence.is_plain
        assert sentence.part == OnMessage(usual_reply(role))


def test_a_server_answers_in_every_way(sentence: MessageSentence, nameless) -> None:
    for reply in (MessageReply.NOTHING, MessageReply.BROADCAST, MessageReply.ECHO):
        choose(sentence, _ANSWER, reply)
        assert sentence.part == OnMessage(reply)
        assert shown(sentence) == {_ANSWER}
    choose(sentence, _ANSWER, "text")
    write(sentence, _TEXT, "你好 안녕")
    assert sentence.part == OnMessage(MessageReply.FIXED, "你好 안녕".encode())
    assert shown(sentence) == {_ANSWER, _TEXT}
    assert nameless(sentence) == []
    choose(sentence, _ANSWER, "binary")
    write(sentence, _BYTES, "ff 00")
    assert sentence.part == OnMessage(MessageReply.FIXED, b"\xff\x00", is_text=False)
    write(sentence, _BYTES, "ff 0")
    assert sentence.part.answer == b"\xff\x00"
    assert "two hexadecimal digits" in sentence.remark
    assert untaught(sentence) == []


def test_a_client_has_nobody_to_send_to(qtbot) -> None:
    client = MessageSentence(Role.CLIENT)
    qtbot.addWidget(client)
    assert field(client, _ANSWER).findData(MessageReply.BROADCAST) == -1


@pytest.mark.parametrize(
    "part", [OnMessage(MessageReply.FIXED, b"\xff"), OnMessage(MessageReply.FIXED, b"\0", False)]
)
def test_what_is_set_is_shown_and_not_announced(sentence: MessageSentence, part: OnMessage) -> None:
    heard: list[object] = []
    sentence.changed.connect(heard.append)
    sentence.set_part(part)
    assert sentence.read() == part
    assert heard == []
