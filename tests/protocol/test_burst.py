"""The fast way does what the general way does, for any bytes in any chunking."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.chunking import CUTS, chunks_of
from tests.support.playbook import KEY, frames, from_peer, open_endpoint
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.burst import read_burst
from wsinspector.protocol.commands import RecordFrames, Write
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
    BytesReceived,
    Connected,
    EndTcp,
    SendClose,
    TcpEnd,
    TransportLost,
)
from wsinspector.protocol.frames.frame_decoder import FrameDecoder
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role

LIMIT = 400


def slow_server(behaviour: Behaviour) -> Endpoint:
    """Takes everything the general way."""
    limits = Limits(message_bytes=LIMIT)
    endpoint = Endpoint(Role.SERVER, ServerPolicy(), behaviour, limits, lambda n: KEY[:n])
    endpoint._conduct.burst_echo = lambda: None
    endpoint.handle(Connected())
    request = OpeningRequest("example.test", "/chat", b"the sample nonce")
    endpoint.handle(BytesReceived(request.head()))
    return endpoint


PLAIN = st.builds(
    lambda opcode, payload: from_peer("server", opcode, payload),
    st.sampled_from([1, 2]),
    st.binary(max_size=30) | st.text(max_size=200).map(str.encode) | st.just(b"x" * 126),
)
ODD = st.builds(
    lambda opcode, payload, wishes: from_peer("server", opcode, payload, **wishes),
    st.sampled_from([0, 1, 2, 3, 8, 9, 10]),
    st.sampled_from([b"", b"a", b"\xff", b"\xe2\x82", b"\x03\xe8", bytes(126), bytes(LIMIT + 1)]),
    st.sampled_from(
        [
            {},
            {"fin": False},
            {"rsv": 4},
            {"mask": None},
            {"declared_length": 200},
            {"length_encoding": 16},
            {"length_encoding": 64},
        ]
    ),
)
WIRES = st.lists(PLAIN | PLAIN | PLAIN | ODD, max_size=12).map(b"".join) | st.binary(max_size=80)
BEFORE = st.sampled_from([(), (SendClose(1000),), (EndTcp(TcpEnd.FIN),), (EndTcp(TcpEnd.CLOSE),)])


@settings(max_examples=400)
@given(WIRES, CUTS, st.booleans(), BEFORE)
@example(from_peer("server", 1, b"\xff"), [], True, ())
@example(from_peer("server", 1, b"a") * 3 + b"\x81", [], True, ())
@example(from_peer("server", 1, b"a", fin=False) + from_peer("server", 1, b"b"), [], True, ())
def test_both_ways_give_the_same_commands(wire, cuts, echo, before):
    fast = open_endpoint(
        "server",
        Behaviour(message=OnMessage(MessageReply.ECHO if echo else MessageReply.NOTHING)),
        Limits(message_bytes=LIMIT),
    )
    slow = slow_server(
        Behaviour(message=OnMessage(MessageReply.ECHO if echo else MessageReply.NOTHING))
    )
    said = []
    for endpoint in (fast, slow):
        commands = [c for event in before for c in endpoint.handle(event)]
        for chunk in chunks_of(wire, cuts):
            commands += endpoint.handle(BytesReceived(chunk))
        commands += endpoint.handle(TransportLost())
        said.append(commands)
    assert said[0] == said[1]
    assert fast.phase is slow.phase
    assert (fast.bytes_sent, fast.bytes_received) == (slow.bytes_sent, slow.bytes_received)


def test_a_chunk_of_many_messages_is_one_record_and_one_write():
    server = open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO)))
    wire = b"".join(from_peer("server", 1, b"%d" % i) for i in range(100))
    record, write = server.handle(BytesReceived(wire + wire[:6]))
    assert isinstance(record, RecordFrames)
    assert isinstance(write, Write)
    assert len(record.frames) == 200
    taken, echoed = record.frames[0], record.frames[1]
    assert taken[4] is echoed[4], "received and sent share one payload"


def test_a_frame_cut_by_the_chunks_end_does_not_leave_the_fast_way():
    server = open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO)))
    wire = b"".join(from_peer("server", 2, b"x" * 64) for _ in range(50))
    for chunk in chunks_of(wire, [1000, 2000]):
        record, write = server.handle(BytesReceived(chunk))
        assert isinstance(record, RecordFrames)
        assert isinstance(write, Write)


@pytest.mark.parametrize(
    "wire",
    [
        from_peer("server", 9),
        from_peer("server", 1, b"a", fin=False),
        from_peer("server", 1, b"a", mask=None),
        from_peer("server", 2, bytes(60), length_encoding=16),
        from_peer("server", 2, bytes(60), length_encoding=64),
        from_peer("server", 2, bytes(LIMIT + 1)),
        from_peer("server", 1, b"\xed\xa0\x80"),
        from_peer("server", 1, b"abc")[:-1],
        b"\x81",
        b"",
    ],
    ids=lambda wire: wire[:6].hex(" "),
)
def test_what_is_not_plain_is_left_alone(wire):
    decoder, outbox = FrameDecoder(), Outbox(Role.SERVER, lambda n: KEY[:n])
    plain = from_peer("server", 2, b"ok")
    decoder.feed(plain + wire)
    read_burst(decoder, outbox, LIMIT, echo=False)
    assert decoder.position == len(plain)
    assert len(frames(outbox.collect())) == 1
    read_burst(decoder, outbox, LIMIT, echo=False)
    assert decoder.position == len(plain)
    assert outbox.collect() == []
