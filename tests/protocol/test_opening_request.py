"""The request of our client: what it says, and what it thereby asks for."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.deflate_terms import BROWSER_OFFER
from wsinspector.protocol.opening_request import OpeningRequest, accept_for
from wsinspector.protocol.request_plan import RequestPlan

SAMPLE = base64.b64decode("dGhlIHNhbXBsZSBub25jZQ==")


def test_the_sample_of_the_rfc():
    request = OpeningRequest("server.example.com", "/chat", SAMPLE)
    assert request.key_text == "dGhlIHNhbXBsZSBub25jZQ=="
    assert request.expected_accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    assert accept_for(request.key_text) == request.expected_accept


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


def test_a_key_of_ones_own_is_answered_as_the_string_it_is():
    plan = RequestPlan().setting("sec-websocket-key", "short")
    request = OpeningRequest("a", "/", SAMPLE, plan)
    assert (request.key_text, request.key_bytes) == ("short", None)
    assert request.expected_accept == accept_for("short")
    assert not request.is_correct


@pytest.mark.parametrize(
    "plan",
    [
        RequestPlan().without("Sec-WebSocket-Key"),
        RequestPlan().adding(("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")),
    ],
    ids=["none", "two"],
)
def test_without_one_key_no_accept_is_right(plan):
    request = OpeningRequest("a", "/", SAMPLE, plan)
    assert request.key_text is request.key_bytes is request.expected_accept is None


def test_what_is_offered_is_read_from_the_bytes():
    plan = RequestPlan().adding(
        ("sec-websocket-protocol", "chat, my room,"),
        ("Sec-WebSocket-Protocol", "v2"),
        ("Sec-WebSocket-Extensions", "foo; bar=1"),
    )
    request = OpeningRequest("a", "/", SAMPLE, plan, BROWSER_OFFER)
    assert request.subprotocols == ("chat", "my room", "v2")
    assert request.extensions == [
        ("permessage-deflate", [("client_max_window_bits", None)]),
        ("foo", [("bar", "1")]),
    ]
    assert OpeningRequest("a", "/", SAMPLE, RequestPlan(method="")).extensions == ()


def test_the_faults_of_a_request_are_those_of_its_bytes():
    plan = RequestPlan(method="POST", version="HTTP/1.0").without("host").adding(("名", "值"))
    request = OpeningRequest("a", "/", SAMPLE, plan)
    assert [fault.rule for fault in request.faults] == [
        "head-non-ascii",
        "head-field-name-invalid",
        "req-method-not-get",
        "req-http-version-low",
        "req-host-missing",
        "req-key-sample",
        "req-origin-missing",
    ]


tokens = st.text("abcXYZ019-._~", min_size=1, max_size=8)


@given(
    st.binary(min_size=16, max_size=16).filter(lambda key: key != SAMPLE),
    st.lists(tokens, unique=True, max_size=3),
    st.text("abc/?=&%", max_size=8),
)
def test_our_own_request_breaks_no_rule(key, subprotocols, tail):
    plan = RequestPlan().offering(subprotocols).adding(("Origin", "http://localhost"))
    request = OpeningRequest("localhost", "/" + tail, key, plan, BROWSER_OFFER)
    assert request.faults == ()
    assert request.is_correct
    assert request.subprotocols == tuple(subprotocols)


def test_an_offer_of_compression():
    request = OpeningRequest("localhost", "/", SAMPLE, deflate=BROWSER_OFFER)
    line = b"\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    assert line in request.head()
    assert b"Extensions" not in OpeningRequest("localhost", "/", SAMPLE).head()
