"""The opening handshake of an endpoint: everything that can come instead of it."""

from __future__ import annotations

import pytest

from tests.support.pair import Pair
from tests.support.playbook import (
    REQUEST,
    Playbook,
    facts,
    from_peer,
    new_endpoint,
    received,
    response_head,
    written,
)
from wsinspector.protocol.exchange import (
    ApiClose,
    CloseTransport,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase
from wsinspector.protocol.tail_recorder import KEPT_BYTES
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


def test_an_answer_that_is_no_101_keeps_the_body_that_follows():
    play = connecting("client")
    play.on(
        received(REJECTED + b"no"),
        f"""
        response <-
        failure http-rejected
        {NEVER_CLIENT}
        start tcp-end 2000
        bytes <- http-body 6e 6f
        """.replace("\n\n", "\n"),
    )
    play.on(received(b"pe"), "bytes <- http-body 70 65")
    play.on(EofReceived(), "fin <-\n" + CLOSING)
    play.on(FinSent(), "fin ->").on(TransportLost(), "cancel tcp-end")
    assert play.endpoint.report() == (1006, "", False, True)


def test_a_rejection_tells_status_and_every_fault():
    details, words = failure_of(connecting("client").endpoint.handle(received(REJECTED)))
    assert (details["reason"], details["status"]) == ("http-rejected", 404)
    assert "404" in words
    assert [fault[0] for fault in details["faults"]] == ["resp-status-not-101"]


def test_the_body_of_a_rejection_is_awaited_but_not_for_ever_and_not_without_end():
    play = connecting("client").after(received(REJECTED))
    play.on(TimerFired(Timer.TCP_END), CLOSING)
    play = connecting("client").after(received(REJECTED), received(bytes(KEPT_BYTES - 1)))
    play.on(received(b"\x00abc"), f"bytes <- http-body 00\n{CLOSING}")
    play.on(received(b"def"), "")
    play.on(TransportLost(), "cancel tcp-end\nnote tail.dropped")


def test_a_wrong_101_is_refused_and_tells_every_fault():
    head = (
        response_head().replace(b"Upgrade: websocket\r\n", b"").replace(b"Accept: ", b"Accept: x")
    )
    play = connecting("client")
    details, words = failure_of(play.endpoint.handle(received(head + b"\x81\x00")))
    assert (details["reason"], details["status"]) == ("bad-101", 101)
    assert {fault[0] for fault in details["faults"]} == {
        "resp-upgrade-invalid",
        "resp-accept-wrong",
    }
    assert words
    assert play.endpoint.phase is Phase.NEVER_OPENED


def test_a_wrong_101_ends_tcp_at_once():
    head = response_head().replace(b"Accept: ", b"Accept: x")
    connecting("client").on(
        received(head + b"\x81\x00"),
        f"""
        response <-
        failure bad-101
        {NEVER_CLIENT}{CLOSING}
        bytes <- after-refusal 81 00
        """.replace("\n\n", "\n"),
    )


@pytest.mark.parametrize(
    "data, message",
    [
        ("81 05 48 65 6c 6c 6f", "head.frame"),
        ("15 03 03 00 02 02 46", "head.tls-alert"),
        ("53 53 48 2d 32 2e 30", "head.not-http"),
    ],
)
def test_what_is_no_http_is_named(data, message):
    play = connecting("client")
    said = play.endpoint.handle(received(data))
    details, _ = failure_of(said)
    assert (details["reason"], details["text"][0]) == ("not-http", message)
    (raw,) = [fact for fact in facts(said) if fact.kind is Kind.BYTES]
    assert raw.data == bytes.fromhex(data)
    play.on(received("61"), "bytes <- not-http 61")
    assert facts(play.endpoint.handle(received("62")))[0].start == 8


def test_a_head_without_a_status_is_no_http_either():
    said = connecting("client").endpoint.handle(received(b"HTTP/1.1 abc\r\n\r\nrest"))
    details, _ = failure_of(said)
    assert (details["reason"], details["status"]) == ("not-http", None)
    assert [fact.data for fact in facts(said) if fact.kind is Kind.BYTES] == [b"rest"]


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 101 Swi"])
def test_a_server_that_hangs_up_before_its_answer(reset, sent):
    play = connecting("client").after(received(sent))
    partly = "bytes <- head-incomplete HTTP/1.1 101 Swi\n" if sent else ""
    if reset:
        play.on(
            TransportLost(reset=True),
            f"cancel handshake\n{partly}rst <-\nfailure peer-dropped\n"
            "state closed.never-opened\napi error\napi close 1006  False",
        )
    else:
        play.on(EofReceived(), f"{partly}fin <-\nfailure peer-dropped\n{NEVER_CLIENT}{CLOSING}")
        play.on(TransportLost(), "cancel tcp-end")


def test_what_came_of_an_answer_stands_before_the_timeout_and_in_its_place():
    play = connecting("client").after(received(b"HTTP/1.1 103 Early Hints\r\n\r\n"))
    play.after(received(b"HTTP/1.1 101 Swit"))
    said = play.endpoint.handle(TimerFired(Timer.HANDSHAKE))
    rows = [(fact.kind, fact.start, fact.data) for fact in facts(said)[:3]]
    assert rows == [
        (Kind.BYTES, 28, b"HTTP/1.1 101 Swit"),
        (Kind.TIMEOUT, 0, b""),
        (Kind.FAILURE, 0, b""),
    ]


@pytest.mark.parametrize("ending", [EofReceived(), TransportLost(reset=True)])
def test_what_came_of_a_request_stands_before_the_end_that_cut_it(ending):
    said = connecting("server").after(received(b"GET / HT")).endpoint.handle(ending)
    rows = [(fact.kind, fact.start, fact.data) for fact in facts(said)[:2]]
    end = Kind.FIN if isinstance(ending, EofReceived) else Kind.RST
    assert rows == [(Kind.BYTES, 0, b"GET / HT"), (end, 8, b"")]


@pytest.mark.parametrize("role", ["client", "server"])
def test_what_came_of_a_head_stands_before_our_own_reset(role):
    start = b"HTTP/1.1 10" if role == "client" else b"GET / HTTP"
    said = connecting(role).after(received(start)).endpoint.handle(EndTcp(TcpEnd.RST))
    kinds = [fact.kind for fact in facts(said)]
    assert kinds == [Kind.BYTES, Kind.CALL, Kind.FAILURE, Kind.RST]


def test_the_body_of_a_rejection_stands_before_the_fin_after_it():
    play = connecting("client").after(received(REJECTED))
    play.on(received(b"bo"), "bytes <- http-body 62 6f")
    play.on(EofReceived(), "fin <-\nstart tcp-end 2000\nclose-transport")


def test_a_server_that_does_not_answer():
    connecting("client").on(
        TimerFired(Timer.HANDSHAKE),
        f"timeout handshake\nfailure no-response\n{NEVER_CLIENT}{CLOSING}".replace(
            "cancel handshake\n", ""
        ),
    )


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 1"])
def test_close_while_connecting_is_closing_at_once_and_then_an_error(sent):
    play = connecting("client").after(received(sent))
    partly = "bytes <- head-incomplete HTTP/1.1 1\n" if sent else ""
    play.on(
        ApiClose(),
        f"""
        {partly}call close None
        state connecting.aborted
        cancel handshake
        failure aborted-by-client
        {CLOSING}
        """.replace("\n\n", "\n"),
    )
    play.on(received(b"late"), "bytes <- after-abort 6c 61 74 65")
    play.on(
        TransportLost(),
        "cancel tcp-end\nstate closed.never-opened\napi error\napi close 1006  False",
    )


def test_close_before_the_transport_is_up_is_remembered():
    play = Playbook(new_endpoint("client"))
    play.on(ApiClose(), "call close None\nstate connecting.aborted")
    play.on(Connected(), CLOSING)
    play.on(
        TransportLost(),
        "cancel tcp-end\nstate closed.never-opened\napi error\napi close 1006  False",
    )


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


def test_interim_responses_are_recorded_and_passed_over():
    play = connecting("client")
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    said = play.endpoint.handle(received(early + early + response_head() + b"\x89\x00"))
    responses = [fact for fact in facts(said) if fact.kind is Kind.RESPONSE]
    assert [fact.start for fact in responses] == [0, len(early), 2 * len(early)]
    assert [fact.details["status"] for fact in responses] == [103, 103, 101]
    assert play.endpoint.phase is Phase.OPEN
    assert written(said)[:1] == b"\x8a"


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


@pytest.mark.parametrize("chunk", [1, 3, 50])
def test_the_handshake_may_arrive_in_pieces(chunk):
    pair = Pair(chunk=chunk)
    assert pair.client.phases == pair.server.phases == ["connecting.http", "open"]
    requests = [fact for fact in pair.server.facts if fact.kind is Kind.REQUEST]
    assert [fact.data for fact in requests] == [REQUEST.head()]
    responses = [fact for fact in pair.client.facts if fact.kind is Kind.RESPONSE]
    assert [fact.data for fact in responses] == [response_head()]


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
