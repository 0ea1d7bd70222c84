"""What an end does about a Close, in every behaviour, seen from both sides."""

from __future__ import annotations

import pytest

from tests.support.pair import Pair
from tests.support.playbook import Playbook, frames, from_peer, open_endpoint, received, written
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    TcpDuty,
)
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.closing.closing_handshake import ClosingHandshake
from wsinspector.protocol.commands import HalfClose, StartTimer
from wsinspector.protocol.exchange import (
    EndTcp,
    EofReceived,
    FinSent,
    SendClose,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.message_reader import Violation
from wsinspector.protocol.lifecycle import Trigger
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Phase, Role
from wsinspector.protocol.transport_view import TransportView
from wsinspector.texts import text

BOTH = ("client", "server")


def ends_of(pair: Pair, beginner: str):
    """The end that begins and the one that answers."""
    ends = (pair.client, pair.server)
    return ends if beginner == "client" else ends[::-1]


def behaving(beginner: str, behaviour: Behaviour) -> Pair:
    """A pair of which the end that does not begin behaves so."""
    if beginner == "client":
        return Pair(server=behaviour)
    return Pair(client=behaviour)


@pytest.mark.parametrize("beginner", BOTH)
@pytest.mark.parametrize(
    "behaviour, reply, report",
    [
        (Behaviour(), b"\x03\xe8bye", (1000, "bye", True, False)),
        (Behaviour(OnClose(CloseReply.EMPTY)), b"", (1005, "", True, False)),
        (Behaviour(OnClose(CloseReply.OWN)), b"\x03\xe8", (1000, "", True, False)),
        (
            Behaviour(OnClose(CloseReply.OWN, code=4000, reason=b"own")),
            b"\x0f\xa0own",
            (4000, "own", True, False),
        ),
        (Behaviour(OnClose(CloseReply.OWN, code=None)), b"", (1005, "", True, False)),
        (
            Behaviour(OnClose(CloseReply.OWN, code=1006)),
            b"\x03\xee",
            (1006, "", False, True),
        ),
        (
            Behaviour(OnClose(CloseReply.OWN, reason=b"x" * 124)),
            b"\x03\xe8" + b"x" * 124,
            (1006, "", False, True),
        ),
    ],
    ids=["echo", "empty", "own", "own code and reason", "own empty", "illegal", "too long"],
)
def test_a_close_is_answered_as_asked(beginner, behaviour, reply, report):
    pair = behaving(beginner, behaviour)
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000, b"bye"))
    pair.run()
    sent = [frame[4] for frame in answers.frames if frame[0]]
    assert sent == [reply]
    assert begins.endpoint.report() == report
    assert answers.endpoint.report() == (1000, "bye", True, False)
    assert answers.endpoint.close_received == ClosePayload(1000, b"bye")
    assert answers.endpoint.close_sent == ClosePayload.parse(reply)


@pytest.mark.parametrize("beginner", BOTH)
def test_a_delayed_answer_waits_for_its_timer(beginner):
    pair = behaving(beginner, Behaviour(OnClose(delay=300)))
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000))
    pair.run()
    assert answers.timers == {Timer.REPLY_DELAY: 300}
    assert (begins.phases[-1], answers.phases[-1]) == ("close-sent", "close-received")
    pair.fire(answers, Timer.REPLY_DELAY)
    assert (begins.phases[-1], answers.phases[-1]) == ("closed.clean", "closed.clean")


@pytest.mark.parametrize("beginner", BOTH)
def test_no_answer_leaves_the_other_end_to_its_patience(beginner):
    pair = behaving(beginner, Behaviour(OnClose(CloseReply.NEVER, delay=300)))
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000))
    pair.run()
    assert begins.timers == {Timer.CLOSE_REPLY: 10_000}
    assert answers.timers == {}
    pair.fire(begins, Timer.CLOSE_REPLY)
    assert begins.endpoint.report() == (1006, "", False, False)
    # By the letter: the code that was received, but not clean, and lost (RFC 6455 §7.2.1).
    assert answers.endpoint.report() == (1000, "", False, True)


