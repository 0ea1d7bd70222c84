"""What an end does, in words, and which of it RFC 6455 forbids."""

from __future__ import annotations

import pytest

from wsinspector.protocol.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    TcpDuty,
)
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour_words import behaviour_summary, oddities

_CORRECT = [
    Behaviour(),
    Behaviour(message=OnMessage(MessageReply.ECHO)),
    Behaviour(OnClose(CloseReply.EMPTY)),
    Behaviour(OnClose(CloseReply.OWN, code=4001, reason=b"bye")),
    Behaviour(OnClose(delay=999)),
]
_ODD = [
    (Behaviour(OnClose(CloseReply.NEVER)), "§5.5.1"),
    (Behaviour(OnClose(CloseReply.FIN)), "§5.5.1"),
    (Behaviour(OnClose(CloseReply.RST)), "§5.5.1"),
    (Behaviour(OnClose(CloseReply.OWN, code=1006)), "§7.4"),
    (Behaviour(OnClose(CloseReply.OWN, code=1000, reason=b"x" * 124)), "123 bytes"),
    (Behaviour(OnClose(delay=1000)), "as soon as is practical"),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("behaviour", _CORRECT)
def test_what_is_correct_is_not_odd(behaviour: Behaviour, role: Role) -> None:
    assert oddities(behaviour, role) == []


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("behaviour, said", _ODD)
def test_what_is_odd_names_the_section(behaviour: Behaviour, said: str, role: Role) -> None:
    found = oddities(behaviour, role)
    assert len(found) == 1
    assert said in found[0]


def test_who_must_end_tcp_depends_on_the_role() -> None:
    left_open = Behaviour(OnClose(tcp=TcpDuty.LEAVE))
    assert "server must end TCP" in oddities(left_open, Role.SERVER)[0]
    assert "§7.1.1" in oddities(left_open, Role.CLIENT)[0]
    assert len(oddities(Behaviour(OnClose(CloseReply.NEVER, tcp=TcpDuty.LEAVE)), Role.SERVER)) == 2


@pytest.mark.parametrize(
    "behaviour, role, said",
    [
        (Behaviour(), Role.SERVER, "echoes the Close, ends TCP"),
        (Behaviour(), Role.CLIENT, "echoes the Close, closes its side"),
        (Behaviour(OnClose(CloseReply.OWN, code=1008)), Role.SERVER, "replies 1008, ends TCP"),
        (Behaviour(OnClose(CloseReply.OWN, code=None)), Role.SERVER, "replies empty, ends TCP"),
        (
            Behaviour(OnClose(CloseReply.RST, delay=50, tcp=TcpDuty.LEAVE)),
            Role.SERVER,
            "RST instead of a reply, after 50 ms, keeps TCP open",
        ),
        (
            Behaviour(OnClose(CloseReply.NEVER, delay=50)),
            Role.CLIENT,
            "never replies, closes its side",
        ),
        (Behaviour(OnClose(CloseReply.FIN)), Role.SERVER, "FIN instead of a reply, ends TCP"),
    ],
)
def test_summary(behaviour: Behaviour, role: Role, said: str) -> None:
    assert behaviour_summary(behaviour, role) == said
