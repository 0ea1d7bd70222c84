"""Messages are answered by nothing, themselves, always the same, or at every connection."""

from __future__ import annotations

import pytest

from tests.support.playbook import Playbook, frames, from_peer, open_endpoint, received
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.commands import Broadcast
from wsinspector.protocol.exchange import EndTcp, PassOn, SendClose, TcpEnd

BOTH = ("client", "server")


def answering(role: str, *choice: object):
    return open_endpoint(role, Behaviour(message=OnMessage(*choice)))


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "choice, answer",
    [
        ((), []),
        ((MessageReply.ECHO,), [(2, b"\xff")]),
        ((MessageReply.FIXED, "네".encode()), [(1, "네".encode())]),
        ((MessageReply.FIXED, b"\x00", False), [(2, b"\x00")]),
        ((MessageReply.BROADCAST,), []),
    ],
)
@pytest.mark.parametrize("parts", [1, 2])
def test_each_choice(role, choice, answer, parts):
    endpoint = answering(role, *choice)
    if parts == 1:
        wire = from_peer(role, 2, b"\xff")
    else:
        wire = from_peer(role, 2, b"", fin=False) + from_peer(role, 0, b"\xff")
    said = endpoint.handle(received(wire))
    assert [(frame[1], frame[4]) for frame in frames(said) if frame[0]] == answer
    broadcasts = [command for command in said if isinstance(command, Broadcast)]
    is_chat = role == "server" and choice == (MessageReply.BROADCAST,)
    assert broadcasts == ([Broadcast(2, b"\xff")] if is_chat else [])


@pytest.mark.parametrize("reply", [MessageReply.FIXED, MessageReply.BROADCAST])
def test_nobody_answers_who_cannot_write(reply):
    play = Playbook(answering("server", reply, b"x")).after(EndTcp(TcpEnd.FIN))
    play.on(received(from_peer("server", 1, b"a")), "frame <- 1 61")


def test_what_is_passed_on_is_sent_while_open_and_dropped_after():
    play = Playbook(open_endpoint("server"))
    play.on(PassOn(1, b"a"), "frame -> 1 61\nwrite 81 01 61")
    play.after(SendClose(1000)).on(PassOn(1, b"a"), "")
