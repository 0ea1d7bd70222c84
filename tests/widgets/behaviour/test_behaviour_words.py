"""What an end does, in words."""

from __future__ import annotations

import pytest

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
from wsinspector.widgets.behaviour.behaviour_words import behaviour_summary


def _closing(*given: object, **named: object) -> Behaviour:
    return Behaviour(OnClose(*given, **named))


@pytest.mark.parametrize(
    "behaviour, said",
    [
        (Behaviour(), "correct: echoes Close, answers Pings"),
        (_closing(CloseReply.EMPTY), "correct: replies empty"),
        (_closing(CloseReply.OWN, 1008), "correct: replies 1008"),
        (_closing(CloseReply.OWN, None), "correct: replies empty"),
        (_closing(CloseReply.BYTES), "replies with raw bytes"),
        (_closing(CloseReply.FIN), "FIN instead of a reply"),
        (
            _closing(CloseReply.RST, delay=50, tcp=TcpDuty.LEAVE),
            "RST instead of a reply, after 50 ms, keeps TCP open",
        ),
        (_closing(CloseReply.NEVER, delay=50), "never replies"),
        (
            _closing(messages_first=2, ping_first=True, times=2, tcp=TcpDuty.RST),
            "2 messages first, a Ping first, echoes Close, twice, resets TCP",
        ),
        (Behaviour(ping=OnPing(PingReply.NEVER)), "never answers Pings"),
        (
            Behaviour(ping=OnPing(PingReply.WRONG, 20, 3)),
            "answers Pings wrongly, after 20 ms, skipping 3",
        ),
        (Behaviour(ping=OnPing(delay=20)), "correct: answers Pings, after 20 ms"),
        (Behaviour(violation=OnViolation(ViolationReply.OWN)), "correct: fails with 1002"),
        (Behaviour(violation=OnViolation(ViolationReply.DROP)), "drops TCP on violations"),
        (
            Behaviour(violation=OnViolation(ViolationReply.CARRY_ON)),
            "carries on after violations",
        ),
        (Behaviour(message=OnMessage(MessageReply.ECHO)), "correct: echoes messages"),
        (Behaviour(message=OnMessage(MessageReply.FIXED)), "correct: one answer to all messages"),
        (Behaviour(keep_alive=KeepAlive(500)), "correct: Pings every 500 ms"),
        (Behaviour(presence=Presence.NOT_READING), "not reading"),
        (
            Behaviour(_closing(CloseReply.NEVER).close, presence=Presence.VANISHED),
            "vanished, never replies",
        ),
        (Behaviour(accept_faulty=True), "accepts faulty handshakes"),
    ],
)
def test_summary(behaviour: Behaviour, said: str) -> None:
    assert behaviour_summary(behaviour, Role.CLIENT) == said


@pytest.mark.parametrize(
    "reply, said",
    [
        (MessageReply.ECHO, "correct: echoes Close, answers Pings"),
        (MessageReply.NOTHING, "correct: does not answer messages"),
        (MessageReply.BROADCAST, "correct: sends messages to all"),
    ],
)
def test_a_server_usually_echoes(reply: MessageReply, said: str) -> None:
    assert behaviour_summary(Behaviour(message=OnMessage(reply)), Role.SERVER) == said
