"""The options of serve that are about opening handshakes."""

from __future__ import annotations

import pytest

from tests.support.command_process import command_process
from tests.support.raw_peer import REQUEST, connected
from wsinspector.cli.answering import Answering
from wsinspector.cli.options import serve_options
from wsinspector.engine.address import WsAddress
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.settings import LISTENER_HOSTS, LISTENER_ORIGINS, LISTENER_SUBPROTOCOLS, Settings


def asked(*words):
    return serve_options(words).answering


def test_without_options_it_is_as_the_standard_asks():
    assert asked() == Answering(PLAIN_ANSWER)


@pytest.mark.parametrize("name", NAMED_ANSWERS)
def test_every_name_can_be_asked_for(name):
    assert asked("--answer", name).answer == NAMED_ANSWERS[name]


def test_bytes_are_named_in_hexadecimal():
    assert asked("--answer", "garbage:00 ff").answer == OpeningAnswer(
        AnswerKind.GARBAGE, garbage=b"\x00\xff"
    )
    assert asked("--answer", "glued:8900").answer == OpeningAnswer(glued=b"\x89\x00")


def test_everything_adds_up():
    words = (
        *("--answer", "302", "--answer-header", "X: 1", "--answer-header", "x : 1"),
        *("--answer-body", "né", "--answer-delay", "50"),
        *("--subprotocol", "chat", "--subprotocol", "v2"),
        *("--allow-origin", "none", "--allow-host", "localhost"),
    )
    answering = asked(*words)
    plan = answering.answer
    assert plan.headers == ("Location: /elsewhere", "X: 1", "x : 1")
    assert (plan.status, plan.body, plan.delay) == (302, "né".encode(), 50)
    settings = Settings()
    answering.apply(settings)
    assert settings.get(LISTENER_SUBPROTOCOLS) == "chat, v2"
    assert settings.get(LISTENER_ORIGINS) == "none"
    assert settings.get(LISTENER_HOSTS) == "localhost"


@pytest.mark.parametrize(
    "words, sentence",
    [
        (("--answer", "sorry"), "neither an HTTP status"),
        (("--answer", "99"), "neither an HTTP status"),
        (("--answer", "garbage:0"), "not hexadecimal"),
        (("--answer-header", "A: 1\nB: 2"), "line break"),
        (("--answer-header", ""), "empty line"),
        (("--answer-delay", "-1"), "whole number"),
        (("--subprotocol", "a b"), "not a name"),
        (("--allow-origin", "http://a,http://b"), "not one value"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(words, sentence, capsys):
    with pytest.raises(SystemExit) as ended:
        asked(*words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


async def test_a_server_that_answers_so() -> None:
    words = ("--answer", "no-upgrade", "--answer-header", "X-Odd:1", "--subprotocol", "chat")
    async with command_process("serve", "--host", "127.0.0.1", "--port", "0", *words) as server:
        port = WsAddress.parse(await server.url()).port
        async with connected(port) as peer:
            asking = REQUEST.replace(b"\r\n\r\n", b"\r\nSec-WebSocket-Protocol: x, chat\r\n\r\n")
            head = await peer.open_as_client(asking)
            assert b"Upgrade: websocket" not in head
            assert head.endswith(b"\r\nSec-WebSocket-Protocol: chat\r\nX-Odd:1\r\n\r\n")
        await server.until(lambda line: "101 Switching Protocols" in line)
        server.interrupt()
        assert await server.ended() == (0, "")
