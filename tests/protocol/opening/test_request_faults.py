"""Rules for a request: one row for each, and all of them at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.head_parser import HeadParser
from wsinspector.protocol.opening.request_faults import (
    RequestLine,
    offered_subprotocols,
    request_faults,
)
from wsinspector.texts import TEMPLATES, render

LINE = b"GET /chat HTTP/1.1"
FIELDS = {
    b"Host": b"localhost:8765",
    b"Upgrade": b"websocket",
    b"Connection": b"Upgrade",
    b"Sec-WebSocket-Key": b"AAECAwQFBgcICQoLDA0ODw==",
    b"Sec-WebSocket-Version": b"13",
    b"Origin": b"http://localhost",
}


def request_head(change=None, line=LINE, more=b""):
    """A good request with some fields changed, or left out (None), and lines added."""
    fields = {**FIELDS, **(change or {})}
    lines = b"".join(b"%s: %s\r\n" % item for item in fields.items() if item[1] is not None)
    head = HeadParser(100_000).feed(line + b"\r\n" + lines + more + b"\r\n")
    assert head is not None
    return head


def line(text):
    return {"line": text}


def field(name, value):
    return {"change": {name: value}}


def more(text):
    return {"more": text + b"\r\n"}


KEY, VERSION = b"Sec-WebSocket-Key", b"Sec-WebSocket-Version"
PROTOCOL, EXTENSIONS = b"Sec-WebSocket-Protocol", b"Sec-WebSocket-Extensions"

# text id (the rule, or a variant of it), request
VIOLATIONS = [
    ("head-start-line-malformed", line(b"hello")),
    ("head-start-line-malformed", line(b"GET /chat")),
    ("head-start-line-malformed", line(b"GET /chat HTTP/1.1 ")),
    ("head-start-line-malformed", line(b"GET /chat HTTP/11")),
    ("head-start-line-malformed", line(b"GET /chat http/1.1")),
    ("head-start-line-malformed", line(b"GET\t/chat HTTP/1.1")),
    ("req-method-not-get", line(b"POST /chat HTTP/1.1")),
    ("req-method-not-get", line(b"get /chat HTTP/1.1")),
    ("req-http-version-low", line(b"GET /chat HTTP/1.0")),
    ("req-http-version-low", line(b"GET /chat HTTP/0.9")),
    ("req-http-version-high", line(b"PRI * HTTP/2.0")),
    ("req-target-invalid", line(b"GET chat HTTP/1.1")),
    ("req-target-invalid", line(b"GET /chat#x HTTP/1.1")),
    ("req-target-invalid", line(b"GET /a b HTTP/1.1")),
    ("req-target-invalid", line(b"GET  /a HTTP/1.1")),
    ("req-target-invalid", line(b"GET  HTTP/1.1")),
    ("req-target-invalid", line(b"GET * HTTP/1.1")),
    ("req-target-invalid", line(b"GET /\xe5 HTTP/1.1")),
    ("req-target-invalid", line(b"GET ftp://a/b HTTP/1.1")),
    ("req-host-missing", field(b"Host", None)),
    ("req-host-duplicate", more(b"host: localhost:8765")),
    ("req-host-invalid", field(b"Host", b"a b")),
    ("req-host-invalid", field(b"Host", b"http://a/")),
    ("req-host-invalid", field(b"Host", b"a:b")),
    ("req-upgrade-missing", field(b"Upgrade", None)),
    ("req-upgrade-invalid", field(b"Upgrade", b"h2c")),
    ("req-upgrade-invalid", field(b"Upgrade", b"")),
    ("req-upgrade-invalid", field(b"Upgrade", b"websocket/13")),
    ("req-upgrade-invalid", field(b"Upgrade", b"web socket")),
    ("req-connection-missing", field(b"Connection", None)),
    ("req-connection-invalid", field(b"Connection", b"keep-alive")),
    ("req-connection-invalid", field(b"Connection", b"Upgrade keep-alive")),
    ("req-key-missing", field(KEY, None)),
    ("req-key-duplicate", more(KEY + b": AAECAwQFBgcICQoLDA0ODw==")),
    ("req-key-not-16-bytes", field(KEY, b"abc")),
    ("req-key-not-16-bytes", field(KEY, b"")),
    ("req-key-not-16-bytes", field(KEY, b"AAECAwQFBgcICQoLDA0ODw")),
    ("req-key-not-16-bytes", field(KEY, b"AAECAwQFBgcICQoLDA0ODxA=")),
    ("req-key-not-16-bytes", field(KEY, b"AAECAwQFBgcICQoLDA0O_w==")),
    ("req-version-missing", field(VERSION, None)),
    ("req-version-not-13", field(VERSION, b"8")),
    ("req-version-not-13", field(VERSION, b"13, 8")),
    ("req-version-not-13", field(VERSION, b"013")),
    ("req-version-duplicate", more(VERSION + b": 13")),
    ("req-protocol-malformed", field(PROTOCOL, b",")),
    ("req-protocol-malformed", field(PROTOCOL, b"")),
    ("req-protocol-malformed", field(PROTOCOL, b"a b")),
    ("req-protocol-duplicate", field(PROTOCOL, b"chat, chat")),
    ("req-protocol-duplicate", more(PROTOCOL + b": a\r\n" + PROTOCOL + b": b, a")),
    ("req-extensions-malformed", field(EXTENSIONS, b"permessage-deflate;;")),
    ("req-extensions-malformed", field(EXTENSIONS, b"")),
    ("req-extensions-malformed", field(EXTENSIONS, b'a; b="c d"')),
]
OBSERVATIONS = [
    ("req-key-noncanonical", field(KEY, b"AQIDBAUGBwgJCgsMDQ4PEC==")),
    ("req-key-sample", field(KEY, b"dGhlIHNhbXBsZSBub25jZQ==")),
    ("req-origin-missing", field(b"Origin", None)),
    ("req-extension-unregistered", field(EXTENSIONS, b"permessage-deflate, x-webkit")),
    ("req-has-body", field(b"Content-Length", b"5")),
    ("req-has-body", field(b"Transfer-Encoding", b"chunked")),
]
# Rules that need more than the request: judged where the policy or the stream is known.
ELSEWHERE = {
    "req-path-not-served",
    "req-server-full",
    "req-early-data",
    "req-origin-not-allowed",
    "req-origin-not-allowed.missing",
    "req-host-not-allowed",
}


def ids(rows):
    return [f"{name} {value!r}" for name, value in rows]


@pytest.mark.parametrize("name, broken", VIOLATIONS, ids=ids(VIOLATIONS))
def test_each_violation_is_found_and_refuses(name, broken):
    found = {fault.text.id: fault for fault in request_faults(request_head(**broken))}
    fault = found[f"fault.{name}"]
    assert fault.rule == name.replace("-missing", "-invalid") or fault.rule == name
    assert fault.severity is Severity.VIOLATION
    assert fault.must_fail
    assert render(fault.text)


@pytest.mark.parametrize("name, odd", OBSERVATIONS, ids=ids(OBSERVATIONS))
def test_each_observation_is_found_and_lets_pass(name, odd):
    (fault,) = request_faults(request_head(**odd))
    assert fault.rule == name
    assert fault.severity is Severity.OBSERVATION
    assert not fault.must_fail
    assert render(fault.text)


def test_every_template_has_a_row():
    templates = {key.removeprefix("fault.") for key in TEMPLATES if key.startswith("fault.req-")}
    rows = {name for name, _ in VIOLATIONS + OBSERVATIONS}
    assert templates - ELSEWHERE == rows - {"head-start-line-malformed"}


@pytest.mark.parametrize(
    "good",
    [
        {},
        line(b"GET http://localhost:8765/chat HTTP/1.1"),
        line(b"GET /chat?a=b&c HTTP/1.1"),
        line(b"GET /chat HTTP/1.2"),
        field(b"Host", b"[::1]:8765"),
        field(b"Host", b""),
        field(b"Upgrade", b"WebSocket"),
        field(b"Upgrade", b"h2c, websocket"),
        field(b"Connection", b"keep-alive, UPGRADE"),
        field(b"Connection", b", upgrade,"),
        field(PROTOCOL, b"chat, superchat"),
        field(EXTENSIONS, b"permessage-deflate; client_max_window_bits"),
        field(b"Content-Length", b"0"),
        more(EXTENSIONS + b": permessage-deflate\r\n" + EXTENSIONS + b": bbf-usp-protocol"),
    ],
    ids=repr,
)
def test_a_good_request_has_no_faults(good):
    assert request_faults(request_head(**good)) == ()


def test_all_faults_are_found_at_once():
    head = HeadParser(1000).feed(b"POST chat HTTP/1.0\nHost : a\nUpgrade: h2c\n\n")
    assert head is not None
    assert [fault.rule for fault in request_faults(head)] == [
        "head-bare-lf",
        "head-space-before-colon",
        "req-method-not-get",
        "req-http-version-low",
        "req-target-invalid",
        "req-upgrade-invalid",
        "req-connection-invalid",
        "req-key-missing",
        "req-version-missing",
        "req-origin-missing",
    ]


@pytest.mark.parametrize(
    "target, resource",
    [
        ("/", "/"),
        ("/a?b=c", "/a?b=c"),
        ("ws://host", "/"),
        ("HTTPS://host:1?q", "/?q"),
        ("wss://host/a?b", "/a?b"),
        ("http:///a", None),
        ("a", None),
        ("", None),
        ("/a#", None),
    ],
)
def test_the_resource_of_a_target(target, resource):
    assert RequestLine("GET", target, (1, 1)).resource == resource


def test_offers_are_joined_over_several_fields_in_order():
    head = request_head(more=PROTOCOL + b": b\r\n" + PROTOCOL + b": a, c\r\n")
    assert offered_subprotocols(head) == ("b", "a", "c")
    assert offered_subprotocols(request_head()) == ()


values = st.binary(max_size=20).map(lambda data: data.translate(None, b"\n"))


@given(st.dictionaries(st.sampled_from([*FIELDS, PROTOCOL, EXTENSIONS]), values), values)
def test_no_request_raises(change, target):
    for fault in request_faults(request_head(change, b"GET " + target + b" HTTP/1.1")):
        assert render(fault.text)
