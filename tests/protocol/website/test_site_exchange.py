"""One request for the site, in any pieces, as the endpoint lives through it."""

from __future__ import annotations

import pytest

from tests.support.playbook import KEY, facts, received, written
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import HalfClose, TakeReport
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
    Connected,
    EndTcp,
    EofReceived,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Phase, Role
from wsinspector.protocol.website.site import Site, SiteFile
from wsinspector.texts import Text, render

SITE = Site("tok", frozenset({"h"}), False, {"": SiteFile("text/html", b"<p>")}, 64)
GET = b"GET /.wsinspector/tok/ HTTP/1.1\r\nHost: h\r\n\r\n"
BODY = b'{"events": [{"event": "open"}]}'
POST = (
    b"POST /.wsinspector/tok/report HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n" % len(BODY)
)


@pytest.fixture
def server() -> Endpoint:
    endpoint = Endpoint(
        Role.SERVER, ServerPolicy(site=SITE), Behaviour(), Limits(), lambda count: KEY[:count]
    )
    endpoint.handle(Connected())
    return endpoint


def notes(commands):
    return [
        render(Text(*fact.details["text"])) for fact in facts(commands) if fact.kind is Kind.NOTE
    ]


def test_the_page_is_served_and_nothing_failed(server):
    said = server.handle(received(GET))
    assert written(said).startswith(b"HTTP/1.1 200 OK\r\n")
    assert any(isinstance(command, HalfClose) for command in said)
    assert [fact.kind for fact in facts(said)] == [
        Kind.REQUEST,
        Kind.NOTE,
        Kind.RESPONSE,
        Kind.STATE,
    ]
    assert facts(said)[0].details == {"plain": True}
    assert notes(said) == ["Plain HTTP: the page for browsers was served."]
    assert server.phase is Phase.NEVER_OPENED


def test_a_report_in_any_pieces_is_taken_once_it_is_whole(server):
    stream = POST + BODY
    said = [
        command
        for at in range(len(stream))
        for command in server.handle(received(stream[at : at + 1]))
    ]
    (taken,) = [command for command in said if isinstance(command, TakeReport)]
    assert taken.report.facts[0].details == {"event": "open"}
    assert written(said).startswith(b"HTTP/1.1 204 No Content\r\n")
    bodies = [(fact.start, fact.data) for fact in facts(said) if fact.kind is Kind.BYTES]
    assert bodies == [(len(POST), BODY)]


def test_what_is_sent_after_the_request_is_recorded_and_not_answered(server):
    said = server.handle(received(GET + GET))
    assert written(said).count(b"HTTP/1.1") == 1
    (rest,) = [fact for fact in facts(said) if fact.kind is Kind.BYTES]
    assert (rest.start, rest.data, rest.details["why"]) == (len(GET), GET, "after-answer")


def test_a_refused_request_stays_in_view(server):
    said = server.handle(received(GET.replace(b"Host: h", b"Host: evil")))
    assert facts(said)[0].details == {}
    assert written(said).startswith(b"HTTP/1.1 421 Misdirected Request\r\n")
    assert "evil" in notes(said)[0]
    assert not [fact for fact in facts(said) if fact.kind is Kind.FAILURE]


def test_a_slow_body_is_given_up(server):
    server.handle(received(POST + BODY[:3]))
    said = server.handle(TimerFired(Timer.HANDSHAKE))
    assert written(said).startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert [fact.data for fact in facts(said) if fact.kind is Kind.BYTES] == [BODY[:3]]
    assert server.phase is Phase.NEVER_OPENED


@pytest.mark.parametrize("ending", [EofReceived(), TransportLost(reset=True)])
def test_an_end_in_the_middle_of_the_body_is_no_failed_handshake(server, ending):
    server.handle(received(POST + BODY[:3]))
    said = server.handle(ending)
    assert notes(said) == ["Plain HTTP: the request ended without an answer."]
    assert [fact.data for fact in facts(said) if fact.kind is Kind.BYTES] == [BODY[:3]]
    assert not [fact for fact in facts(said) if fact.kind is Kind.FAILURE]
    assert not [command for command in said if isinstance(command, TakeReport)]


def test_after_our_fin_no_answer_can_follow(server):
    server.handle(EndTcp(TcpEnd.FIN))
    said = server.handle(received(POST + BODY))
    assert written(said) == b""
    assert notes(said) == ["Plain HTTP: the request ended without an answer."]


def test_the_window_may_end_it_in_the_middle(server):
    server.handle(received(POST + BODY[:3]))
    said = server.handle(EndTcp(TcpEnd.RST))
    assert notes(said) == ["Plain HTTP: the request ended without an answer."]
