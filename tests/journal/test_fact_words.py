"""What a fact that is no frame says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.fact_words import address_words, fact_label, fact_words, stored_text
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.texts import render

REQUEST = (
    b"GET /chat?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Protocol: chat\r\nsec-websocket-protocol: superchat\r\n\r\n"
)
RESPONSE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
FULL = ["journal.full", {"bytes": 7}]


def said(kind, details=None, data=b"", sent=None, role=EndKind.CLIENT, attach=False):
    journal = Journal()
    end = journal.open_end(role, 0)
    if attach:
        journal.attach(end, ("::1", 52114), ("::1", 8765))
    entry = journal.entry(journal.append(end, 0, Fact(kind, sent, 0, data, details or {})))
    words = [render(one) for one in fact_words(journal, entry)]
    return render(fact_label(journal, entry)), words


@pytest.mark.parametrize(
    "details, label, words",
    [
        (
            {"step": "dns", "host": "localhost", "addresses": ["::1", "127.0.0.1"]},
            "Name lookup",
            ["localhost is ::1, 127.0.0.1"],
        ),
        ({"step": "dns", "host": "x.invalid"}, "Name lookup", ["x.invalid has no address"]),
        (
            {"step": "tcp", "remote": ["h", 1], "reason": "tcp-refused", "text": FULL},
            "TCP connect failed",
            ["The recording holds 7 bytes"],
        ),
        ({"step": "begin", "url": "ws://h/"}, "Connect", ["→ ws://h/"]),
        ({"step": "x\x00"}, "x⟨NUL⟩", []),
        ({}, "", []),
    ],
)
def test_the_steps_of_connecting(details, label, words):
    got_label, got = said(Kind.CONNECT, details)
    assert got_label == label
    assert len(got) == len(words)
    assert all(one.startswith(start) for one, start in zip(got, words, strict=True))


@pytest.mark.parametrize(
    "step, label",
    [
        ("dns", "Name lookup failed"),
        ("tcp", "TCP connect failed"),
        ("http", "Failed"),
        (None, "Failed"),
    ],
)
def test_a_failure_names_its_step(step, label):
    assert said(Kind.FAILURE, {"step": step, "text": FULL})[0] == label


@pytest.mark.parametrize(
    "role, details, label, words",
    [
        (
            EndKind.CLIENT,
            {"local": ["127.0.0.1", 52114], "remote": ["127.0.0.1", 8765]},
            "TCP connect",
            ["127.0.0.1:52114 → 127.0.0.1:8765"],
        ),
        (
            EndKind.SERVER,
            {"local": ["::1", 8765], "remote": ["::1", 52114]},
            "TCP accept",
            ["[::1]:52114 → [::1]:8765"],
        ),
        (EndKind.SERVER, {"local": ["::1", 8765]}, "TCP accept", ["→ [::1]:8765"]),
        (EndKind.SERVER, {}, "TCP accept", []),
    ],
)
def test_a_connection_is_told_from_the_client_to_the_server(role, details, label, words):
    assert said(Kind.TCP, details, sent=role is EndKind.CLIENT, role=role) == (label, words)


def test_a_connection_without_addresses_takes_those_of_the_end():
    assert said(Kind.TCP, sent=True, attach=True)[1] == ["[::1]:52114 → [::1]:8765"]


def test_a_request_shows_what_matters_in_it():
    assert said(Kind.REQUEST, data=REQUEST, sent=True) == (
        "GET /chat?x=1",
        ["Host: 127.0.0.1:8765", "Upgrade: websocket", "Sec-WebSocket-Protocol: chat, superchat"],
    )


def test_a_response_shows_its_status():
    assert said(Kind.RESPONSE, data=RESPONSE, sent=False) == (
        "101 Switching Protocols",
        ["Upgrade: websocket"],
    )
    label, _ = said(Kind.RESPONSE, data=b"HTTP/1.1 404 Not \x07Found\r\n\r\n", sent=False)
    assert label == "404 Not ⟨BEL⟩Found"


@pytest.mark.parametrize(
    "data, label",
    [
        (b"", "Request"),
        (b"\r\n\r\nGET", "GET"),
        (b"\x16\x03\x01", "⟨SYN⟩⟨ETX⟩⟨SOH⟩"),
        (b"x" * 99, "x" * 59 + "…"),
    ],
)
def test_a_head_that_is_none_shows_what_came(data, label):
    assert said(Kind.REQUEST, data=data, sent=False, role=EndKind.SERVER)[0] == label


def test_faults_of_a_head_come_first():
    fault = ["req-host-missing", "violation", ["fault.req-host-missing", {}]]
    odd = ["req-key-sample", "observation", ["fault.req-key-sample", {}]]
    _, words = said(Kind.REQUEST, {"faults": [odd, fault]}, REQUEST, False)
    assert words[0] == "The Host field is missing."
    assert words[1] == "Host: 127.0.0.1:8765"


@pytest.mark.parametrize(
    "others, more",
    [([], []), (["violation"], ["and 1 more fault"]), (["violation"] * 3, ["and 3 more faults"])],
)
def test_a_failure_counts_the_faults_it_does_not_name(others, more):
    named = ["fault.req-host-missing", {}]
    faults = [["req-host-missing", "violation", named], ["odd", "observation", FULL]]
    faults += [["other", severity, FULL] for severity in others]
    _, words = said(Kind.FAILURE, {"step": "http", "text": named, "faults": faults})
    assert words == ["The Host field is missing.", *more]


@pytest.mark.parametrize("role", ["client", "server"])
def test_who_gave_up_is_named(role):
    details = {"step": "tcp", "reason": f"aborted-by-{role}", "text": FULL}
    assert said(Kind.FAILURE, details)[0] == f"Given up by the {role}"


def test_bytes_that_are_no_frames():
    assert said(Kind.BYTES, {"why": "closed"}, b"\x81\x02hi", False) == (
        "Bytes",
        ["4 bytes that were not read as frames", "81 02 68 69"],
    )
    assert said(Kind.PARTIAL, {"declared": 9, "why": "eof"}, b"\x81\x09hi", False)[1] == [
        "4 bytes came of a frame with 9 bytes of payload"
    ]
    assert said(Kind.PARTIAL, {"declared": None}, b"\x81", False)[1] == [
        "1 bytes came of a frame’s header"
    ]


def test_what_was_sent_and_is_no_frame():
    assert said(Kind.PARTIAL, {"declared": 9}, b"\x81\x09hi", True)[1] == [
        "4 bytes are out of a frame with 9 bytes of payload"
    ]
    assert said(Kind.PARTIAL, {"declared": None}, b"\x81", True)[1] == [
        "1 bytes are out of a frame’s header"
    ]
    assert said(Kind.BYTES, {"why": "inside-frame", "meant": 9}, b"\x89\x00", True)[1] == [
        "2 bytes that are no frame",
        "meant as Ping",
        "89 00",
    ]


@pytest.mark.parametrize(
    "kind, sent, role, label, words",
    [
        (Kind.FIN, True, EndKind.CLIENT, "FIN", "the client sends nothing more"),
        (Kind.FIN, False, EndKind.CLIENT, "FIN", "the server sends nothing more"),
        (Kind.RST, True, EndKind.SERVER, "RST", "the server reset the connection"),
        (Kind.RST, False, EndKind.SERVER, "RST", "the client reset the connection"),
    ],
)
def test_the_end_of_tcp_names_who_did_it(kind, sent, role, label, words):
    assert said(kind, sent=sent, role=role) == (label, [words])


def test_a_reset_tells_the_systems_words():
    assert said(Kind.RST, {"error": "[Errno 104]"}, sent=False)[1][1] == "[Errno 104]"


@pytest.mark.parametrize(
    "timer, words",
    [
        ("close-reply", "no Close came in answer within 2000 ms"),
        ("tcp-end", "the peer did not end TCP within 2000 ms"),
        ("handshake", "the opening handshake was not over within 2000 ms"),
        ("reply-delay", "the answer was held back for 2000 ms"),
        ("unheard-of", "unheard-of: 2000 ms are over"),
    ],
)
def test_a_timeout_says_what_did_not_come(timer, words):
    assert said(Kind.TIMEOUT, {"timer": timer, "ms": 2000}) == ("Timeout", [words])


@pytest.mark.parametrize(
    "details, label, words",
    [
        ({"event": "open"}, "API open", []),
        ({"event": "error"}, "API error", []),
        (
            {"event": "message", "opcode": 1, "length": 14, "start": 99},
            "API message",
            ["Text", "14 bytes"],
        ),
        (
            {"event": "close", "code": 1000, "reason": "再见", "wasClean": True},
            "API close 1000 clean",
            ["Normal Closure", "“再见”"],
        ),
        (
            {"event": "close", "code": 1006, "reason": "", "wasClean": False},
            "API close 1006 unclean",
            ["Abnormal Closure"],
        ),
    ],
)
def test_api_events_as_the_program_gets_them(details, label, words):
    assert said(Kind.API, details) == (label, words)


@pytest.mark.parametrize(
    "details, label, words",
    [
        ({"call": "close", "code": 4000, "reason": "x"}, "Call close", ["code 4000", "reason x"]),
        (
            {"call": "send", "opcode": 1, "length": 5, "effect": "none", "throws": "E"},
            "Call send",
            ["length 5", "without effect", "throws E"],
        ),
    ],
)
def test_calls_with_their_arguments(details, label, words):
    assert said(Kind.CALL, details) == (label, words)


def test_states_and_queues():
    assert said(Kind.STATE, {"phase": "close-sent", "ready": 2}) == ("close-sent", ["readyState 2"])
    label, words = said(Kind.QUEUE, {"handed": 10, "dropped": 30})
    assert label == "Send queue"
    assert words[1].startswith("the 20 bytes behind them")


@pytest.mark.parametrize("kind", [Kind.FAILURE, Kind.NOTE])
def test_a_stored_text_is_said(kind):
    _, words = said(kind, {"text": FULL})
    assert words[0].startswith("The recording holds 7 bytes")


@pytest.mark.parametrize(
    "detail", [None, "x", [], ["journal.full"], ["no-such-text", {}], ["journal.full", {}], [1, {}]]
)
def test_what_is_no_stored_text_is_none(detail):
    assert stored_text(detail) is None


def test_addresses():
    assert address_words(["::1", 80]) == "[::1]:80"
    assert address_words(["a\u202eb", 80]) == "a⟨U+202E⟩b:80"
    assert address_words(None) == ""
    assert address_words("odd") == "odd"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["step", "local", "remote", "host", "addresses", "text", "faults", "declared", "error", "timer",
     "ms", "event", "code", "reason", "opcode", "length", "call", "handed", "dropped", "wasClean"]
)  # fmt: skip


@given(
    st.sampled_from(
        [kind for kind in Kind if not kind.is_frame and kind not in (Kind.STATE, Kind.QUEUE)]
    ),
    st.dictionaries(NAMES, JSON, max_size=5),
    st.binary(max_size=50),
)
def test_whatever_was_recorded_can_be_told(kind, details, data):
    label, words = said(kind, details, data, sent=False)
    assert "\n" not in label
    assert all(isinstance(one, str) for one in words)
