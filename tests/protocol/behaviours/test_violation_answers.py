"""What an end does about a violation, in every choice."""

from __future__ import annotations

import pytest

from tests.support.deflate_ends import open_deflating
from tests.support.pair import Pair
from tests.support.playbook import (
    Playbook,
    facts,
    frames,
    from_peer,
    open_endpoint,
    received,
    spoken,
)
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    OnViolation,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.behaviours.violation_answers import IMPASSABLE
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import SendBytes, SendClose, TransportLost
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase

BOTH = ("client", "server")
CARRY_ON = Behaviour(
    message=OnMessage(MessageReply.ECHO), violation=OnViolation(ViolationReply.CARRY_ON)
)


def failing(reply: ViolationReply, close: OnClose | None = None) -> Behaviour:
    return Behaviour(close or OnClose(), violation=OnViolation(reply, 4999))


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "reply, code", [(ViolationReply.FAIL, 1002), (ViolationReply.OWN, 4999)], ids=str
)
def test_the_close_has_the_fitting_code_or_the_chosen_one(role, reply, code):
    endpoint = open_endpoint(role, failing(reply))
    said = endpoint.handle(received(from_peer(role, 3)))
    assert endpoint.close_sent.code == code
    assert endpoint.phase is Phase.FAILING
    (failure,) = (fact for fact in facts(said) if fact.kind is Kind.FAILURE)
    assert (failure.details["rule"], failure.details["code"]) == ("frame-opcode-reserved", 1002)


@pytest.mark.parametrize("role", BOTH)
def test_tcp_is_dropped_without_a_word(role):
    play = Playbook(open_endpoint(role, failing(ViolationReply.DROP)))
    play.on(
        received(from_peer(role, 3)),
        """
        frame <- 3
        failure frame-opcode-reserved
        state failing
        start tcp-end 2000
        half-close
        """,
    )


@pytest.mark.parametrize("role", BOTH)
def test_a_failing_end_may_reset_tcp(role):
    pair = Pair(**{role: failing(ViolationReply.FAIL, OnClose(tcp=TcpDuty.RST))})
    end, other = (pair.client, pair.server) if role == "client" else (pair.server, pair.client)
    pair.tell(other, SendBytes.split(from_peer(role, 3)))
    pair.run()
    told = [line.partition(" ")[0] for line in end.lines]
    assert told[told.index("rst") - 4 :][:6] == [
        "frame",
        "failure",
        "state",
        "frame",
        "rst",
        "write",
    ]
    assert other.endpoint.close_received.code == 1002


PASSED = [
    ("mask", lambda role: from_peer("client" if role == "server" else "server", 1, b"ok")),
    ("frame-rsv", lambda role: from_peer(role, 1, b"ok", rsv=5)),
    ("frame-length-not-minimal", lambda role: from_peer(role, 1, b"ok", length_encoding=64)),
    ("frame-opcode-reserved", lambda role: from_peer(role, 3, b"x") + from_peer(role, 1, b"ok")),
    ("frame-opcode-reserved", lambda role: from_peer(role, 12, b"x") + from_peer(role, 1, b"ok")),
    ("control-fragmented", lambda r: from_peer(r, 10, fin=False) + from_peer(r, 1, b"ok")),
    ("control-too-long", lambda r: from_peer(r, 10, bytes(126)) + from_peer(r, 1, b"ok")),
    ("continuation", lambda role: from_peer(role, 0, b"x") + from_peer(role, 1, b"ok")),
    (
        "frame-opcode-reserved",
        lambda role: (
            from_peer(role, 1, b"o", fin=False)
            + from_peer(role, 7, b"\xff", fin=False)
            + from_peer(role, 0, b"k")
        ),
    ),
    (
        "message-interleaved",
        lambda role: from_peer(role, 1, b"x", fin=False) + from_peer(role, 1, b"ok"),
    ),
]


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("rule, wire", PASSED, ids=[rule for rule, _ in PASSED])
@pytest.mark.parametrize("step", [None, 1])
def test_a_broken_rule_is_noted_and_reading_goes_on(role, rule, wire, step):
    endpoint = open_endpoint(role, CARRY_ON)
    data = wire(role)
    said = []
    for at in range(0, len(data), step or len(data)):
        said += endpoint.handle(received(data[at : at + (step or len(data))]))
    assert endpoint.phase is Phase.OPEN
    echoed = [(frame[1], frame[4]) for frame in frames(said) if frame[0]]
    assert echoed == [(1, b"ok")]
    notes = [fact for fact in facts(said) if fact.kind is Kind.NOTE]
    assert len(notes) == 1
    assert str(notes[0].details["rule"]).startswith(rule)
    assert notes[0].sent is False
    assert data.index(frames(said)[0][3][:1]) == 0


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("payload", [b"\xff", "€".encode()[:2]], ids=["invalid", "truncated"])
@pytest.mark.parametrize("parts", [1, 2])
def test_what_is_no_text_is_a_message_all_the_same(role, payload, parts):
    endpoint = open_endpoint(role, CARRY_ON)
    wire = from_peer(role, 1, payload)
    if parts == 2:
        wire = from_peer(role, 1, payload[:1], fin=False) + from_peer(role, 0, payload[1:])
    said = endpoint.handle(received(wire + from_peer(role, 1, b"ok")))
    assert [frame[4] for frame in frames(said) if frame[0]] == [payload, b"ok"]
    assert [fact.details["code"] for fact in facts(said) if fact.kind is Kind.NOTE] == [1007]


