"""Pings of an end's own accord, and a Pong that does not come."""

from __future__ import annotations

import pytest

from tests.support.pair import Pair
from tests.support.playbook import Playbook, from_peer, open_endpoint, received
from wsinspector.protocol.behaviours.behaviour import Behaviour, KeepAlive, OnPing, PingReply
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import ChangeBehaviour, SendClose, Timer, TimerFired
from wsinspector.protocol.facts import Kind

BOTH = ("client", "server")
ALIVE = Behaviour(keep_alive=KeepAlive(5000, 2000))


def pongs(role: str, payload: bytes):
    return received(from_peer(role, 10, payload))


def with_keep_alive(role: str, behaviour: Behaviour, other: Behaviour | None = None):
    """A pair of which this end keeps the connection alive: it, and the other end."""
    pair = Pair(**{role: behaviour, "server" if role == "client" else "client": other})
    return pair, *((pair.client, pair.server) if role == "client" else (pair.server, pair.client))


@pytest.mark.parametrize("role", BOTH)
def test_a_ping_each_interval_and_its_pong(role):
    pair, end, other = with_keep_alive(role, ALIVE)
    assert end.timers == {Timer.KEEP_ALIVE: 5000}
    for _ in range(2):
        pair.fire(end, Timer.KEEP_ALIVE)
        assert end.timers == {Timer.KEEP_ALIVE: 5000}, "the Pong has come"
    sent = [(frame[1], frame[4]) for frame in end.frames if frame[0]]
    assert sent == [(9, b"keep-alive 1"), (9, b"keep-alive 2")]
    assert [frame[4] for frame in other.frames if frame[:2] == (True, 10)] == [
        b"keep-alive 1",
        b"keep-alive 2",
    ]


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("reply", [PingReply.NEVER, PingReply.WRONG])
def test_without_a_right_pong_in_time_the_connection_is_failed(role, reply):
    pair, end, other = with_keep_alive(role, ALIVE, Behaviour(ping=OnPing(reply)))
    pair.fire(end, Timer.KEEP_ALIVE)
    assert end.timers == {Timer.KEEP_ALIVE: 5000, Timer.PONG: 2000}
    pair.fire(end, Timer.PONG)
    assert end.endpoint.close_sent == ClosePayload(1011, b"keepalive ping timeout")
    assert other.endpoint.close_received == end.endpoint.close_sent
    told = [(f.kind, f.details.get("timer") or f.details.get("rule")) for f in end.facts]
    assert (Kind.TIMEOUT, "pong") in told
    assert (Kind.FAILURE, "ping-not-answered") in told
    assert Timer.KEEP_ALIVE not in end.timers


def test_a_pong_answers_all_pings_before_it():
    play = Playbook(open_endpoint("server", Behaviour(keep_alive=KeepAlive(10, 50))))
    for _ in range(3):
        play.after(TimerFired(Timer.KEEP_ALIVE))
    play.on(pongs("server", b"keep-alive 2"), "frame <- 10 6b 65 65 70 2d 61 6c 69 76 65 20 32\n"
            "cancel pong\nstart pong 50")  # fmt: skip
    play.on(pongs("server", b"keep-alive 1"), "frame <- 10 6b 65 65 70 2d 61 6c 69 76 65 20 31")
    play.on(pongs("server", b"keep-alive 3"), "frame <- 10 6b 65 65 70 2d 61 6c 69 76 65 20 33\n"
            "cancel pong")  # fmt: skip


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"1",
        b"\xff" * 99,
        *(
            b"keep-alive" + rest
            for rest in (b"", b" 0", b" 2", b" 1 ", b" \xc2\xb9", b" " + b"1" * 99)
        ),
    ],
)
def test_a_pong_of_nobodys_answers_nothing(payload):
    play = Playbook(open_endpoint("server", ALIVE)).after(TimerFired(Timer.KEEP_ALIVE))
    said = play.endpoint.handle(pongs("server", payload))
    assert [type(command).__name__ for command in said] == ["RecordFrames"]


def test_without_a_timeout_nobody_waits():
    play = Playbook(open_endpoint("server", Behaviour(keep_alive=KeepAlive(10))))
    said = play.endpoint.handle(TimerFired(Timer.KEEP_ALIVE))
    assert [type(command).__name__ for command in said] == ["RecordFrames", "StartTimer", "Write"]


def test_it_can_begin_and_end_while_connected():
    play = Playbook(open_endpoint("server"))
    play.on(ChangeBehaviour(ALIVE), "call behaviour 5000 2000\nstart keep-alive 5000")
    play.after(TimerFired(Timer.KEEP_ALIVE))
    play.on(ChangeBehaviour(Behaviour()), "call behaviour\ncancel keep-alive\ncancel pong")
    play.on(ChangeBehaviour(Behaviour()), "call behaviour")


def test_it_ends_with_the_connection_and_does_not_begin_after_it():
    play = Playbook(open_endpoint("server", ALIVE)).after(TimerFired(Timer.KEEP_ALIVE))
    play.after(SendClose(1000))
    running = play.endpoint._outbox.running
    assert running == {Timer.CLOSE_REPLY}
    play.after(ChangeBehaviour(Behaviour(keep_alive=KeepAlive(1))))
    assert running == {Timer.CLOSE_REPLY}
