"""Which opening handshake an endpoint begins with, and what it makes of faults."""

from __future__ import annotations

import pytest

from tests.support.playbook import (
    REQUEST,
    facts,
    frames,
    from_peer,
    new_endpoint,
    received,
    response_head,
    written,
)
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import ChangeBehaviour, Connected
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.client_opening import ClientOpening
from wsinspector.protocol.opening.openings import opening_of
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.opening.server_opening import ServerOpening
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Phase, Role
from wsinspector.protocol.transport_view import TransportView


def test_who_has_a_request_asks_and_who_serves_answers():
    limits, outbox = Limits(), Outbox(Role.CLIENT, bytes)
    transport = TransportView(limits, outbox)
    assert isinstance(opening_of(REQUEST, limits, outbox, transport), ClientOpening)
    assert isinstance(opening_of(ServerPolicy(), limits, outbox, transport), ServerOpening)


LENIENT = Behaviour(accept_faulty=True)
GOOD_FIELDS = {
    "Host": "localhost",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


def request_with(line: str = "GET / HTTP/1.1", **changes: str | None) -> bytes:
    """A good request with some fields changed, or left out (None)."""
    fields = GOOD_FIELDS | {name.replace("_", "-"): value for name, value in changes.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([line, *lines, "", ""]).encode("latin-1")


@pytest.mark.parametrize(
    "request_bytes",
    [
        request_with(Host=None),
        request_with(Upgrade=None, Connection=None),
        request_with(Sec_WebSocket_Version="8"),
        request_with(Sec_WebSocket_Key="too short"),
        request_with(Sec_WebSocket_Key=None),
        request_with("POST / HTTP/1.0"),
        request_with("PING"),
        request_with(Sec_WebSocket_Protocol="a,,\x01"),
        request_with(Sec_WebSocket_Extensions=";;"),
    ],
)
def test_a_server_told_so_accepts_a_faulty_request_and_goes_on_to_frames(request_bytes):
    strict, lenient = new_endpoint("server"), new_endpoint("server", LENIENT)
    for endpoint in (strict, lenient):
        endpoint.handle(Connected())
    assert strict.phase is lenient.phase is Phase.CONNECTING_HTTP
    refused = written(strict.handle(received(request_bytes)))
    assert refused.startswith((b"HTTP/1.1 4", b"HTTP/1.1 505"))
    said = lenient.handle(received(request_bytes + from_peer("server", 9, b"x")))
    assert lenient.phase is Phase.OPEN
    assert written(said).startswith(b"HTTP/1.1 101 ")
    assert written(said).endswith(b"\x8a\x01x")
    (note,) = [f for f in facts(said) if f.kind is Kind.NOTE and "accepted" in str(f.details)]
    assert note.details["text"][1]["rules"]


@pytest.mark.parametrize(
    "policy", [ServerPolicy(path="/other"), ServerPolicy(full=True), ServerPolicy(origins=("x",))]
)
def test_who_is_not_let_in_is_refused_all_the_same(policy):
    endpoint = Endpoint(Role.SERVER, policy, LENIENT, Limits(), bytes)
    endpoint.handle(Connected())
    said = endpoint.handle(received(request_with(Host=None, Origin="y")))
    assert endpoint.phase is Phase.NEVER_OPENED
    assert written(said).startswith((b"HTTP/1.1 4", b"HTTP/1.1 503"))


@pytest.mark.parametrize("role", ["client", "server"])
def test_what_is_no_http_cannot_be_accepted(role):
    endpoint = new_endpoint(role, LENIENT)
    endpoint.handle(Connected())
    said = endpoint.handle(received(b"\x81\x05Hello\x00\r\n\r\n" + bytes(10)))
    assert endpoint.phase is Phase.NEVER_OPENED
    assert [f.details["reason"] for f in facts(said) if f.kind is Kind.FAILURE] == ["not-http"]


@pytest.mark.parametrize(
    "change",
    [
        (b"Sec-WebSocket-Accept", b"X-Nothing"),
        (b"Sec-WebSocket-Accept: ", b"Sec-WebSocket-Accept: A"),
        (b"Upgrade: websocket\r\n", b""),
        (b"Connection: Upgrade\r\n", b""),
        (b"HTTP/1.1 ", b"HTTP/1.0 "),
        (b"\r\n\r\n", b"\r\nSec-WebSocket-Protocol: unasked\r\n\r\n"),
        (b"\r\n\r\n", b"\r\nSec-WebSocket-Extensions: foo, permessage-deflate\r\n\r\n"),
        (b"\r\n\r\n", b"\r\nSec-WebSocket-Extensions: ;\r\n\r\n"),
    ],
)
def test_a_client_told_so_accepts_a_faulty_101_and_goes_on_to_frames(change):
    answer = response_head().replace(*change) + from_peer("client", 9, b"x")
    strict, lenient = new_endpoint("client"), new_endpoint("client", LENIENT)
    for endpoint in (strict, lenient):
        endpoint.handle(Connected())
        said = endpoint.handle(received(answer))
    assert strict.phase is Phase.NEVER_OPENED
    assert lenient.phase is Phase.OPEN
    assert [frame[1] for frame in frames(said)] == [9, 10]
    assert any("accepted-faulty" in str(fact.details) for fact in facts(said))


def test_a_101_without_fault_is_accepted_without_a_word():
    endpoint = new_endpoint("client", LENIENT)
    endpoint.handle(Connected())
    said = endpoint.handle(received(response_head()))
    assert [fact for fact in facts(said) if fact.kind is Kind.NOTE] == []


def test_another_status_is_no_101():
    endpoint = new_endpoint("client", LENIENT)
    endpoint.handle(Connected())
    endpoint.handle(received(b"HTTP/1.1 200 OK\r\n\r\n"))
    assert endpoint.phase is Phase.NEVER_OPENED


def test_leniency_can_be_chosen_while_the_answer_is_awaited():
    endpoint = new_endpoint("client")
    endpoint.handle(Connected())
    endpoint.handle(ChangeBehaviour(LENIENT))
    endpoint.handle(received(b"HTTP/1.1 101 \r\n\r\n"))
    assert endpoint.phase is Phase.OPEN