@pytest.mark.parametrize("beginner", BOTH)
def test_a_fin_instead_of_an_answer(beginner):
    pair = behaving(beginner, Behaviour(OnClose(CloseReply.FIN)))
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000))
    pair.run()
    assert begins.endpoint.report() == (1006, "", False, True)
    assert answers.endpoint.report() == (1000, "", False, False)
    assert answers.phases[-3:] == ["close-received", "peer-eof", "closed.unclean"]
    assert [frame for frame in answers.frames if frame[0]] == []


@pytest.mark.parametrize("role", BOTH)
def test_a_fin_instead_of_an_answer_does_not_wait_for_ever(role):
    play = Playbook(open_endpoint(role, Behaviour(OnClose(CloseReply.FIN))))
    play.on(
        received(from_peer(role, 8)),
        "frame <- 8\nstate close-received\nstart tcp-end 2000\nhalf-close",
    )
    play.on(TimerFired(Timer.TCP_END), "timeout tcp-end\nstart tcp-end 2000\nclose-transport")


@pytest.mark.parametrize("beginner", BOTH)
def test_a_reset_instead_of_an_answer(beginner):
    pair = behaving(beginner, Behaviour(OnClose(CloseReply.RST, delay=5)))
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000))
    pair.run()
    pair.fire(answers, Timer.REPLY_DELAY)
    assert begins.endpoint.report() == (1006, "", False, True)
    assert answers.endpoint.report() == (1000, "", False, False)
    resets = [[f.sent for f in end.facts if f.kind is Kind.RST] for end in (begins, answers)]
    assert resets == [[False], [True]]


def test_an_answer_that_cannot_be_written_any_more_ends_tcp_instead():
    play = Playbook(open_endpoint("server", Behaviour(OnClose(delay=5))))
    play.after(received(from_peer("server", 8)), EndTcp(TcpEnd.FIN))
    play.on(TimerFired(Timer.REPLY_DELAY), "start tcp-end 2000")


@pytest.mark.parametrize("role", BOTH)
def test_an_end_that_leaves_tcp_open_does_nothing_by_itself(role):
    stay = Behaviour(OnClose(tcp=TcpDuty.LEAVE))
    play = Playbook(open_endpoint(role, stay)).after(SendClose(1000))
    play.on(TimerFired(Timer.CLOSE_REPLY), "timeout close-reply")
    play.on(EofReceived(), "fin <-\nstate peer-eof")
    play = Playbook(open_endpoint(role, stay))
    said = play.endpoint.handle(received(from_peer(role, 3)))
    assert [frame[1] for frame in frames(said)] == [3, 8]
    assert not any(type(c).__name__ in ("HalfClose", "StartTimer") for c in said)


@pytest.mark.parametrize("role", BOTH)
def test_the_reason_of_a_failure_always_fits(role):
    for wire in (from_peer(role, 1, b"\xff"), from_peer(role, 5), from_peer(role, 9, bytes(126))):
        endpoint = open_endpoint(role)
        endpoint.handle(received(wire))
        payload = endpoint.close_sent
        assert 0 < len(payload.reason) <= 123
        assert payload.fault is None


def test_of_a_failure_with_many_words_only_the_rule_is_sent():
    sent = []
    outbox = Outbox(Role.SERVER, bytes)
    transport = TransportView(Limits(), outbox)
    transport.is_up = True
    closing = ClosingHandshake(Role.SERVER, Limits(), outbox, transport, sent.append, sent.append)
    closing.fail(Violation(1002, "some-rule", text("transport.lost", error="x" * 124)))
    closing.end_failed(OnClose(tcp=TcpDuty.LEAVE))
    assert sent == [Trigger.VIOLATION, Trigger.CLOSE_OUT]
    assert closing.sent == ClosePayload(1002, b"some-rule")


