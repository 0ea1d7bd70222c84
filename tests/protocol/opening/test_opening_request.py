"""The request of our client: what it says, and what it thereby asks for."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.request_plan import RequestPlan

SAMPLE = base64.b64decode("dGhlIHNhbXBsZSBub25jZQ==")


def test_the_sample_of_the_rfc():
    request = OpeningRequest("server.example.com", "/chat", SAMPLE)
    assert request.asked.key_text == "dGhlIHNhbXBsZSBub25jZQ=="
    assert request.asked.key_bytes == SAMPLE
    assert request.asked.expected_accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_what_is_planned_and_what_is_made_stand_in_order():
    plan = RequestPlan().offering(["chat", "superchat"]).adding(("Cookie", "a=b"))
    request = OpeningRequest("localhost:8765", "/echo?q=1", SAMPLE, plan, BROWSER_OFFER)
    assert request.head() == (
        b"GET /echo?q=1 HTTP/1.1\r\n"
        b"Host: localhost:8765\r\n"
        b"Upgrade: websocket\r\n"
        b"Connection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        b"Sec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
        b"Sec-WebSocket-Protocol: chat, superchat\r\n"
        b"Cookie: a=b\r\n"
        b"\r\n"
    )


tokens = st.text("abcXYZ019-._~", min_size=1, max_size=8)


@given(
    st.binary(min_size=16, max_size=16).filter(lambda key: key != SAMPLE),
    st.lists(tokens, unique=True, max_size=3),
    st.text("abc/?=&%", max_size=8),
)
def test_our_own_request_breaks_no_rule(key, subprotocols, tail):
    plan = RequestPlan().offering(subprotocols).adding(("Origin", "http://localhost"))
    request = OpeningRequest("localhost", "/" + tail, key, plan, BROWSER_OFFER)
    assert request.asked.faults == ()
    assert request.asked.is_correct
    assert request.asked.subprotocols == tuple(subprotocols)


def test_an_offer_of_compression():
    request = OpeningRequest("localhost", "/", SAMPLE, deflate=BROWSER_OFFER)
    line = b"\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    assert line in request.head()
    assert b"Extensions" not in OpeningRequest("localhost", "/", SAMPLE).head()