def test_the_note_stands_behind_its_frame():
    endpoint = open_endpoint("server", CARRY_ON)
    said = spoken(endpoint.handle(received(from_peer("client", 1, b"a"))))
    assert said[:2] == ["frame <- 1 61", "note violation.carried-on"]


def test_the_note_of_a_frame_that_never_gets_whole_is_not_lost():
    play = Playbook(open_endpoint("client", CARRY_ON))
    play.on(received("83 05 61"), "")
    said = spoken(play.endpoint.handle(TransportLost()))
    assert said[:2] == ["note violation.carried-on", "partial <- lost 83 05 61"]


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "body, report",
    [
        (b"\x03", (1005, "", True, False)),
        (b"\x03\xed", (1005, "", True, False)),
        (b"\x03\xe8\xff", (1000, "\ufffd", True, False)),
        (b"\x03\xe8" + b"x" * 124, (1000, "x" * 124, True, False)),
    ],
    ids=["one byte", "1005", "no text", "too long"],
)
def test_a_faulty_close_is_a_close_all_the_same(role, body, report):
    pair = Pair(**{role: CARRY_ON})
    end, other = (pair.client, pair.server) if role == "client" else (pair.server, pair.client)
    pair.tell(other, SendClose(int.from_bytes(body[:2], "big"), body[2:])
              if len(body) > 1 else SendClose(None, body))  # fmt: skip
    pair.run()
    assert end.endpoint.report() == report
    assert end.endpoint.close_sent == ClosePayload.parse(body), "echoed"


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize(
    "wishes, rule, code",
    [
        ({"declared_length": 2**63}, "frame-length-msb-set", 1002),
        ({"declared_length": 201}, "frame-length-huge", 1009),
    ],
)
@pytest.mark.parametrize("opcode", [1, 3, 9, 11])
def test_what_has_no_end_or_no_room_fails_all_the_same(role, wishes, rule, code, opcode):
    endpoint = open_endpoint(role, CARRY_ON, Limits(message_bytes=200))
    said = endpoint.handle(received(from_peer(role, opcode, b"", **wishes)))
    assert endpoint.phase is Phase.FAILING
    if opcode == 1:
        assert rule in IMPASSABLE
        assert endpoint.close_sent.code == code
    assert [fact.kind for fact in facts(said)].count(Kind.FAILURE) == 1


def test_corrupt_compression_fails_all_the_same():
    endpoint = open_deflating("client", behaviour=CARRY_ON)
    endpoint.handle(received("c1 04 ff ff ff ff"))
    assert endpoint.phase is Phase.FAILING


@pytest.mark.parametrize("wire", ["49 01 78", "c9 01 78", "c1 07 f2 48 cd c9 c9 07 00  c0 01 00"])
def test_misplaced_bits_of_compression_are_passed_over(wire):
    endpoint = open_deflating("client", behaviour=CARRY_ON)
    said = endpoint.handle(received(wire))
    assert endpoint.phase is Phase.OPEN
    assert [fact.kind for fact in facts(said)].count(Kind.NOTE) >= 1


def test_after_an_own_close_it_carries_on_as_well():
    endpoint = open_endpoint("client", CARRY_ON)
    endpoint.handle(SendClose(1000))
    endpoint.handle(received("83 00 88 02 03 e8"))
    assert endpoint.phase is Phase.BOTH_CLOSED


def test_who_never_answers_and_carries_on_is_still_open():
    silent = Behaviour(OnClose(CloseReply.NEVER), violation=OnViolation(ViolationReply.CARRY_ON))
    endpoint = open_endpoint("client", silent)
    endpoint.handle(received("83 00 83 00"))
    assert endpoint.phase is Phase.OPEN