def test_what_arrives_between_our_close_and_the_answer_is_seen_but_no_message():
    pair = Pair(server=Behaviour(message=OnMessage(MessageReply.ECHO)))
    pair.tell(pair.client, SendMessage(b"last", is_text=True))
    pair.tell(pair.client, SendClose(1000))
    pair.run()
    taken = [(frame[1], frame[4]) for frame in pair.client.frames if not frame[0]]
    assert taken == [(1, b"last"), (8, b"\x03\xe8")]
    messages = [fact for fact in pair.client.facts if fact.details.get("event") == "message"]
    assert messages == [], "WHATWG: no message event unless readyState is OPEN"


@pytest.mark.parametrize("role", BOTH)
def test_a_close_after_the_peers_close_and_fin_completes_the_handshake(role):
    """§7.1.4: nothing but the order of both Closes and the end of TCP counts."""
    silent = Behaviour(OnClose(CloseReply.NEVER, tcp=TcpDuty.LEAVE))
    play = Playbook(open_endpoint(role, silent))
    play.after(received(from_peer(role, 8, b"\x03\xe8")), EofReceived())
    said = play.endpoint.handle(SendClose(1001))
    assert [frame[4] for frame in frames(said)] == [b"\x03\xe9"]
    assert play.endpoint.phase is Phase.FIN_RECEIVED
    play.after(EndTcp(TcpEnd.CLOSE), FinSent(), TransportLost())
    assert play.endpoint.report() == (1000, "", True, False)


@pytest.mark.parametrize("role", BOTH)
def test_a_close_after_a_fin_alone_completes_nothing(role):
    play = Playbook(open_endpoint(role, Behaviour(OnClose(tcp=TcpDuty.LEAVE))))
    play.after(EofReceived(), SendClose(1000))
    assert play.endpoint.phase is Phase.PEER_EOF
    play.after(EndTcp(TcpEnd.CLOSE), FinSent(), TransportLost())
    assert play.endpoint.report() == (1006, "", False, True)


@pytest.mark.parametrize("role", BOTH)
def test_messages_before_the_answer_are_spread_over_its_delay(role):
    chosen = OnClose(delay=1000, messages_first=3, ping_first=True)
    play = Playbook(open_endpoint(role, Behaviour(chosen)))
    said, waits = play.endpoint.handle(received(from_peer(role, 8, b"\x03\xe8"))), []
    for _ in range(3):
        waits += [c.ms for c in said if isinstance(c, StartTimer) and c.timer is Timer.REPLY_DELAY]
        sent = [(f[1], f[4]) for f in frames(said) if f[0]]
        assert sent[0] == (1, b"message %d after the Close" % len(waits))
        assert [opcode for opcode, _ in sent[1:]] == ([9] if len(waits) == 1 else [])
        said = play.endpoint.handle(TimerFired(Timer.REPLY_DELAY))
    assert waits == [333, 333, 334]
    assert [(f[1], f[4]) for f in frames(said)] == [(8, b"\x03\xe8")]
    assert play.endpoint.phase is Phase.BOTH_CLOSED


@pytest.mark.parametrize("role", BOTH)
def test_without_a_delay_everything_goes_out_at_once(role):
    chosen = OnClose(messages_first=2, ping_first=True, times=2)
    endpoint = open_endpoint(role, Behaviour(chosen))
    said = endpoint.handle(received(from_peer(role, 8, b"\x03\xe8")))
    assert [frame[1] for frame in frames(said) if frame[0]] == [1, 9, 1, 8, 8]


@pytest.mark.parametrize("role", BOTH)
def test_a_ping_alone_may_come_first(role):
    endpoint = open_endpoint(role, Behaviour(OnClose(ping_first=True)))
    said = endpoint.handle(received(from_peer(role, 8, b"\x03\xe8")))
    assert [frame[1] for frame in frames(said) if frame[0]] == [9, 8]


