"""What a request asks for, read from bytes that may be wrong."""

from __future__ import annotations

import base64

import pytest

from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER
from wsinspector.protocol.opening.asked_request import AskedRequest, accept_for
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.request_plan import RequestPlan

SAMPLE = base64.b64decode("dGhlIHNhbXBsZSBub25jZQ==")


def asked(plan: RequestPlan) -> AskedRequest:
    return OpeningRequest("a", "/", SAMPLE, plan, BROWSER_OFFER).asked


def test_a_key_of_ones_own_is_answered_as_the_string_it_is():
    plan = RequestPlan().setting("sec-websocket-key", "short")
    request = asked(plan)
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
    request = asked(plan)
    assert request.key_text is request.key_bytes is request.expected_accept is None


def test_what_is_offered_is_read_from_the_bytes():
    plan = RequestPlan().adding(
        ("sec-websocket-protocol", "chat, my room,"),
        ("Sec-WebSocket-Protocol", "v2"),
        ("Sec-WebSocket-Extensions", "foo; bar=1"),
    )
    request = asked(plan)
    assert request.subprotocols == ("chat", "my room", "v2")
    assert request.extensions == [
        ("permessage-deflate", [("client_max_window_bits", None)]),
        ("foo", [("bar", "1")]),
    ]
    assert asked(RequestPlan().without("Sec-WebSocket-Extensions")).extensions == ()


def test_the_faults_of_a_request_are_those_of_its_bytes():
    plan = RequestPlan(method="POST", version="HTTP/1.0").without("host").adding(("名", "值"))
    request = asked(plan)
    assert [fault.rule for fault in request.faults] == [
        "head-non-ascii",
        "head-field-name-invalid",
        "req-method-not-get",
        "req-http-version-low",
        "req-host-missing",
        "req-key-sample",
        "req-origin-missing",
    ]
