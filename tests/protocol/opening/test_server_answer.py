"""What a server of ours answers: 101, or the HTTP error that fits best."""

from __future__ import annotations

import pytest

from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.protocol.opening.head_parser import RESPONSE_START, HeadParser
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.opening_response import judge_response
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.protocol.opening.server_answer import ServerPolicy, answer_request

GOOD = (
    b"GET /chat?x=1 HTTP/1.1\r\n"
    b"Host: server.example.com\r\n"
    b"Upgrade: websocket\r\n"
    b"Connection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    b"Sec-WebSocket-Version: 13\r\n"
    b"Origin: http://example.com\r\n"
    b"Sec-WebSocket-Protocol: chat, superchat\r\n"
    b"\r\n"
)


def answer(raw, policy=None):
    head = HeadParser(10_000).feed(raw)
    assert head is not None
    return answer_request(head, policy or ServerPolicy())


def response_of(raw, policy=None):
    """The parsed response and its body."""
    parser = HeadParser(10_000, RESPONSE_START)
    head = parser.feed(answer(raw, policy).response)
    assert head is not None
    assert head.faults == ()
    return head, parser.rest


def test_the_answer_of_the_rfc():
    result = answer(GOOD, ServerPolicy("/chat", ("chat",)))
    assert result.response == (
        b"HTTP/1.1 101 Switching Protocols\r\n"
        b"Upgrade: websocket\r\n"
        b"Connection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
        b"Sec-WebSocket-Protocol: chat\r\n"
        b"\r\n"
    )
    assert (result.accepted, result.status) == (True, 101)
    assert (result.resource, result.origin) == ("/chat?x=1", "http://example.com")
    assert [fault.rule for fault in result.faults] == ["req-key-sample"]


@pytest.mark.parametrize(
    "supported, chosen",
    [
        ((), None),
        (("superchat",), "superchat"),
        (("superchat", "chat"), "chat"),
        (("Chat",), None),
    ],
)
def test_the_first_offer_that_is_supported_is_chosen(supported, chosen):
    result = answer(GOOD, ServerPolicy(subprotocols=supported))
    assert result.accepted
    assert result.subprotocol == chosen
    assert (b"Sec-WebSocket-Protocol" in result.response) is (chosen is not None)


def test_nothing_is_chosen_unless_something_is_offered():
    without = GOOD.replace(b"Sec-WebSocket-Protocol: chat, superchat\r\n", b"")
    assert answer(without, ServerPolicy(subprotocols=("chat",))).subprotocol is None


@pytest.mark.parametrize(
    "path, target, accepted",
    [
        ("", b"/any", True),
        ("/chat", b"/chat", True),
        ("/chat", b"/chat?q", True),
        ("/chat", b"http://host/chat", True),
        ("/", b"ws://host?q", True),
        ("/chat", b"/Chat", False),
        ("/chat", b"/chat/", False),
        ("/", b"/chat", False),
    ],
)
def test_only_the_path_of_the_policy_is_served(path, target, accepted):
    result = answer(GOOD.replace(b"/chat?x=1", target), ServerPolicy(path))
    assert result.accepted is accepted
    assert result.status == (101 if accepted else 404)


