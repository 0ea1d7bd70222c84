"""What TLS adds to the life of an end; whole conversations are in the tests of the TLS stage."""

from __future__ import annotations

import pytest

from tests.support.playbook import REQUEST, Playbook
from wsinspector.protocol.behaviours.behaviour import Behaviour, OnClose, TcpDuty
from wsinspector.protocol.commands import HalfClose
from wsinspector.protocol.exchange import (
    ApiClose,
    BytesReceived,
    CloseNotifyReceived,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    TcpEnd,
    Timer,
    TimerFired,
    TlsBegun,
    TlsFailed,
    TransportLost,
)
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Phase, Role
from wsinspector.protocol.tls_endpoint import TlsEndpoint
from wsinspector.texts import text


def end(role: str, behaviour: Behaviour | None = None) -> TlsEndpoint:
    opening = REQUEST if role == "client" else ServerPolicy("")
    return TlsEndpoint(Role(role), opening, behaviour or Behaviour(), Limits(), bytes)


def failures(commands) -> list[tuple[object, object, object]]:
    facts = [command.fact for command in commands if type(command).__name__ == "Record"]
    return [
        (fact.details["step"], fact.details["reason"], fact.details["text"][0])
        for fact in facts
        if "step" in fact.details and "faults" in fact.details
    ]


@pytest.mark.parametrize("role", ["client", "server"])
def test_the_handshake_has_its_phase_and_its_time(role):
    endpoint = end(role)
    play = Playbook(endpoint)
    play.on(TlsBegun(), "state connecting.tls\nstart handshake 10000")
    assert endpoint.phase is Phase.CONNECTING_TLS
    endpoint.handle(Connected())
    assert endpoint.phase is Phase.CONNECTING_HTTP
    assert endpoint.handle(Connected()) == []


FAILED = TlsFailed("tls-failed", text("tls.plain-client"))


@pytest.mark.parametrize(
    "event, reason, said",
    [
        (FAILED, "tls-failed", "tls.plain-client"),
        (EofReceived(), "tls-failed", "tls.dropped.client"),
        (TransportLost(reset=True), "tls-failed", "tls.reset.client"),
        (TimerFired(Timer.HANDSHAKE), "tls-failed", "tls.timeout"),
        (ApiClose(), "aborted-by-client", "tls.aborted"),
        (EndTcp(TcpEnd.RST), "aborted-by-client", "tls.aborted"),
        (EndTcp(TcpEnd.CLOSE), "aborted-by-client", "tls.aborted"),
    ],
)
def test_a_handshake_that_fails_is_a_failure_of_step_tls(event, reason, said):
    endpoint = end("client")
    endpoint.handle(TlsBegun())
    assert failures(endpoint.handle(event)) == [("tls", reason, said)]
    endpoint.handle(TransportLost())
    assert endpoint.phase is Phase.NEVER_OPENED
    assert endpoint.report() == (1006, "", False, True)
    for late in (Connected(), FAILED, CloseNotifyReceived(), TlsBegun()):
        assert endpoint.handle(late) == []


def test_what_fails_later_ends_everything_once():
    endpoint = end("server")
    for event in (TlsBegun(), Connected()):
        endpoint.handle(event)
    said = endpoint.handle(FAILED)
    assert type(said[-1]).__name__ == "CloseTransport"
    assert endpoint.handle(FAILED) == []


def test_close_notify_without_tls_is_a_wish_without_effect():
    endpoint = end("client")
    endpoint.handle(TlsBegun())
    [call] = endpoint.handle(EndTcp(TcpEnd.NOTIFY))
    assert call.fact.details["effect"] == "none", "the handshake is not over"


def test_a_close_notify_of_the_peer_is_answered_by_the_end_of_our_stream_and_waits_for_its_fin():
    endpoint = end("server")
    for event in (TlsBegun(), Connected(), BytesReceived(REQUEST.head())):
        endpoint.handle(event)
    assert endpoint.phase is Phase.OPEN
    said = endpoint.handle(CloseNotifyReceived())
    assert HalfClose() in said
    assert endpoint.phase is Phase.PEER_EOF
    assert endpoint.handle(CloseNotifyReceived()) == []
    endpoint.handle(FinSent())
    assert type(endpoint.handle(EofReceived())[-1]).__name__ == "CloseTransport"


def test_an_end_that_leaves_tcp_open_leaves_its_stream_open_too():
    endpoint = end("server", Behaviour(OnClose(tcp=TcpDuty.LEAVE)))
    for event in (TlsBegun(), Connected(), BytesReceived(REQUEST.head())):
        endpoint.handle(event)
    said = endpoint.handle(CloseNotifyReceived())
    assert not any(type(command).__name__ in ("HalfClose", "CloseTransport") for command in said)


def test_a_close_notify_instead_of_a_request():
    endpoint = end("server")
    for event in (TlsBegun(), Connected()):
        endpoint.handle(event)
    assert failures(endpoint.handle(CloseNotifyReceived())) == [
        ("http", "peer-dropped", "handshake.client-dropped")
    ]


def test_a_fin_by_hand_is_bare():
    endpoint = end("server")
    for event in (TlsBegun(), Connected(), BytesReceived(REQUEST.head())):
        endpoint.handle(event)
    assert HalfClose(bare=True) in endpoint.handle(EndTcp(TcpEnd.FIN))
