"""What of a behaviour RFC 6455 forbids or advises against, with the section."""

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
from wsinspector.widgets.behaviour.behaviour_oddities import oddities

_CORRECT = [
    Behaviour(),
    Behaviour(OnClose(CloseReply.EMPTY)),
    Behaviour(OnClose(CloseReply.OWN, 4001, b"bye")),
    Behaviour(OnClose(CloseReply.OWN, None)),
    Behaviour(OnClose(delay=999)),
    Behaviour(ping=OnPing(delay=999)),
    Behaviour(violation=OnViolation(ViolationReply.OWN, 1008)),
    Behaviour(keep_alive=KeepAlive(1, 1)),
    *(Behaviour(message=OnMessage(reply)) for reply in MessageReply),
]
_ODD = [
    (Behaviour(OnClose(CloseReply.NEVER, delay=5000)), "§5.5.1"),
    (Behaviour(OnClose(CloseReply.BYTES)), "not by any bytes"),
    (Behaviour(OnClose(CloseReply.FIN)), "before TCP ends"),
    (Behaviour(OnClose(CloseReply.RST)), "before TCP ends"),
    (Behaviour(OnClose(CloseReply.OWN, 1006)), "§7.4"),
    (Behaviour(OnClose(CloseReply.OWN, 1000, b"x" * 124)), "123 bytes"),
    (Behaviour(OnClose(delay=1000)), "as soon as is practical"),
    (Behaviour(OnClose(messages_first=1)), "as soon as is practical"),
    (Behaviour(OnClose(ping_first=True)), "as soon as is practical"),
    (Behaviour(OnClose(times=2)), "nothing more"),
    (Behaviour(OnClose(tcp=TcpDuty.RST)), "§7.1.1"),
    (Behaviour(ping=OnPing(PingReply.NEVER, 5000, 3)), "§5.5.2"),
    (Behaviour(ping=OnPing(PingReply.WRONG)), "§5.5.3"),
    (Behaviour(ping=OnPing(delay=1000)), "as soon as is practical"),
    (Behaviour(ping=OnPing(skip=1)), "as soon as is practical"),
    (Behaviour(violation=OnViolation(ViolationReply.OWN, 1005)), "§7.4"),
    (Behaviour(violation=OnViolation(ViolationReply.DROP)), "§7.1.7"),
    (Behaviour(violation=OnViolation(ViolationReply.CARRY_ON)), "§7.1.7"),
    (Behaviour(accept_faulty=True), "RFC 6455 §4."),
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
    both = Behaviour(OnClose(CloseReply.NEVER, tcp=TcpDuty.LEAVE))
    assert len(oddities(both, Role.SERVER)) == 2


@pytest.mark.parametrize("presence", [Presence.NOT_READING, Presence.VANISHED])
def test_an_end_that_is_absent_is_also_blind(presence: Presence) -> None:
    absent, blind = oddities(Behaviour(presence=presence), Role.SERVER)
    assert "§5.5.2" in absent
    assert "FIN and RST cannot be seen" in blind
