"""The request of our client, and what it refuses to be."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.deflate_terms import BROWSER_OFFER
from wsinspector.protocol.head_parser import HeadParser
from wsinspector.protocol.opening_request import OpeningRequest, accept_for
from wsinspector.protocol.request_faults import request_faults

SAMPLE = base64.b64decode("dGhlIHNhbXBsZSBub25jZQ==")


def test_the_sample_of_the_rfc():
    request = OpeningRequest("server.example.com", "/chat", SAMPLE)
    assert request.key_text == "dGhlIHNhbXBsZSBub25jZQ=="
    assert request.expected_accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    assert accept_for(request.key_text) == request.expected_accept


def test_the_fields_stand_in_a_fixed_order():
    request = OpeningRequest(
        "localhost:8765",
        "/echo?q=1",
        SAMPLE,
        origin="http://example.com",
        subprotocols=("chat", "superchat"),
        headers=(("User-Agent", "wsinspector"), ("Cookie", "a=b")),
    )
    assert request.head() == (
        b"GET /echo?q=1 HTTP/1.1\r\n"
        b"Host: localhost:8765\r\n"
        b"Upgrade: websocket\r\n"
        b"Connection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        b"Sec-WebSocket-Version: 13\r\n"
        b"Origin: http://example.com\r\n"
        b"Sec-WebSocket-Protocol: chat, superchat\r\n"
        b"User-Agent: wsinspector\r\n"
        b"Cookie: a=b\r\n"
        b"\r\n"
    )


@pytest.mark.parametrize(
    "change, why",
    [
        ({"key": b"short"}, "16 bytes"),
        ({"resource": ""}, "path"),
        ({"resource": "chat"}, "path"),
        ({"resource": "/a b"}, "path"),
        ({"resource": "/a#b"}, "path"),
        ({"resource": "/你"}, "path"),
        ({"resource": "/a\r\nX: y"}, "path"),
        ({"host": "a\r\nX: y"}, "field"),
        ({"host": "你好"}, "field"),
        ({"origin": "a\nb"}, "field"),
        ({"subprotocols": ("a b",)}, "token"),
        ({"subprotocols": ("",)}, "token"),
        ({"subprotocols": ("a", "a")}, "twice"),
        ({"headers": (("Na me", "x"),)}, "field"),
        ({"headers": (("Name", "x\r\n"),)}, "field"),
        ({"headers": (("Name", "\0"),)}, "field"),
        ({"headers": (("sec-websocket-KEY", "x"),)}, "itself"),
        ({"headers": (("Sec-WebSocket-Extensions", "permessage-deflate"),)}, "itself"),
    ],
    ids=str,
)
def test_what_is_no_request_is_refused(change, why):
    with pytest.raises(ValueError, match=why):
        OpeningRequest(**{"host": "a", "resource": "/", "key": SAMPLE, **change})


tokens = st.text("abcXYZ019-._~", min_size=1, max_size=8)


@given(
    st.binary(min_size=16, max_size=16).filter(lambda key: key != SAMPLE),
    st.lists(tokens, unique=True, max_size=3),
    st.text("abc/?=&%", max_size=8),
)
def test_our_own_request_breaks_no_rule(key, subprotocols, tail):
    request = OpeningRequest("localhost", "/" + tail, key, "http://localhost", tuple(subprotocols))
    head = HeadParser(10_000).feed(request.head())
    assert head is not None
    assert request_faults(head) == ()


def test_an_offer_of_compression():
    request = OpeningRequest("localhost", "/", SAMPLE, deflate=BROWSER_OFFER)
    line = b"\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    assert line in request.head()
    assert b"Extensions" not in OpeningRequest("localhost", "/", SAMPLE).head()
