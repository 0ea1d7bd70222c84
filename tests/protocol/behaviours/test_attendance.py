"""An end that does not read, or has vanished, and one that is back."""

from __future__ import annotations

import pytest

from tests.support.playbook import Playbook, new_endpoint, open_endpoint, spoken, written
from wsinspector.protocol.behaviours.behaviour import Behaviour, Presence
from wsinspector.protocol.commands import SetPresence
from wsinspector.protocol.exchange import (
    ApiClose,
    ChangeBehaviour,
    Connected,
    EndTcp,
    PassOn,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.phases import Phase

BOTH = ("client", "server")
AWAY = Behaviour(presence=Presence.VANISHED)
DEAF = Behaviour(presence=Presence.NOT_READING)


def presences(commands) -> list[Presence]:
    return [c.presence for c in commands if isinstance(c, SetPresence)]


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("behaviour", [AWAY, DEAF], ids=["vanished", "not reading"])
def test_each_change_is_said_and_done_once(role, behaviour):
    play = Playbook(open_endpoint(role))
    for chosen, presence in ((behaviour, behaviour.presence), (Behaviour(), Presence.NORMAL)):
        said = play.endpoint.handle(ChangeBehaviour(chosen))
        assert presences(said) == [presence]
        assert f"note presence.{presence}" in spoken(said)
        assert presences(play.endpoint.handle(ChangeBehaviour(chosen))) == []


@pytest.mark.parametrize("role", BOTH)
def test_who_does_not_read_still_writes_and_waits(role):
    play = Playbook(open_endpoint(role, DEAF))
    assert written(play.endpoint.handle(SendMessage(b"a", is_text=True)))
    play.after(SendClose(1000))
    play.on(
        TimerFired(Timer.CLOSE_REPLY), "timeout close-reply\nstart tcp-end 2000\nclose-transport"
    )


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "wish",
    [
        SendMessage(b"a", is_text=True),
        SendControl(9, b""),
        SendClose(1000),
        ApiClose(),
        SendBytes.split(b"a"),
        EndTcp(TcpEnd.FIN),
        EndTcp(TcpEnd.CLOSE),
    ],
    ids=str,
)
def test_nobody_can_make_a_vanished_end_write(role, wish):
    endpoint = open_endpoint(role)
    endpoint.handle(ChangeBehaviour(AWAY))
    said = endpoint.handle(wish)
    assert len(said) == 1
    assert said[0].fact.details["effect"] == "none"


def test_a_vanished_end_passes_nothing_on_and_can_be_reset():
    play = Playbook(open_endpoint("server")).after(ChangeBehaviour(AWAY))
    play.on(PassOn(1, b"a"), "")
    play.on(EndTcp(TcpEnd.RST), "call end-tcp rst\nrst ->\nabort-transport")


@pytest.mark.parametrize("role", BOTH)
def test_the_timers_of_a_vanished_end_act_when_it_is_back(role):
    play = Playbook(open_endpoint(role)).after(SendClose(1000), ChangeBehaviour(AWAY))
    play.on(TimerFired(Timer.CLOSE_REPLY), "")
    said = spoken(play.endpoint.handle(ChangeBehaviour(Behaviour())))
    assert said == [
        "call behaviour",
        "note presence.normal",
        "presence normal",
        "timeout close-reply",
        "start tcp-end 2000",
        "close-transport",
    ]


@pytest.mark.parametrize("role", BOTH)
def test_who_has_vanished_from_the_start_begins_when_it_is_back(role):
    endpoint = new_endpoint(role, AWAY)
    assert spoken(endpoint.handle(Connected())) == [
        "note presence.vanished",
        "presence vanished",
    ]
    assert endpoint.phase is Phase.CONNECTING_TCP
    said = spoken(endpoint.handle(ChangeBehaviour(Behaviour())))
    assert said[2:5] == ["presence normal", "state connecting.http", said[4]]
    assert endpoint.phase is Phase.CONNECTING_HTTP


def test_who_has_vanished_from_the_start_can_be_lost():
    endpoint = new_endpoint("client", AWAY)
    endpoint.handle(Connected())
    endpoint.handle(TransportLost())
    assert endpoint.phase is Phase.NEVER_OPENED
    assert presences(endpoint.handle(ChangeBehaviour(Behaviour()))) == []


def test_without_a_transport_there_is_nothing_to_vanish_from():
    endpoint = new_endpoint("client")
    assert presences(endpoint.handle(ChangeBehaviour(AWAY))) == []
    assert presences(endpoint.handle(Connected())) == [Presence.VANISHED]
