"""What RFC 6455 demands of a receiving end, case by case, for both roles and in any chunking.

Violations must be answered by the fitting close code, at once, and nothing after them may be
processed.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.chunking import CUTS, chunks_of, octets
from tests.support.playbook import (
    KEY,
    REQUEST,
    facts,
    frames,
    from_peer,
    new_endpoint,
    open_endpoint,
    written,
)
from tests.support.rfc6455_table import (
    BINARY,
    CASES,
    CLOSE,
    FRAG,
    INVALID_UTF8,
    LIMIT,
    PING,
    PONG,
    TEXT,
    Frame,
    body,
)
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.commands import CancelTimer, CloseTransport, HalfClose, StartTimer
from wsinspector.protocol.exchange import (
    BytesReceived,
    Connected,
    EofReceived,
    FinSent,
    SendClose,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase, Role

BOTH = (Role.CLIENT, Role.SERVER)


def answers_of(role: Role, wire: bytes) -> list[tuple[int, bytes]]:
    """The frames in what an end wrote, each of which must be perfect."""
    decoder = FrameDecoder()
    decoder.feed(wire)
    found = []
    while (step := decoder.advance()) is not None:
        if isinstance(step, WholeFrame):
            header = step.header
            assert (header.fin, header.rsv, header.is_minimal) == (True, 0, True)
            assert (header.masking_key is not None) == (role is Role.CLIENT)
            found.append((header.opcode, step.payload))
    assert decoder.between_frames
    return found


def end_of(endpoint, commands):
    """Let TCP end as the endpoint asks for it, or else by the peer."""
    said = list(commands)
    if any(isinstance(command, HalfClose) for command in said):
        said += endpoint.handle(FinSent())
    said += endpoint.handle(EofReceived())
    assert any(isinstance(command, CloseTransport) for command in said)
    said += endpoint.handle(FinSent())
    said += endpoint.handle(TransportLost())
    return said


@pytest.mark.parametrize("chunking", ["whole", "octets"])
@pytest.mark.parametrize("role", BOTH, ids=str)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.section} {case.name}")
def test_case(case, role, chunking):
    wire = b"".join(frame.encode(role) for frame in case.send)
    if chunking == "octets" and len(wire) > 1000:
        chunks = chunks_of(wire, list(range(0, len(wire), 997)))
    else:
        chunks = octets(wire) if chunking == "octets" else [wire]
    endpoint = open_endpoint(
        role, Behaviour(message=OnMessage(MessageReply.ECHO)), Limits(message_bytes=LIMIT)
    )
    said = [command for chunk in chunks for command in endpoint.handle(BytesReceived(chunk))]

    answers = answers_of(role, written(said))
    failures = [fact for fact in facts(said) if fact.kind is Kind.FAILURE]
    closing = case.rule is not None or case.report[1]
    if case.rule is None:
        assert answers == case.answers
        assert failures == []
        if closing:
            assert endpoint.phase is Phase.BOTH_CLOSED
        else:
            assert endpoint.phase is Phase.OPEN
            assert not any(isinstance(command, HalfClose) for command in said)
    else:
        *before, code = case.answers
        assert answers[:-1] == before
        opcode, payload = answers[-1]
        assert (opcode, int.from_bytes(payload[:2], "big")) == (CLOSE, code)
        assert len(payload) <= 125
        (failure,) = failures
        assert str(failure.details["rule"]).startswith(case.rule)
        assert failure.details["code"] == code
        assert endpoint.phase is Phase.FAILING
    # §7.1.1: the server ends TCP first, the client waits for it.
    assert any(isinstance(c, HalfClose) for c in said) == (closing and role is Role.SERVER)

    said = end_of(endpoint, said)
    report = endpoint.report()
    assert (report.code, report.was_clean, report.error) == case.report
    assert running_timers(said) == set()


def running_timers(commands):
    """The timers that were started and not cancelled."""
    running = set()
    for command in commands:
        if isinstance(command, StartTimer):
            running.add(command.timer)
        elif isinstance(command, CancelTimer):
            running.remove(command.timer)
    return running


@pytest.mark.parametrize("role", BOTH, ids=str)
@pytest.mark.parametrize("digits, enough", INVALID_UTF8, ids=[row[0] for row in INVALID_UTF8])
@pytest.mark.parametrize("before", [b"", "κόσ".encode()], ids=["first", "later"])
def test_invalid_utf8_fails_at_the_first_byte_that_shows_it(role, digits, enough, before):
    """§8.1, strictly: inside a frame in progress, and inside a fragment of an unfinished message."""
    data = bytes.fromhex(digits)
    endpoint = open_endpoint(role)
    if before:
        endpoint.handle(BytesReceived(from_peer(role, TEXT, before, fin=False)))
    opcode = FRAG if before else TEXT
    wire = from_peer(role, opcode, data + bytes(50))
    header = len(wire) - len(data) - 50
    phases = []
    for octet in octets(wire):
        endpoint.handle(BytesReceived(octet))
        phases.append(endpoint.phase)
    assert phases.index(Phase.FAILING) == header + enough - 1
    assert endpoint.close_sent.code == 1007


@pytest.mark.parametrize("role", BOTH, ids=str)
@pytest.mark.parametrize(
    "frame",
    [
        Frame(TEXT, bytes(100), rsv=4),
        Frame(3, bytes(100)),
        Frame(PING, bytes(126)),
        Frame(PING, bytes(100), fin=False),
        Frame(FRAG, bytes(100)),
        Frame(BINARY, bytes(100), length_encoding=16),
        Frame(BINARY, bytes(100), wrongly_masked=True),
        Frame(BINARY, bytes(100), declared_length=LIMIT + 1),
        Frame(BINARY, bytes(100), declared_length=2**63),
    ],
    ids=str,
)
def test_a_fault_of_the_header_fails_before_the_payload(role, frame):
    endpoint = open_endpoint(role, limits=Limits(message_bytes=LIMIT))
    wire = frame.encode(role)
    header = wire[: len(wire) - len(frame.payload)]
    assert endpoint.handle(BytesReceived(header[:-1])) == []
    said = endpoint.handle(BytesReceived(header[-1:]))
    assert endpoint.phase is Phase.FAILING
    partial = next(fact for fact in facts(said) if fact.kind is Kind.PARTIAL)
    assert (partial.data, partial.sent) == (header, False)
    rest = facts(endpoint.handle(BytesReceived(wire[len(header) :])))
    assert [(fact.kind, fact.data) for fact in rest] == [(Kind.BYTES, wire[len(header) :])]


@pytest.mark.parametrize("role", BOTH, ids=str)
def test_pings_are_answered_between_our_close_and_the_peers(role):
    """§5.5.2: unless it already received a Close frame."""
    endpoint = open_endpoint(role, Behaviour(message=OnMessage(MessageReply.ECHO)))
    endpoint.handle(SendClose(1000))
    wire = from_peer(role, PING, b"p") + from_peer(role, TEXT, b"late") + from_peer(role, PING)
    said = endpoint.handle(BytesReceived(wire))
    assert answers_of(role, written(said)) == [(PONG, b"p"), (PONG, b"")]
    assert endpoint.phase is Phase.CLOSE_SENT
    said = endpoint.handle(
        BytesReceived(from_peer(role, CLOSE, body(1001)) + from_peer(role, PING))
    )
    assert written(said) == b""
    assert endpoint.phase is Phase.BOTH_CLOSED


@pytest.mark.parametrize("role", BOTH, ids=str)
def test_a_violation_after_our_close_is_not_answered_by_a_second_one(role):
    """§5.5.1, §7.1.7."""
    endpoint = open_endpoint(role)
    endpoint.handle(SendClose(1000))
    said = endpoint.handle(BytesReceived(from_peer(role, 3)))
    assert endpoint.phase is Phase.FAILING
    assert written(said) == b""
    end_of(endpoint, said)
    assert endpoint.report() == (1006, "", False, True)


@pytest.mark.parametrize("role", BOTH, ids=str)
def test_crossing_closes_are_both_right(role):
    """§5.5.1, last paragraph: both ends sent a Close at the same time."""
    endpoint = open_endpoint(role)
    ours = written(endpoint.handle(SendClose(1000, b"ours")))
    said = endpoint.handle(BytesReceived(from_peer(role, CLOSE, body(4002, b"theirs"))))
    assert written(said) == b""
    assert endpoint.phase is Phase.BOTH_CLOSED
    assert answers_of(role, ours) == [(CLOSE, body(1000, b"ours"))]
    end_of(endpoint, said)
    assert endpoint.report() == (4002, "theirs", True, False)


GARBAGE = st.binary(max_size=300) | st.lists(
    st.tuples(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=20)), max_size=8
).map(lambda rows: b"".join(bytes((a, b)) + c for a, b, c in rows))


def recorded(commands) -> int:
    """How many received bytes are in the record."""
    total = sum(
        len(header) + len(data) for sent, _, _, header, data in frames(commands) if not sent
    )
    for fact in facts(commands):
        if fact.sent is False:
            total += len(fact.data)
        total += int(fact.details.get("dropped", 0))
    return total


@settings(max_examples=300)
@given(st.sampled_from(BOTH), GARBAGE, CUTS, st.booleans(), st.sampled_from([200, 20]))
@example(Role.SERVER, b"\x88\x80\0\0\0\0" + b"\x82\xff" + bytes(40), [], True, 20)
def test_garbage_never_raises_and_no_byte_is_lost(role, data, cuts, reset, limit):
    endpoint = open_endpoint(
        role, Behaviour(message=OnMessage(MessageReply.ECHO)), Limits(message_bytes=limit)
    )
    before = endpoint.bytes_received
    said = []
    for chunk in chunks_of(data, cuts):
        said += endpoint.handle(BytesReceived(chunk))
    if not reset:
        said += endpoint.handle(EofReceived())
    said += endpoint.handle(TransportLost(reset=reset))
    assert recorded(said) == len(data) == endpoint.bytes_received - before
    assert endpoint.report() is not None
    starts = [fact[2] for fact in frames(said) if not fact[0]]
    assert starts == sorted(starts)


@settings(max_examples=200)
@given(st.sampled_from(BOTH), st.binary(max_size=300), CUTS, st.booleans())
@example(Role.SERVER, REQUEST.head() + b"\x81\x80" + KEY, [], False)
@example(Role.SERVER, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [], False)
@example(Role.CLIENT, b"HTTP/1.1 404 Not Found\r\nA: b\r\n\r\nbody", [3], False)
@example(Role.CLIENT, b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 E\r\n\r\nHTTP/1", [30], True)
def test_garbage_before_the_opening_handshake_never_raises_either(role, data, cuts, reset):
    endpoint = new_endpoint(role)
    said = list(endpoint.handle(Connected()))
    for chunk in chunks_of(data, cuts):
        said += endpoint.handle(BytesReceived(chunk))
    if not reset:
        said += endpoint.handle(EofReceived())
    said += endpoint.handle(TransportLost(reset=reset))
    assert recorded(said) == len(data)
    assert endpoint.phase.ready == 3
