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
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import CloseTransport, Write
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
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
from wsinspector.protocol.frames.tail_recorder import KEPT_BYTES
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import AnswerKind, OpeningAnswer
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Phase, Role
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
        bytes -> body 130 bytes
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
    assert written(said).startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")


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


# -- answers of another kind ---------------------------------------------------------------------


def answering(limits=None, **plan) -> Playbook:
    policy = ServerPolicy(answer=OpeningAnswer(**plan))
    endpoint = Endpoint(Role.SERVER, policy, Behaviour(), limits or Limits(), bytes)
    return Playbook(endpoint).after(Connected())


def fault_rules(commands, kind=Kind.RESPONSE):
    [fact] = [fact for fact in facts(commands) if fact.kind is kind]
    return [fault[0] for fault in fact.details.get("faults", ())]


@pytest.mark.parametrize("name", [name for name in NAMED_ANSWERS if NAMED_ANSWERS[name].opens])
def test_after_a_101_however_wrong_there_are_frames(name):
    endpoint = Endpoint(
        Role.SERVER, ServerPolicy(answer=NAMED_ANSWERS[name]), Behaviour(), Limits(), bytes
    )
    endpoint.handle(Connected())
    said = endpoint.handle(received(REQUEST.head()))
    assert endpoint.phase is Phase.OPEN
    [response] = [fact for fact in facts(said) if fact.kind is Kind.RESPONSE]
    assert (response.details["status"], response.sent) == (101, True)
    assert written(said).startswith(response.data)
    assert written(endpoint.handle(received(from_peer("server", 9, b"x")))) == b"\x8a\x01x"


def test_what_is_wrong_on_purpose_is_recorded_with_its_rules():
    said = answering(upgrade=False, version="1.0").endpoint.handle(received(REQUEST.head()))
    assert fault_rules(said) == ["resp-http-version-1-0", "resp-upgrade-invalid"]
    [plain] = [
        fact
        for fact in facts(connecting("server").endpoint.handle(received(REQUEST.head())))
        if fact.kind is Kind.RESPONSE
    ]
    assert "faults" not in plain.details


def test_a_first_line_of_its_own():
    said = answering(status_line="HTTP/1.1 200 OK").endpoint.handle(received(REQUEST.head()))
    [response] = [fact for fact in facts(said) if fact.kind is Kind.RESPONSE]
    assert response.details["status"] == 200
    play = answering(status_line="nonsense")
    [response] = [
        fact
        for fact in facts(play.endpoint.handle(received(REQUEST.head())))
        if fact.kind is Kind.RESPONSE
    ]
    assert response.details["status"] is None
    assert play.endpoint.phase is Phase.OPEN


def test_a_frame_glued_to_the_101_goes_out_with_it():
    answering(glued=b"\x81\x02hi\x88").on(
        received(REQUEST.head()),
        """
        request <-
        response ->
        state open
        cancel handshake
        api open
        frame -> 1 68 69
        partial -> unfinished 88
        note sent-bytes.header-unfinished
        write HTTP/1.1 101 Switching Protocols
        """,
    )


def test_a_close_glued_to_the_101_begins_the_closing_handshake():
    play = answering(glued=b"\x88\x02\x03\xe8")
    said = play.endpoint.handle(received(REQUEST.head()))
    assert written(said).endswith(b"\r\n\r\n\x88\x02\x03\xe8")
    assert len([command for command in said if isinstance(command, Write)]) == 1
    assert play.endpoint.phase is Phase.CLOSE_SENT
    play.after(received(from_peer("server", 8, b"\x03\xe8")))
    assert play.endpoint.phase is Phase.BOTH_CLOSED


def test_a_rejection_leaves_as_an_http_server_does():
    play = answering(kind=AnswerKind.REJECT, status=503, body=b"full")
    play.on(
        received(REQUEST.head()),
        """
        request <-
        failure http-rejected
        response ->
        bytes -> body 66 75 6c 6c
        state closed.never-opened
        cancel handshake
        start tcp-end 2000
        write HTTP/1.1 503 Service Unavailable
        half-close
        """,
    )


def test_a_request_with_faults_gets_the_chosen_rejection_too():
    play = answering(kind=AnswerKind.REJECT, status=503)
    said = play.endpoint.handle(received(b"GET / HTTP/1.1\r\n\r\n"))
    assert written(said).startswith(b"HTTP/1.1 503 ")
    details, words = failure_of(said)
    assert "503" in words
    assert "req-host-missing" in [fault[0] for fault in details["faults"]]


def test_an_acceptance_is_no_pardon_for_faults():
    said = answering(upgrade=False).endpoint.handle(received(b"GET / HTTP/1.1\r\n\r\n"))
    assert written(said).startswith(b"HTTP/1.1 400 ")


def test_garbage():
    answering(kind=AnswerKind.GARBAGE, garbage=b"\x81\x00").on(
        received(REQUEST.head()),
        """
        request <-
        failure aborted-by-server
        bytes -> garbage 81 00
        state closed.never-opened
        cancel handshake
        start tcp-end 2000
        write 81 00
        half-close
        """,
    )


