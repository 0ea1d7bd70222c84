"""The opening handshake of a client: everything that can come instead of the answer."""

from __future__ import annotations

import pytest

from tests.support.playbook import (
    Playbook,
    facts,
    new_endpoint,
    received,
    response_head,
    written,
)
from wsinspector.protocol.exchange import (
    ApiClose,
    Connected,
    EofReceived,
    FinSent,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.tail_recorder import KEPT_BYTES
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


def test_interim_responses_are_recorded_and_passed_over():
    play = connecting("client")
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    said = play.endpoint.handle(received(early + early + response_head() + b"\x89\x00"))
    responses = [fact for fact in facts(said) if fact.kind is Kind.RESPONSE]
    assert [fact.start for fact in responses] == [0, len(early), 2 * len(early)]
    assert [fact.details["status"] for fact in responses] == [103, 103, 101]
    assert play.endpoint.phase is Phase.OPEN
    assert written(said)[:1] == b"\x8a"


@pytest.mark.parametrize(
    "status, reason", [(200, "http-rejected"), (101, "bad-101"), (None, "not-http")]
)
def test_a_head_that_never_ends_tells_its_status_all_the_same(status, reason):
    line = b"HTTP/1.1 %d OK\r\n" % status if status else b"HTTP/1.1 200 " + b"x" * 500
    play = connecting("client", Limits(head_bytes=300))
    said = play.endpoint.handle(received(line + b"X: " + b"a" * 500))
    details, words = failure_of(said)
    assert (details["reason"], details["status"]) == (reason, status)
    assert "larger than the limit of 300 bytes" in words
    (kept,) = [fact.data for fact in facts(said) if fact.kind is Kind.BYTES]
    assert kept.startswith(line)
    assert play.endpoint.phase is Phase.NEVER_OPENED
