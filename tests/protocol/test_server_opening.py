"""The opening handshake of a server: everything that can come instead of the request."""

from __future__ import annotations

import pytest

from tests.support.playbook import (
    REQUEST,
    Playbook,
    facts,
    from_peer,
    new_endpoint,
    received,
    written,
)
from wsinspector.protocol.exchange import (
    CloseTransport,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    TcpEnd,
    Timer,
    TimerFired,
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


@pytest.mark.parametrize("ending", [EofReceived(), TransportLost(reset=True)])
def test_what_came_of_a_request_stands_before_the_end_that_cut_it(ending):
    said = connecting("server").after(received(b"GET / HT")).endpoint.handle(ending)
    rows = [(fact.kind, fact.start, fact.data) for fact in facts(said)[:2]]
    end = Kind.FIN if isinstance(ending, EofReceived) else Kind.RST
    assert rows == [(Kind.BYTES, 0, b"GET / HT"), (end, 8, b"")]


def test_a_request_that_is_refused_gets_its_http_error_and_then_our_fin():
    request = REQUEST.head().replace(b"Version: 13", b"Version: 8")
    play = connecting("server")
    play.on(
        received(request + b"more"),
        """
        request <-
        failure http-rejected
        response ->
        state closed.never-opened
        cancel handshake
        start tcp-end 2000
        write HTTP/1.1 426 Upgrade Required
        half-close
        bytes <- after-refusal 6d 6f 72 65
        """,
    )
    play.on(FinSent(), "fin ->")
    play.on(EofReceived(), "fin <-\n" + CLOSING)
    play.on(TransportLost(), "cancel tcp-end")


@pytest.mark.parametrize(
    "data, message",
    [(b"\x16\x03\x01\x02\x00", "head.tls-handshake"), (b"\x81\x85abcd", "head.frame")],
)
def test_a_server_answers_garbage_with_400_and_says_what_it_was(data, message):
    play = connecting("server")
    said = play.endpoint.handle(received(data))
    details, words = failure_of(said)
    assert (details["reason"], details["text"][0]) == ("not-http", message)
    answer = written(said)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert words.encode() in answer
    head, body = answer.split(b"\r\n\r\n", 1)
    assert f"Content-Length: {len(body)}".encode() in head


def test_a_head_over_the_limit_is_refused():
    play = connecting("server", Limits(head_bytes=100))
    said = play.endpoint.handle(received(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 50))
    assert failure_of(said)[0]["text"][0] == "head.too-large"


def test_a_client_that_does_not_ask():
    play = connecting("server")
    play.on(
        TimerFired(Timer.HANDSHAKE),
        "timeout handshake\nfailure no-request\nstate closed.never-opened\n" + CLOSING,
    )
    play = connecting("server")
    play.on(EofReceived(), f"fin <-\nfailure peer-dropped\n{NEVER}{CLOSING}")


def test_data_before_the_answer_is_remarked_and_taken():
    connecting("server").on(
        received(REQUEST.head() + from_peer("server", 9)),
        """
        request <-
        note handshake.early-data
        response ->
        state open
        cancel handshake
        api open
        frame <- 9
        frame -> 10
        write HTTP/1.1 101 Switching Protocols
        """,
    )


def test_after_our_fin_a_server_answers_nothing():
    play = connecting("server").after(EndTcp(TcpEnd.FIN), FinSent())
    said = play.endpoint.handle(received(REQUEST.head() + from_peer("server", 9)))
    assert written(said) == b""
    assert [fact.kind for fact in facts(said)] == [
        *(Kind.REQUEST, Kind.FAILURE, Kind.STATE, Kind.BYTES)
    ]
    assert failure_of(said)[0]["reason"] == "aborted-by-server"
    assert play.endpoint.phase is Phase.NEVER_OPENED
    assert any(isinstance(command, CloseTransport) for command in said)


def test_after_our_fin_a_server_does_not_even_answer_garbage():
    play = connecting("server").after(EndTcp(TcpEnd.FIN), FinSent())
    play.on(
        received("00 01"),
        f"""
        bytes <- not-http 00 01
        failure not-http
        {NEVER + CLOSING}
        """.replace("\n\n", "\n"),
    )
