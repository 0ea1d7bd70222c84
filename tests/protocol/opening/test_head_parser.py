"""Finding a head: any cut gives the same head, garbage never raises, no byte is lost."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wsinspector.protocol.opening.head_parser import REQUEST_START, RESPONSE_START, HeadParser
from wsinspector.texts import render

REQUEST = b"GET /chat HTTP/1.1\r\nHost: localhost\r\n\r\n"
RESPONSE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def pieces_of(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    return [data[a:b] for a, b in itertools.pairwise(edges)]


@pytest.mark.parametrize("first, head", [(REQUEST_START, REQUEST), (RESPONSE_START, RESPONSE)])
def test_a_frame_glued_to_the_head_is_the_rest(first, head):
    parser = HeadParser(1000, first)
    found = parser.feed(head + b"\x81\x05early")
    assert found is not None
    assert found.raw == head
    assert parser.rest == b"\x81\x05early"
    assert parser.received == head + b"\x81\x05early"
    assert parser.hopeless is None


def test_what_comes_later_joins_the_rest():
    parser = HeadParser(1000)
    found = parser.feed(REQUEST)
    assert parser.rest == b""
    assert parser.feed(b"\n\n") is found
    assert parser.rest == b"\n\n"


def test_an_unfinished_head_is_neither_whole_nor_hopeless():
    parser = HeadParser(1000)
    assert parser.feed(REQUEST[:-1]) is None
    assert parser.hopeless is None
    assert (parser.rest, parser.received) == (b"", REQUEST[:-1])


@pytest.mark.parametrize(
    "raw",
    [
        REQUEST.replace(b"\r\n", b"\n"),
        b"\r\n\n" + REQUEST,
        b"hello\n\n",
        b"GET\t/ HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\n",
    ],
    ids=["bare LF", "empty lines first", "one word", "tab", "HTTP/2 preface"],
)
def test_odd_heads_are_heads(raw):
    head = HeadParser(1000).feed(raw)
    assert head is not None
    assert head.raw == raw


@pytest.mark.parametrize(
    "first, data, reason",
    [
        (RESPONSE_START, b"\x16\x03\x01\x02\x00", "head.tls-handshake"),
        (RESPONSE_START, b"\x15\x03\x01\x00\x02\x02\x46", "head.tls-alert"),
        (REQUEST_START, b"\x16\x03\x01\x02\x00\x01", "head.tls-handshake"),
        (REQUEST_START, b"\x15\x03\x03", "head.tls-alert"),
        (RESPONSE_START, b"\x81\x05Hello", "head.frame"),
        (REQUEST_START, b"\x88\x82\x37\xfa\x21\x3d", "head.frame"),
        (RESPONSE_START, b"SSH-2.0-OpenSSH_9.2\r\n", "head.not-http"),
        (RESPONSE_START, b"HTTPS", "head.not-http"),
        (RESPONSE_START, b"http/1.1 101", "head.not-http"),
        (RESPONSE_START, b"\r\nRTSP", "head.not-http"),
        (RESPONSE_START, b"\r\r", "head.not-http"),
        (REQUEST_START, b" GET / HTTP/1.1\r\n", "head.not-http"),
        (REQUEST_START, b"G\x00T / HTTP/1.1\r\n", "head.not-http"),
        (REQUEST_START, b"\x16\x02", "head.not-http"),
        (REQUEST_START, b"\xff", "head.not-http"),
    ],
)
def test_what_cannot_become_a_head_is_given_up_at_once(first, data, reason):
    whole, bytewise = HeadParser(1000, first), HeadParser(1000, first)
    assert whole.feed(data) is None
    for index in range(len(data)):
        bytewise.feed(data[index : index + 1])
    for parser in (whole, bytewise):
        assert parser.hopeless is not None
        assert parser.hopeless.id == reason
        assert render(parser.hopeless)
        assert parser.received == data


def test_one_byte_of_tls_is_not_yet_a_verdict():
    parser = HeadParser(1000, RESPONSE_START)
    parser.feed(b"\x16")
    assert parser.hopeless is None


def test_the_limit_counts_the_whole_head():
    assert HeadParser(len(REQUEST)).feed(REQUEST + b"more") is not None
    parser = HeadParser(len(REQUEST) - 1)
    assert parser.feed(REQUEST) is None
    assert parser.hopeless is not None
    assert parser.hopeless.id == "head.too-large"


@pytest.mark.parametrize(
    "data", [b"A" * 100, b"\r\n" * 50, b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 20]
)
def test_bytes_without_an_end_meet_the_limit(data):
    parser = HeadParser(100)
    for index in range(99):
        parser.feed(data[index : index + 1])
    assert parser.hopeless is None
    parser.feed(data[99:])
    assert parser.hopeless is not None
    assert parser.hopeless.id == "head.too-large"


@pytest.mark.parametrize("unit", [b"A", b"A: b\r\n", b"\r\n", b"A: b\n c\n"], ids=repr)
def test_a_head_byte_by_byte_takes_linear_time(unit):
    def seconds(size: int) -> float:
        data = (b"GET / HTTP/1.1\r\n" if unit != b"\r\n" else b"") + unit * (size // len(unit))
        parser = HeadParser(1 << 30)
        began = time.process_time()
        for index in range(len(data)):
            parser.feed(data[index : index + 1])
        parser.feed(b"\r\n\r\n")
        return time.process_time() - began

    # Four times the bytes: linear takes 4 times as long, quadratic 16 times.
    small = min(seconds(16_384) for _ in range(3))
    assert min(seconds(65_536) for _ in range(3)) < 9 * small


heads = st.builds(
    lambda start, lines, end: start + b"".join(lines) + end,
    st.sampled_from([b"", b"\r\n", b"GET / HTTP/1.1\r\n", b"HTTP/1.1 101 x\r\n", b"HTTP", b"\x16"]),
    st.lists(
        st.sampled_from([b"Host: a\r\n", b" fold\n", b"x\n", b"\r", b"\n", b"\0", b": \xff\r\n"])
        | st.binary(max_size=8),
        max_size=8,
    ),
    st.sampled_from([b"", b"\r\n\r\n", b"\n\n\x81\x00", b"\r\n\r\n\r\nmore"]),
)


@given(
    heads | st.binary(max_size=80),
    st.lists(st.integers(0, 120), max_size=12),
    st.sampled_from([REQUEST_START, RESPONSE_START]),
    st.integers(1, 90),
)
@example(b"\x16\x03\x01", [1], REQUEST_START, 90)
@example(b"\r\n\r\nGET / HTTP/1.1\r\n\r\n", [1, 3], REQUEST_START, 90)
def test_any_cut_gives_the_same_head(data, cuts, first, limit):
    whole, cut = HeadParser(limit, first), HeadParser(limit, first)
    expected = whole.feed(data)
    found = None
    for piece in pieces_of(data, cuts):
        found = cut.feed(piece)
    assert found == expected
    assert cut.rest == whole.rest
    assert cut.received == whole.received == data
    assert (cut.hopeless is None) is (whole.hopeless is None)
    if cut.hopeless is not None and whole.hopeless is not None:
        assert cut.hopeless.id == whole.hopeless.id
        assert render(cut.hopeless)
    if found is not None:
        assert found.raw + cut.rest == data
        assert len(found.raw) <= limit
        for fault in found.faults:
            assert render(fault.text)
