"""What an end does, in words, and which of it RFC 6455 forbids."""

from __future__ import annotations

import pytest

from wsinspector.protocol.behaviour import Behaviour, CloseReply
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour_words import behaviour_summary, oddities

_CORRECT = [
    Behaviour(),
    Behaviour(echo=True),
    Behaviour(CloseReply.EMPTY),
    Behaviour(CloseReply.OWN, 4001, b"bye"),
    Behaviour(reply_delay=999),
]
_ODD = [
    (Behaviour(CloseReply.NEVER), "§5.5.1"),
    (Behaviour(CloseReply.FIN), "§5.5.1"),
    (Behaviour(CloseReply.RST), "§5.5.1"),
    (Behaviour(CloseReply.OWN, 1006), "§7.4"),
    (Behaviour(CloseReply.OWN, 1000, b"x" * 124), "123 bytes"),
    (Behaviour(reply_delay=1000), "as soon as is practical"),
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
    left_open = Behaviour(ends_tcp=False)
    assert "server must end TCP" in oddities(left_open, Role.SERVER)[0]
    assert "§7.1.1" in oddities(left_open, Role.CLIENT)[0]
    assert len(oddities(Behaviour(CloseReply.NEVER, ends_tcp=False), Role.SERVER)) == 2


@pytest.mark.parametrize(
    "behaviour, role, said",
    [
        (Behaviour(), Role.SERVER, "echoes the Close, ends TCP"),
        (Behaviour(), Role.CLIENT, "echoes the Close, closes its side"),
        (Behaviour(CloseReply.OWN, 1008), Role.SERVER, "replies 1008, ends TCP"),
        (Behaviour(CloseReply.OWN, None), Role.SERVER, "replies empty, ends TCP"),
        (
            Behaviour(CloseReply.RST, reply_delay=50, ends_tcp=False),
            Role.SERVER,
            "RST instead of a reply, after 50 ms, keeps TCP open",
        ),
        (
            Behaviour(CloseReply.NEVER, reply_delay=50),
            Role.CLIENT,
            "never replies, closes its side",
        ),
        (Behaviour(CloseReply.FIN), Role.SERVER, "FIN instead of a reply, ends TCP"),
    ],
)
def test_summary(behaviour: Behaviour, role: Role, said: str) -> None:
    assert behaviour_summary(behaviour, role) == said