def test_fin_instead_of_an_answer():
    play = answering(kind=AnswerKind.FIN)
    play.on(
        received(REQUEST.head()),
        """
        request <-
        failure aborted-by-server
        state closed.never-opened
        cancel handshake
        start tcp-end 2000
        half-close
        """,
    )
    play.on(FinSent(), "fin ->").on(EofReceived(), f"fin <-\n{CLOSING}")


def test_rst_instead_of_an_answer():
    answering(kind=AnswerKind.RST).on(
        received(REQUEST.head()),
        """
        request <-
        failure aborted-by-server
        state closed.never-opened
        cancel handshake
        rst ->
        abort-transport
        """,
    )


def test_silence_waits_until_the_peer_ends_it():
    play = answering(kind=AnswerKind.SILENCE)
    play.on(received(REQUEST.head()), "request <-\ncancel handshake\nnote answer.silence")
    play.on(TimerFired(Timer.HANDSHAKE), "")
    play.on(received(b"hm"), "bytes <- unanswered 68 6d")
    play.on(EofReceived(), f"fin <-\nfailure peer-dropped\nstate closed.never-opened\n{CLOSING}")


@pytest.mark.parametrize("how", [TcpEnd.CLOSE, TcpEnd.RST])
def test_silence_waits_until_a_person_ends_it(how):
    play = answering(kind=AnswerKind.SILENCE).after(received(REQUEST.head()))
    details, _ = failure_of(play.endpoint.handle(EndTcp(how)))
    assert details["reason"] == "aborted-by-server"
    assert play.endpoint.phase in (Phase.NEVER_OPENED, Phase.CONNECTING_HTTP)
    play.after(TransportLost())
    assert play.endpoint.phase is Phase.NEVER_OPENED


def test_a_delayed_answer_takes_what_came_meanwhile():
    play = answering(delay=500)
    play.on(
        received(REQUEST.head()),
        "request <-\ncancel handshake\nstart answer-delay 500\nnote answer.delayed",
    )
    ping = from_peer("server", 9)
    play.on(received(ping[:2]), "note handshake.early-data").on(received(ping[2:]), "")
    play.on(
        TimerFired(Timer.ANSWER_DELAY),
        """
        response ->
        state open
        api open
        frame <- 9
        frame -> 10
        write HTTP/1.1 101 Switching Protocols
        """,
    )
    play.on(TimerFired(Timer.ANSWER_DELAY), "")


@pytest.mark.parametrize("kind", [AnswerKind.REJECT, AnswerKind.GARBAGE, AnswerKind.RST])
def test_every_other_answer_can_be_late_too(kind):
    play = answering(kind=kind, delay=500).after(received(REQUEST.head() + b"body"))
    assert play.endpoint.phase is Phase.CONNECTING_HTTP
    said = play.endpoint.handle(TimerFired(Timer.ANSWER_DELAY))
    assert play.endpoint.phase is Phase.NEVER_OPENED
    assert not any(fact.data == b"body" for fact in facts(said))


def test_who_leaves_before_a_late_answer_gets_none():
    play = answering(delay=500).after(received(REQUEST.head() + b"xy"))
    play.on(
        EofReceived(),
        f"""
        bytes <- unanswered 78 79
        fin <-
        failure peer-dropped
        state closed.never-opened
        cancel answer-delay
        {CLOSING}
        """.replace("\n\n", "\n"),
    )
    play.on(TimerFired(Timer.ANSWER_DELAY), "")


def test_nobody_answers_after_our_own_fin():
    play = answering(delay=500).after(received(REQUEST.head()), EndTcp(TcpEnd.FIN), FinSent())
    said = play.endpoint.handle(TimerFired(Timer.ANSWER_DELAY))
    assert written(said) == b""
    assert failure_of(said)[0]["reason"] == "aborted-by-server"


def test_what_comes_before_a_late_answer_has_a_limit():
    play = answering(Limits(head_bytes=400), delay=500).after(received(REQUEST.head()))
    said = play.endpoint.handle(received(bytes(401)))
    assert failure_of(said)[0]["text"][0] == "answer.overrun"
    assert [len(fact.data) for fact in facts(said) if fact.kind is Kind.BYTES] == [401]
    assert play.endpoint.phase is Phase.NEVER_OPENED


def test_silence_keeps_only_so_much():
    play = answering(kind=AnswerKind.SILENCE).after(received(REQUEST.head()))
    said = play.endpoint.handle(received(bytes(KEPT_BYTES + 1)))
    assert [len(fact.data) for fact in facts(said)] == [KEPT_BYTES]
    assert play.endpoint.phase is Phase.CONNECTING_HTTP
    said = play.endpoint.handle(EofReceived())
    assert [fact.details["dropped"] for fact in facts(said) if fact.kind is Kind.NOTE] == [1]


def test_a_full_server_says_so_whatever_it_was_told():
    policy = ServerPolicy(full=True, answer=OpeningAnswer(AnswerKind.SILENCE))
    endpoint = Endpoint(Role.SERVER, policy, Behaviour(), Limits(), bytes)
    endpoint.handle(Connected())
    assert written(endpoint.handle(received(REQUEST.head()))).startswith(b"HTTP/1.1 503 ")
