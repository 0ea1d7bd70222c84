"""The opening handshake of an endpoint: what holds for both sides."""

from __future__ import annotations

import pytest

from tests.support.pair import Pair
from tests.support.playbook import (
    REQUEST,
    Playbook,
    facts,
    new_endpoint,
    received,
    response_head,
)
from wsinspector.protocol.exchange import (
    ApiClose,
    Connected,
    EndTcp,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase
from wsinspector.texts import Text, render

NEVER = "state closed.never-opened\ncancel handshake\n"
NEVER_CLIENT = NEVER + "api error\napi close 1006  False\n"
CLOSING = "start tcp-end 2000\nclose-transport\n"
REJECTED = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\n"


def connecting(role: str, limits: Limits | None = None) -> Playbook:
    return Playbook(new_endpoint(role, limits=limits)).after(Connected())


def failure_of(commands):
    """The one FAILURE, its text rendered."""
    (failure,) = [fact for fact in facts(commands) if fact.kind is Kind.FAILURE]
    assert failure.details["step"] == "http"
    message_id, args = failure.details["text"]
    return failure.details, render(Text(message_id, args))


@pytest.mark.parametrize("role", ["client", "server"])
def test_what_came_of_a_head_stands_before_our_own_reset(role):
    start = b"HTTP/1.1 10" if role == "client" else b"GET / HTTP"
    said = connecting(role).after(received(start)).endpoint.handle(EndTcp(TcpEnd.RST))
    kinds = [fact.kind for fact in facts(said)]
    assert kinds == [Kind.BYTES, Kind.CALL, Kind.FAILURE, Kind.RST]


@pytest.mark.parametrize("how", [TcpEnd.CLOSE, TcpEnd.RST])
@pytest.mark.parametrize("role", ["client", "server"])
def test_ending_tcp_by_hand_gives_the_handshake_up(role, how):
    play = connecting(role)
    said = play.endpoint.handle(EndTcp(how))
    details, _ = failure_of(said)
    assert details["reason"] == f"aborted-by-{role}"
    said = play.endpoint.handle(TransportLost())
    assert not any(fact.kind is Kind.FAILURE for fact in facts(said))
    assert play.endpoint.phase is Phase.NEVER_OPENED


@pytest.mark.parametrize("role", ["client", "server"])
def test_nothing_can_be_sent_while_connecting(role):
    play = connecting(role)
    play.on(SendMessage(b"x", is_text=True), "call send 1 1 none")
    play.on(SendControl(9, b""), "call ping 9 0 none")
    play.on(SendClose(1000), "call send-close 1000  none")
    if role == "server":
        play.on(ApiClose(), "call close None  none")


def test_send_while_connecting_throws_at_a_client_alone():
    wish = SendMessage(b"x", is_text=True)
    (client,) = facts(connecting("client").endpoint.handle(wish))
    (server,) = facts(connecting("server").endpoint.handle(wish))
    assert client.details["throws"] == "InvalidStateError"
    assert "throws" not in server.details


@pytest.mark.parametrize("chunk", [1, 3, 50])
def test_the_handshake_may_arrive_in_pieces(chunk):
    pair = Pair(chunk=chunk)
    assert pair.client.phases == pair.server.phases == ["connecting.http", "open"]
    requests = [fact for fact in pair.server.facts if fact.kind is Kind.REQUEST]
    assert [fact.data for fact in requests] == [REQUEST.head()]
    responses = [fact for fact in pair.client.facts if fact.kind is Kind.RESPONSE]
    assert [fact.data for fact in responses] == [response_head()]