@pytest.mark.parametrize("role", BOTH)
def test_who_never_answers_may_still_send_messages(role):
    chosen = OnClose(CloseReply.NEVER, delay=100, messages_first=2)
    play = Playbook(open_endpoint(role, Behaviour(chosen)))
    play.after(received(from_peer(role, 8)), TimerFired(Timer.REPLY_DELAY))
    assert play.endpoint.phase is Phase.CLOSE_RECEIVED
    play.on(TimerFired(Timer.REPLY_DELAY), "")


@pytest.mark.parametrize("beginner", BOTH)
def test_an_answer_that_is_sent_twice_counts_once(beginner):
    pair = behaving(beginner, Behaviour(OnClose(times=2)))
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(4000, b"x"))
    pair.run()
    assert [frame[4] for frame in answers.frames if frame[0]] == [b"\x0f\xa0x"] * 2
    assert begins.endpoint.report() == answers.endpoint.report() == (4000, "x", True, False)


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "raw, phase",
    [
        ("88 02 0f a0", Phase.BOTH_CLOSED),
        ("88 82 00 00 00 00 0f a0", Phase.BOTH_CLOSED),
        ("81 00", Phase.CLOSE_RECEIVED),
        ("88 02 0f", Phase.CLOSE_RECEIVED),
        ("", Phase.CLOSE_RECEIVED),
    ],
)
def test_an_answer_in_bytes_goes_out_as_it_is_and_tcp_ends(role, raw, phase):
    data = bytes.fromhex(raw)
    play = Playbook(open_endpoint(role, Behaviour(OnClose(CloseReply.BYTES, raw=data))))
    said = play.endpoint.handle(received(from_peer(role, 8)))
    assert written(said) == data
    assert play.endpoint.phase is phase
    assert [c.timer for c in said if isinstance(c, StartTimer)][-1:] == [Timer.TCP_END]
    assert any(isinstance(c, HalfClose) for c in said) is (role == "server")


@pytest.mark.parametrize("beginner", BOTH)
@pytest.mark.parametrize("who", ["begins", "answers"])
def test_a_reset_once_both_closes_are_out(beginner, who):
    """Whoever began: who resets is the one that was told to."""
    rst = Behaviour(OnClose(tcp=TcpDuty.RST))
    answerer = "server" if beginner == "client" else "client"
    pair = Pair(**{beginner if who == "begins" else answerer: rst})
    begins, answers = ends_of(pair, beginner)
    pair.tell(begins, SendClose(1000))
    pair.run()
    resetting = begins if who == "begins" else answers
    resets = [f.sent for f in resetting.facts if f.kind is Kind.RST]
    assert resets == [True]
    assert resetting.endpoint.report() == (1000, "", True, False)


@pytest.mark.parametrize("role", BOTH)
def test_a_reset_when_no_answer_came(role):
    play = Playbook(open_endpoint(role, Behaviour(OnClose(tcp=TcpDuty.RST)))).after(SendClose(1000))
    play.on(TimerFired(Timer.CLOSE_REPLY), "timeout close-reply\nrst ->\nabort-transport")


@pytest.mark.parametrize("role", BOTH)
def test_who_answers_by_fin_and_leaves_tcp_open_does_nothing_more(role):
    chosen = OnClose(CloseReply.FIN, tcp=TcpDuty.LEAVE)
    play = Playbook(open_endpoint(role, Behaviour(chosen)))
    play.on(received(from_peer(role, 8)), "frame <- 8\nstate close-received\nhalf-close")
    play.on(FinSent(), "fin ->")
    play.on(EofReceived(), "fin <-\nstate peer-eof")
    play.on(EndTcp(TcpEnd.CLOSE), "call end-tcp close\nstart tcp-end 2000\nclose-transport")
