"""Ends that compress: what they write, what they take, and what they fail the connection for."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.frames import Opcode

from tests.support.chunking import CUTS, chunks_of
from tests.support.deflate_ends import (
    ANY_TERMS,
    Stranger,
    deflating,
    inflated,
    open_deflating,
)
from tests.support.playbook import (
    Playbook,
    facts,
    frames,
    from_peer,
    new_endpoint,
    open_endpoint,
    received,
    written,
)
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.commands import RecordFrames, Write
from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER, DeflateTerms
from wsinspector.protocol.deflate.deflater import Deflater
from wsinspector.protocol.exchange import Connected, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase, ReadyState, Role

HELLO = bytes.fromhex("f2 48 cd c9 c9 07 00")
ECHO = Behaviour(message=OnMessage(MessageReply.ECHO))


def test_a_message_and_its_echo():
    server = open_deflating("server", behaviour=ECHO)
    (record, write) = server.handle(received(from_peer("server", 1, HELLO, rsv=4)))
    assert isinstance(record, RecordFrames)
    assert isinstance(write, Write)
    assert [(sent, payload) for sent, _, _, _, payload in record.frames] == [
        (False, HELLO),
        (True, HELLO),
    ]
    assert record.inflated == {0: b"Hello", 1: b"Hello"}
    assert record.inflated[0] is record.inflated[1]
    assert write.data.hex(" ") == "c1 07 f2 48 cd c9 c9 07 00"
    (_, write) = server.handle(received(from_peer("server", 1, HELLO, rsv=4)))
    assert isinstance(write, Write)
    assert write.data.hex(" ") == "c1 05 f2 00 11 00 00", "the window reaches back"


def test_a_client_tells_its_program_of_the_message_as_it_was():
    client = open_deflating("client")
    said = client.handle(received(from_peer("client", 1, HELLO, rsv=4)))
    (event,) = facts(said)
    assert event.details["length"] == 5
    assert event.details["compressed"] == 7
    assert inflated(said) == [b"Hello"]
    plain = client.handle(received(from_peer("client", 1, b"Hello")))
    assert "compressed" not in facts(plain)[0].details


def test_a_client_sends_compressed():
    said = open_deflating("client").handle(SendMessage(b"Hello", is_text=True))
    assert inflated(said) == [b"Hello"]
    assert facts(said)[0].details["length"] == 5
    ((_, _, _, header, payload),) = frames(said)
    assert (header[:2], payload) == (b"\xc1\x87", HELLO)


def test_what_is_not_compressed_is_taken_too():
    server = open_deflating("server", behaviour=ECHO)
    said = server.handle(received(from_peer("server", 1, b"Hello")))
    assert inflated(said) == [None, b"Hello"], "RFC 7692 §6: the answer is compressed all the same"


def test_fragments_have_what_belongs_to_each():
    server = open_deflating("server", behaviour=ECHO)
    said = [
        *server.handle(received(from_peer("server", 1, HELLO[:3], fin=False, rsv=4))),
        *server.handle(received(from_peer("server", 9, b"?"))),
        *server.handle(received(from_peer("server", 0, b"", fin=False))),
        *server.handle(received(from_peer("server", 0, HELLO[3:]))),
    ]
    assert [(sent, opcode) for sent, opcode, *_ in frames(said)] == [
        (False, 1),
        (False, 9),
        (True, 10),
        (False, 0),
        (False, 0),
        (True, 1),
    ]
    first, ping, pong, empty, last, echo = inflated(said)
    assert (ping, pong, empty) == (None, None, b"")
    assert first
    assert first + last == echo == b"Hello"


@pytest.mark.parametrize("role", ["client", "server"])
@pytest.mark.parametrize(
    "name, opcode, payload, wishes, rule, code",
    [
        ("ping", 9, b"x", {"rsv": 4}, "pmd-rsv1-on-control", 1002),
        ("pong", 10, b"", {"rsv": 4}, "pmd-rsv1-on-control", 1002),
        ("close", 8, b"\x03\xe8", {"rsv": 4}, "pmd-rsv1-on-control", 1002),
        ("rsv2", 1, b"x", {"rsv": 2}, "frame-rsv-without-extension", 1002),
        ("rsv1 and 3", 1, HELLO, {"rsv": 5}, "frame-rsv-without-extension", 1002),
        ("opcode", 3, b"x", {"rsv": 4}, "frame-opcode-reserved", 1002),
        ("continuation first", 0, b"x", {}, "continuation-without-start", 1002),
        ("rsv1 on it", 0, b"x", {"rsv": 4}, "pmd-rsv1-on-continuation", 1002),
        ("corrupt", 1, b"\xff\xff\xff\xff", {"rsv": 4}, "pmd-inflate-failed", 1002),
        ("no window", 2, bytes.fromhex("f2 00 11 00 00"), {"rsv": 4}, "pmd-inflate-failed", 1002),
        ("utf-8", 1, Deflater(15, True).deflate(b"ab\xff"), {"rsv": 4}, "text-invalid-utf8", 1007),
        (
            "cut utf-8",
            1,
            Deflater(15, True).deflate("한".encode()[:2]),
            {"rsv": 4},
            "text-truncated-utf8",
            1007,
        ),
        ("bomb", 2, Deflater(15, True).deflate(bytes(2001)), {"rsv": 4}, "pmd-bomb", 1009),
        ("long", 2, bytes(4000), {"rsv": 4}, "frame-length-huge", 1009),
        ("long, plain", 2, bytes(2001), {}, "frame-length-huge", 1009),
    ],
)
def test_what_fails_the_connection(role, name, opcode, payload, wishes, rule, code):
    end = open_deflating(role, limits=Limits(message_bytes=2000))
    said = end.handle(received(from_peer(role, opcode, payload, **wishes)))
    (failure,) = [fact for fact in facts(said) if fact.kind is Kind.FAILURE]
    assert failure.details["rule"] == rule
    assert frames(said)[0][4] == payload, "the frame is there as it came"
    assert end.close_sent is not None
    assert end.close_sent.code == code
    shown = {"utf-8": b"ab\xff", "cut utf-8": "한".encode()[:2]}.get(name)
    assert inflated(said)[0] == shown


def test_rsv1_on_a_continuation_of_a_compressed_message():
    server = open_deflating("server")
    server.handle(received(from_peer("server", 1, HELLO[:3], fin=False, rsv=4)))
    said = server.handle(received(from_peer("server", 0, HELLO[3:], rsv=4)))
    assert [f.details["rule"] for f in facts(said) if f.kind is Kind.FAILURE] == [
        "pmd-rsv1-on-continuation"
    ]
    assert inflated(said)[0] is None


@pytest.mark.parametrize("opcode", [1, 2, 8, 9])
def test_rsv1_without_an_agreement(opcode):
    server = open_endpoint("server")
    said = server.handle(received(from_peer("server", opcode, HELLO, rsv=4)))
    assert [f.details["rule"] for f in facts(said) if f.kind is Kind.FAILURE] == [
        "frame-rsv-without-extension"
    ]


def test_invalid_text_fails_before_the_frame_is_whole():
    text = Deflater(15, takeover=True).deflate(b"\xff" * 5 + bytes(range(256)) * 40)
    server = open_deflating("server")
    wire = from_peer("server", 1, text, rsv=4)
    said = []
    for at in range(len(wire)):
        said += server.handle(received(wire[at : at + 1]))
        if server.phase is not Phase.OPEN:
            break
    assert at < len(wire) // 2
    assert server.close_sent is not None
    assert server.close_sent.code == 1007


@pytest.mark.parametrize("fragments", [1, 50])
def test_a_bomb_is_stopped_before_memory_is_taken(fragments):
    size = 100 * 1024 * 1024
    payload = Deflater(15, takeover=True).deflate(bytes(size))
    step = len(payload) // fragments + 1
    server = open_deflating("server", limits=Limits(message_bytes=500_000))
    said = []
    tracemalloc.start()
    try:
        for at in range(0, len(payload), step):
            piece = payload[at : at + step]
            fin = at + step >= len(payload)
            wire = from_peer("server", 0 if at else 2, piece, fin=fin, rsv=0 if at else 4)
            said += server.handle(received(wire))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [f.details["rule"] for f in facts(said) if f.kind is Kind.FAILURE] == ["pmd-bomb"]
    assert peak < 4_000_000


def test_a_message_of_the_very_limit_that_does_not_shrink():
    """The limit is for the message, so what cannot be compressed may be a little longer."""
    limit = 300_000
    message = b"".join(i.to_bytes(4, "big") for i in range(7**9, 7**9 + limit // 4 * 7919, 7919))
    assert len(message) == limit
    payload = Deflater(15, takeover=False).deflate(message)
    stored = Deflater(9, takeover=False)
    server = open_deflating("server", limits=Limits(message_bytes=limit))
    for one in (payload, stored.deflate(message)):
        said = server.handle(received(from_peer("server", 2, one, rsv=4)))
        assert inflated(said) == [message]


def test_fragments_that_add_up_to_too_much_are_stopped():
    server = open_deflating("server", limits=Limits(message_bytes=1000))
    piece = Deflater(15, takeover=True)
    first = piece.deflate(bytes(900)) + b"\x00\x00\xff\xff"
    said = server.handle(received(from_peer("server", 2, first, fin=False, rsv=4)))
    said += server.handle(received(from_peer("server", 0, piece.deflate(bytes(101)))))
    assert [f.details["rule"] for f in facts(said) if f.kind is Kind.FAILURE] == ["pmd-bomb"]


def test_what_follows_a_close_is_recorded_as_it_came():
    server = open_deflating("server")
    server.handle(received(from_peer("server", 8, b"\x03\xe8")))
    said = server.handle(received(from_peer("server", 1, HELLO, rsv=4)))
    assert [payload for *_, payload in frames(said)] == [HELLO]
    assert inflated(said) == [None]


def test_a_server_that_declines_reads_and_writes_as_without():
    client, server = deflating(Role.CLIENT, BROWSER_OFFER), new_endpoint("server", ECHO)
    server.handle(Connected())
    answer = written(server.handle(received(written(client.handle(Connected())))))
    assert b"Extensions" not in answer
    client.handle(received(answer))
    assert client.phase is Phase.OPEN
    sent = written(client.handle(SendMessage(b"Hello", is_text=True)))
    assert sent == from_peer("server", 1, b"Hello")
    Playbook(server).on(
        received(sent),
        """
        frame <- 1 48 65 6c 6c 6f
        frame -> 1 48 65 6c 6c 6f
        write 81 05 48 65 6c 6c 6f
        """,
    )


@pytest.mark.parametrize(
    "extensions, rule",
    [
        ("permessage-deflate; server_max_window_bits=99", "pmd-param-bad-value"),
        ("permessage-deflate; foo", "pmd-param-unknown"),
        ("permessage-deflate, permessage-deflate", "pmd-rsv1-conflict"),
        ("foo-ext", "resp-extension-unrequested"),
    ],
)
def test_a_bad_answer_fails_the_opening_handshake(extensions, rule):
    client = deflating(Role.CLIENT, BROWSER_OFFER)
    server = deflating(Role.SERVER, ANY_TERMS)
    server.handle(Connected())
    answer = written(server.handle(received(written(client.handle(Connected())))))
    assert b"Sec-WebSocket-Extensions: permessage-deflate\r\n" in answer
    bad = answer.replace(b"permessage-deflate", extensions.encode())
    response = facts(client.handle(received(bad)))[0]
    assert [fault[0] for fault in response.details["faults"]] == [rule]
    assert client.phase.ready is ReadyState.CLOSED


TERMS = st.builds(
    DeflateTerms,
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(9, 15),
    st.none() | st.integers(9, 15),
)
MESSAGES = st.lists(
    st.tuples(st.just(Opcode.TEXT), st.text(max_size=300).map(str.encode))
    | st.tuples(st.just(Opcode.BINARY), st.binary(max_size=300))
    | st.tuples(st.just(Opcode.BINARY), st.binary(max_size=8).map(lambda part: part * 400)),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(Role), TERMS, TERMS, MESSAGES, st.integers(1, 200), CUTS)
def test_a_stranger_gets_back_what_it_sent(role, ours, theirs, messages, step, cuts):
    """In fragments of any length, across any parameters, in any chunks."""
    stranger = Stranger(deflating(role, ours, behaviour=ECHO), theirs, cuts)
    assert stranger.ours.phase is Phase.OPEN
    for opcode, data in messages:
        pieces = [data[at : at + step] for at in range(0, len(data), step)] or [b""]
        for number, piece in enumerate(pieces):
            fin = number == len(pieces) - 1
            if number:
                stranger.protocol.send_continuation(piece, fin)
            elif opcode is Opcode.TEXT:
                stranger.protocol.send_text(piece, fin)
            else:
                stranger.protocol.send_binary(piece, fin)
            stranger.speak()
    assert stranger.messages == [(int(opcode), data) for opcode, data in messages]
    seen = zip(frames(stranger.said), inflated(stranger.said), strict=True)
    arrived = [data for (sent, *_), data in seen if not sent]
    assert b"".join(data or b"" for data in arrived) == b"".join(data for _, data in messages)


ODD_FRAMES = st.tuples(
    st.sampled_from([0, 1, 1, 2, 9]),
    st.binary(max_size=40)
    | st.text(max_size=40).map(lambda text: Deflater(15, takeover=True).deflate(text.encode()))
    | st.sampled_from([HELLO, b"\xf3" + HELLO[1:], b"\x03\x00", b"", b"\x00"]),
    st.booleans(),
    st.sampled_from([0, 4, 4, 4, 6]),
)


@settings(max_examples=300)
@given(st.sampled_from(["client", "server"]), st.lists(ODD_FRAMES, max_size=6), CUTS)
def test_whatever_a_peer_sends_is_taken_or_fails_the_connection(role, odd, cuts):
    end = open_deflating(role, behaviour=ECHO, limits=Limits(message_bytes=200))
    wire = b"".join(from_peer(role, op, data, fin=fin, rsv=rsv) for op, data, fin, rsv in odd)
    said = [c for chunk in chunks_of(wire, cuts) for c in end.handle(received(chunk))]
    failures = [fact for fact in facts(said) if fact.kind is Kind.FAILURE]
    assert (end.phase is Phase.OPEN) is (failures == [])
    for failure in failures:
        assert failure.details["code"] in (1002, 1007, 1009)
        assert end.close_sent is not None
    assert all(data is None or len(data) <= 200 for data in inflated(said))
