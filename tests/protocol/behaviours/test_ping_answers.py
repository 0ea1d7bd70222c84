"""Pings are answered at once, late, wrongly, now and then, or never."""

from __future__ import annotations

import pytest

from tests.support.playbook import Playbook, frames, from_peer, open_endpoint, received
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    OnClose,
    OnPing,
    PingReply,
)
from wsinspector.protocol.exchange import SendClose, Timer, TimerFired

BOTH = ("client", "server")


def answers(endpoint, *payloads: bytes) -> list[bytes]:
    """The Pongs that these Pings get at once."""
    wire = b"".join(from_peer(endpoint.role, 9, payload) for payload in payloads)
    return [f[4] for f in frames(endpoint.handle(received(wire))) if f[:2] == (True, 10)]


def pinging(role: str, *choice: object) -> Playbook:
    return Playbook(open_endpoint(role, Behaviour(ping=OnPing(*choice))))


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "choice, pongs",
    [
        (OnPing(), [b"a", b"", b"wrong", b"d"]),
        (OnPing(PingReply.NEVER), []),
        (OnPing(PingReply.WRONG), [b"wrong", b"wrong", b"not this", b"wrong"]),
        (OnPing(skip=1), [b"a", b"wrong"]),
        (OnPing(skip=2), [b"a", b"d"]),
        (OnPing(PingReply.WRONG, skip=3), [b"wrong"]),
    ],
)
def test_each_choice(role, choice, pongs):
    endpoint = open_endpoint(role, Behaviour(ping=choice))
    assert answers(endpoint, b"a", b"", b"wrong", b"d") == pongs


def test_a_late_pong_answers_the_latest_ping_alone():
    play = pinging("client", PingReply.PONG, 300)
    play.on(received(from_peer("client", 9, b"a")), "frame <- 9 61\nstart pong-delay 300")
    play.on(received(from_peer("client", 9, b"b")), "frame <- 9 62")
    said = play.endpoint.handle(TimerFired(Timer.PONG_DELAY))
    assert [frame[4] for frame in frames(said)] == [b"b"]
    play.on(received(from_peer("client", 9, b"c")), "frame <- 9 63\nstart pong-delay 300")


def test_after_the_peers_close_no_late_pong_is_due():
    silent = Behaviour(OnClose(CloseReply.NEVER), OnPing(delay=300))
    play = Playbook(open_endpoint("server", silent))
    play.after(received(from_peer("server", 9, b"a")))
    play.on(received(from_peer("server", 8)), "frame <- 8\ncancel pong-delay\nstate close-received")


def test_after_our_own_close_a_late_pong_is_still_due():
    play = pinging("server", PingReply.PONG, 300)
    play.after(received(from_peer("server", 9, b"a")), SendClose(1000))
    said = play.endpoint.handle(TimerFired(Timer.PONG_DELAY))
    assert [frame[4] for frame in frames(said)] == [b"a"]


def test_less_to_skip_takes_hold_at_once():
    endpoint = open_endpoint("client", Behaviour(ping=OnPing(skip=9)))
    assert answers(endpoint, b"a", b"b") == [b"a"]
    endpoint.behaviour = Behaviour()
    assert answers(endpoint, b"c") == [b"c"]