# change, status, further fields of the answer
REFUSALS = [
    ([(b"GET /chat?x=1 HTTP/1.1", b"hello")], 400, {}),
    ([(b"Host: s", b"Host : s")], 400, {}),
    ([(b"Host: server.example.com\r\n", b"")], 400, {}),
    ([(b"Host", b"Host: a\r\nHost")], 400, {}),
    ([(b"/chat?x=1", b"/chat#x")], 400, {}),
    ([(b"Connection: Upgrade", b"Connection: keep-alive")], 400, {}),
    ([(b"dGhlIHNhbXBsZSBub25jZQ==", b"short")], 400, {}),
    ([(b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Version: 13\r\n" * 2 + b"X: y")], 400, {}),
    ([(b"chat, superchat", b"chat, chat")], 400, {}),
    ([(b"/chat?x=1", b"/other")], 404, {}),
    ([(b"GET", b"POST")], 405, {"Allow": "GET"}),
    ([(b"GET /chat?x=1", b"OPTIONS *")], 405, {"Allow": "GET"}),
    ([(b"Version: 13", b"Version: 8")], 426, {"Sec-WebSocket-Version": "13"}),
    ([(b"Sec-WebSocket-Version: 13\r\n", b"")], 426, {"Upgrade": "websocket"}),
    ([(b"Upgrade: websocket\r\n", b"")], 426, {"Upgrade": "websocket"}),
    ([(b"HTTP/1.1", b"HTTP/1.0")], 426, {"Upgrade": "websocket"}),
    ([(b"HTTP/1.1", b"HTTP/2.0")], 505, {}),
    ([(b"GET", b"POST"), (b"HTTP/1.1", b"HTTP/2.0")], 505, {}),
    ([(b"GET", b"POST"), (b"/chat?x=1", b"/other")], 405, {}),
    ([(b"/chat?x=1", b"/other"), (b"Upgrade: websocket\r\n", b"")], 404, {}),
]


@pytest.mark.parametrize("changes, status, fields", REFUSALS)
def test_each_refusal_has_the_status_that_fits(changes, status, fields):
    raw = GOOD
    for old, new in changes:
        assert old in raw
        raw = raw.replace(old, new, 1)
    policy = ServerPolicy("/chat")
    result = answer(raw, policy)
    assert (result.accepted, result.status, result.subprotocol) == (False, status, None)
    head, body = response_of(raw, policy)
    assert head.start_line.startswith(b"HTTP/1.1 %d " % status)
    assert head.values("Connection")[0].startswith("close")
    assert head.values("Content-Type") == ("text/plain; charset=utf-8",)
    assert head.values("Content-Length") == (str(len(body)),)
    assert b"WebSocket endpoint" in body
    for name, value in fields.items():
        assert head.values(name) == (value,)


@pytest.mark.parametrize(
    "raw, status",
    [(GOOD, 503), (GOOD.replace(b"GET", b"PUT"), 405), (GOOD.replace(b"13", b"12"), 503)],
    ids=["good", "method", "version"],
)
def test_a_full_server_says_so_to_whom_it_would_have_served(raw, status):
    result = answer(raw, ServerPolicy(full=True))
    assert (result.accepted, result.status) == (False, status)
    assert b"no room" in result.response
    assert [fault.rule for fault in result.faults if fault.must_fail][-1] == "req-server-full"


def test_a_browser_that_visits_reads_why():
    head, body = response_of(b"GET / HTTP/1.1\r\nHost: localhost:8765\r\n\r\n")
    assert head.start_line == b"HTTP/1.1 426 Upgrade Required"
    # RFC 9110 §7.8: a 426 names the protocols, and Connection names Upgrade.
    assert head.values("Connection") == ("close, Upgrade",)
    assert body.decode().splitlines()[0].startswith("This is a WebSocket endpoint")
    assert "- The Upgrade field is missing; it must say websocket." in body.decode()


def test_the_answer_to_head_has_no_body():
    head, body = response_of(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert head.start_line == b"HTTP/1.1 405 Method Not Allowed"
    assert int(head.values("Content-Length")[0]) > 0
    assert body == b""


def test_the_body_repeats_nothing_that_could_harm_a_terminal():
    _, body = response_of(GOOD.replace(b"websocket", b"\x1b[31m\x9b\0"))
    assert body.decode().replace("\n", "").isprintable()


def test_all_faults_are_reported_and_the_target_stays_empty_when_invalid():
    result = answer(b"GET chat HTTP/1.1\n\n")
    rules = {fault.rule for fault in result.faults}
    assert {"head-bare-lf", "req-target-invalid", "req-host-missing", "req-key-missing"} <= rules
    assert (result.resource, result.origin) == ("", None)


def test_odd_lines_that_may_be_passed_over_do_not_refuse():
    result = answer(b"\r\n" + GOOD.replace(b"\r\n", b"\n"))
    assert result.accepted
    assert {"head-bare-lf", "head-empty-line-first"} <= {fault.rule for fault in result.faults}


def test_our_client_accepts_what_our_server_answers():
    request = OpeningRequest("localhost", "/", bytes(range(16)), RequestPlan().offering(["b", "a"]))
    response = answer(request.head(), ServerPolicy("/", ("a", "b"))).response
    head = HeadParser(1000, RESPONSE_START).feed(response)
    assert head is not None
    judgement = judge_response(head, request.asked)
    assert judgement.accepted
    assert judgement.faults == ()
    assert judgement.subprotocol == "b"


def test_compression_is_accepted_where_it_is_offered_and_served():
    offer = GOOD.replace(
        b"\r\n\r\n",
        b"\r\nSec-WebSocket-Extensions: foo, permessage-deflate; bar, "
        b"permessage-deflate; server_max_window_bits=10\r\n\r\n",
    )
    result = answer(offer, ServerPolicy(deflate=DeflateTerms()))
    assert result.accepted
    assert result.deflate is not None
    assert result.deflate.server_window == 10
    line = b"\r\nSec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n"
    assert line in result.response
    assert {"pmd-param-unknown", "req-extension-unregistered"} <= {f.rule for f in result.faults}
    for plain in (answer(offer), answer(GOOD, ServerPolicy(deflate=DeflateTerms()))):
        assert plain.accepted
        assert plain.deflate is None
        assert b"Extensions" not in plain.response
