"""Rules for a response: one row for each, and the known mistakes of Sec-WebSocket-Accept."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER, DeflateAgreement
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.asked_request import GUID, accept_for
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.head_parser import RESPONSE_START, HeadParser
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.opening_response import judge_response
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.texts import TEMPLATES, render

PLAN = RequestPlan().offering(["chat", "superchat"])
REQUEST = OpeningRequest("localhost", "/", bytes(range(16)), PLAN)
ACCEPT = accept_for(REQUEST.asked.key_text or "").encode()
KEY = base64.b64encode(REQUEST.key)
G = GUID.encode()

LINE = b"HTTP/1.1 101 Switching Protocols"
FIELDS = {
    b"Upgrade": b"websocket",
    b"Connection": b"Upgrade",
    b"Sec-WebSocket-Accept": ACCEPT,
    b"Sec-WebSocket-Protocol": b"chat",
}


def judge(change=None, line=LINE, more=b"", request=REQUEST):
    """Judge a good response with some fields changed, or left out (None), and lines added."""
    fields = {**FIELDS, **(change or {})}
    lines = b"".join(b"%s: %s\r\n" % item for item in fields.items() if item[1] is not None)
    head = HeadParser(100_000, RESPONSE_START).feed(line + b"\r\n" + lines + more + b"\r\n")
    assert head is not None
    return judge_response(head, request.asked)


def line(text):
    return {"line": text}


def field(name, value):
    return {"change": {name: value}}


def more(text):
    return {"more": text + b"\r\n"}


def hashed(data):
    return base64.b64encode(hashlib.sha1(data).digest())


def asking(plan):
    return OpeningRequest("localhost", "/", REQUEST.key, plan)


VERSION = "Sec-WebSocket-Version"
NAME, PROTOCOL = b"Sec-WebSocket-Accept", b"Sec-WebSocket-Protocol"
EXTENSIONS = b"Sec-WebSocket-Extensions"
DIGEST = hashlib.sha1(KEY + G).digest()

# text id (the rule, or a variant of it), response, accepted, severity
ROWS = [
    ("resp-not-http", line(b"HTTP/1.1"), False, "violation"),
    ("resp-not-http", line(b"HTTP/1.1  101 x"), False, "violation"),
    ("resp-not-http", line(b"HTTP/1.1 1O1 x"), False, "violation"),
    ("resp-not-http", line(b"HTTP/2 101"), False, "violation"),
    ("resp-status-not-101", line(b"HTTP/1.1 404 Not Found"), False, "observation"),
    ("resp-status-not-101", line(b"HTTP/1.1 200 OK"), False, "observation"),
    ("resp-http-version-1-0", line(b"HTTP/1.0 101 x"), False, "violation"),
    ("resp-http-version-high", line(b"HTTP/2.0 101 x"), False, "violation"),
    ("resp-upgrade-missing", field(b"Upgrade", None), False, "violation"),
    ("resp-upgrade-invalid", field(b"Upgrade", b"h2c"), False, "violation"),
    ("resp-upgrade-list", field(b"Upgrade", b"websocket, h2c"), False, "violation"),
    ("resp-connection-missing", field(b"Connection", None), False, "violation"),
    ("resp-connection-invalid", field(b"Connection", b"keep-alive"), False, "violation"),
    ("resp-accept-missing", field(NAME, None), False, "violation"),
    ("resp-accept-wrong", field(NAME, b"AAAAAAAAAAAAAAAAAAAAAAAAAAA="), False, "violation"),
    ("resp-accept-wrong", field(NAME, b""), False, "violation"),
    ("resp-accept-wrong", field(NAME, b"\xe5\xad"), False, "violation"),
    ("resp-accept-wrong.key-echoed", field(NAME, KEY), False, "violation"),
    ("resp-accept-wrong.sample", field(NAME, b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), False, "violation"),
    ("resp-accept-wrong.guid-missing", field(NAME, hashed(KEY)), False, "violation"),
    (
        "resp-accept-wrong.guid-lower-case",
        field(NAME, hashed(KEY + G.lower())),
        False,
        "violation",
    ),
    ("resp-accept-wrong.key-decoded", field(NAME, hashed(REQUEST.key + G)), False, "violation"),
    (
        "resp-accept-wrong.key-with-space",
        field(NAME, hashed(KEY + b"\r" + G)),
        False,
        "violation",
    ),
    (
        "resp-accept-wrong.key-with-space",
        field(NAME, hashed(b" " + KEY + G)),
        False,
        "violation",
    ),
    ("resp-accept-wrong.hex", field(NAME, DIGEST.hex().encode()), False, "violation"),
    ("resp-accept-wrong.hex", field(NAME, DIGEST.hex().upper().encode()), False, "violation"),
    (
        "resp-accept-wrong.hex",
        field(NAME, base64.b64encode(DIGEST.hex().encode())),
        False,
        "violation",
    ),
    ("resp-accept-wrong.unpadded", field(NAME, ACCEPT.rstrip(b"=")), False, "violation"),
    ("resp-accept-wrong.case-changed", field(NAME, ACCEPT.lower()), False, "violation"),
    ("resp-accept-duplicate", more(NAME + b": " + ACCEPT), False, "violation"),
    ("resp-protocol-unrequested", field(PROTOCOL, b"other"), False, "violation"),
    ("resp-protocol-unrequested", field(PROTOCOL, b"Chat"), False, "violation"),
    ("resp-protocol-multiple", field(PROTOCOL, b"chat, superchat"), False, "violation"),
    ("resp-protocol-multiple", more(PROTOCOL + b": chat"), False, "violation"),
    ("resp-protocol-empty", field(PROTOCOL, b""), False, "violation"),
    ("resp-protocol-none-selected", field(PROTOCOL, None), True, "deviation"),
    ("resp-extension-unrequested", field(EXTENSIONS, b"foo-ext"), False, "violation"),
    ("resp-extension-unrequested", field(EXTENSIONS, b"permessage-deflate"), False, "violation"),
    ("resp-extensions-malformed", field(EXTENSIONS, b"a;;"), False, "violation"),
    ("resp-content-length-in-101", field(b"Content-Length", b"0"), True, "violation"),
    ("resp-transfer-encoding-in-101", field(b"Transfer-Encoding", b"chunked"), True, "violation"),
    (
        "resp-redirect",
        {"line": b"HTTP/1.1 302 Found", "change": {b"Location": b"/x"}},
        False,
        "observation",
    ),
    ("resp-401-no-challenge", line(b"HTTP/1.1 401 Unauthorized"), False, "violation"),
    (
        "resp-426-no-upgrade",
        {"line": b"HTTP/1.1 426 Upgrade Required", "change": {b"Upgrade": None}},
        False,
        "violation",
    ),
    ("resp-version-not-advertised", line(b"HTTP/1.1 426 Upgrade Required"), False, "violation"),
    (
        "resp-version-not-advertised",
        {"line": b"HTTP/1.1 400 Bad Request", "request": asking(PLAN.setting(VERSION, "8"))},
        False,
        "violation",
    ),
    (
        "resp-accept-wrong.no-key",
        {"request": asking(PLAN.without("Sec-WebSocket-Key"))},
        False,
        "violation",
    ),
    (
        "resp-accept-missing.no-key",
        {"request": asking(PLAN.without("Sec-WebSocket-Key")), "change": {NAME: None}},
        False,
        "violation",
    ),
    (
        "resp-accepted-invalid-request",
        {"request": asking(PLAN.without("Host"))},
        True,
        "violation",
    ),
]


@pytest.mark.parametrize("name, response, accepted, severity", ROWS)
def test_each_rule(name, response, accepted, severity):
    judgement = judge(**response)
    fault = {fault.text.id: fault for fault in judgement.faults}[f"fault.{name}"]
    variants = {"upgrade-missing", "upgrade-list", "connection-missing"}
    rule = name.partition(".")[0]
    if rule.removeprefix("resp-") in variants:
        rule = rule.rpartition("-")[0] + "-invalid"
    assert fault.rule == rule
    assert fault.severity is Severity(severity)
    assert judgement.accepted is accepted
    assert render(fault.text)


def test_every_template_has_a_row():
    templates = {key.removeprefix("fault.") for key in TEMPLATES if key.startswith("fault.resp-")}
    # What is wrong with no response, or with its time, is judged elsewhere.
    elsewhere = {"resp-late", "resp-late.ms", "resp-none"}
    assert templates - elsewhere == {row[0] for row in ROWS}


def test_a_known_mistake_says_what_was_done():
    (fault,) = judge(**field(NAME, KEY)).faults
    assert render(fault.text).endswith("It is the key itself, sent back.")


@pytest.mark.parametrize(
    "good",
    [
        {},
        line(b"HTTP/1.1 101"),
        line(b"HTTP/1.1 101 "),
        line(b"HTTP/1.1 101 Web Socket Protocol Handshake"),
        field(b"Upgrade", b"WebSocket"),
        field(b"Connection", b"keep-alive, upgrade"),
        field(PROTOCOL, b"superchat"),
        field(b"Server", b"anything"),
    ],
    ids=repr,
)
def test_a_good_response_opens(good):
    judgement = judge(**good)
    assert judgement.accepted
    assert judgement.faults == ()
    assert judgement.status == 101


def test_the_subprotocol_and_the_words_are_handed_on():
    judgement = judge(field(PROTOCOL, b"superchat")["change"], b"HTTP/1.1 101 Los geht's")
    assert judgement.subprotocol == "superchat"
    assert judgement.reason_phrase == "Los geht's"


def test_nothing_offered_and_nothing_chosen_is_fine():
    request = OpeningRequest("localhost", "/", REQUEST.key)
    judgement = judge({PROTOCOL: None}, request=request)
    assert judgement.accepted
    assert (judgement.faults, judgement.subprotocol) == ((), None)


def test_a_refused_response_has_no_subprotocol():
    assert judge(**field(b"Upgrade", None)).subprotocol is None


@pytest.mark.parametrize("status", [100, 102, 103, 199])
def test_an_interim_response_decides_nothing(status):
    judgement = judge(line=b"HTTP/1.1 %d Wait" % status)
    assert judgement.interim
    assert not judgement.accepted
    assert not any(fault.must_fail for fault in judgement.faults)


@pytest.mark.parametrize("status", [101, 200, 404])
def test_a_final_response_is_not_interim(status):
    assert not judge(line=b"HTTP/1.1 %d x" % status).interim


def test_extensions_on_several_lines_are_judged_as_one_list():
    judgement = judge(more=EXTENSIONS + b": a\r\n" + EXTENSIONS + b": b\r\n")
    (fault,) = judgement.faults
    assert fault.text.args == {"names": "a, b"}


def test_a_401_with_its_challenge_is_good_http():
    judgement = judge({b"WWW-Authenticate": b"Basic"}, b"HTTP/1.1 401 Unauthorized")
    assert [fault.rule for fault in judgement.faults] == ["resp-status-not-101"]


def test_a_426_that_names_all_is_good_http():
    judgement = judge({b"Sec-WebSocket-Version": b"13"}, b"HTTP/1.1 426 Upgrade Required")
    assert [fault.rule for fault in judgement.faults] == ["resp-status-not-101"]


def test_all_faults_are_found_at_once():
    head = HeadParser(1000, RESPONSE_START).feed(
        b"HTTP/1.0 101 x\nUpgrade: h2c\nSec-WebSocket-Extensions: a\nContent-Length: 0\n\n"
    )
    assert head is not None
    judgement = judge_response(head, REQUEST.asked)
    assert [fault.rule for fault in judgement.faults] == [
        "head-bare-lf",
        "resp-http-version-1-0",
        "resp-upgrade-invalid",
        "resp-connection-invalid",
        "resp-accept-missing",
        "resp-protocol-none-selected",
        "resp-extension-unrequested",
        "resp-content-length-in-101",
    ]


def test_a_head_with_bare_lf_opens_all_the_same():
    fields = b"".join(b"%s: %s\n" % item for item in FIELDS.items())
    head = HeadParser(1000, RESPONSE_START).feed(LINE + b"\n" + fields + b"\n")
    assert head is not None
    judgement = judge_response(head, REQUEST.asked)
    assert judgement.accepted
    assert [fault.rule for fault in judgement.faults] == ["head-bare-lf"]


values = st.binary(max_size=20).map(lambda data: data.translate(None, b"\n"))


@given(st.dictionaries(st.sampled_from([*FIELDS, EXTENSIONS]), values), values)
def test_no_response_raises(change, tail):
    judgement = judge(change, b"HTTP/1.1 101" + tail)
    for fault in judgement.faults:
        assert render(fault.text)


def test_an_answer_that_accepts_compression():
    request = OpeningRequest("localhost", "/", REQUEST.key, deflate=BROWSER_OFFER)
    value = "permessage-deflate; server_no_context_takeover"
    head = parse_head(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Extensions: %s\r\n\r\n"
        % (ACCEPT, value.encode()),
        is_request=False,
    )
    judged = judge_response(head, request.asked)
    assert judged.accepted
    assert judged.faults == ()
    assert judged.deflate == DeflateAgreement(value, server_takeover=False)
    refused = judge_response(head, OpeningRequest("localhost", "/", REQUEST.key).asked)
    assert [fault.rule for fault in refused.faults] == ["resp-extension-unrequested"]
    assert refused.deflate is None


def test_an_answer_to_a_key_of_ones_own_is_right():
    plan = PLAN.setting("Sec-WebSocket-Key", "no key at all")
    judgement = judge({NAME: accept_for("no key at all").encode()}, request=asking(plan))
    assert judgement.accepted
    assert [fault.rule for fault in judgement.faults] == ["resp-accepted-invalid-request"]


def offering(extensions: str):
    return asking(PLAN.adding(("Sec-WebSocket-Extensions", extensions)))


@pytest.mark.parametrize(
    "offer, answer, rules",
    [
        ("foo", "foo", []),
        ("foo", "bar", ["resp-extension-unrequested"]),
        ("foo, permessage-deflate", "permessage-deflate, foo", []),
        ("foo", "permessage-deflate", ["resp-extension-unrequested"]),
        (
            "permessage-deflate; server_max_window_bits=10, permessage-deflate",
            "permessage-deflate",
            [],
        ),
        (
            "permessage-deflate; server_max_window_bits=10",
            "permessage-deflate",
            ["pmd-server-bits-not-honoured"],
        ),
        (
            "permessage-deflate; client_max_window_bits=8",
            "permessage-deflate; client_max_window_bits=8",
            [],
        ),
        (
            "permessage-deflate; server_max_window_bits=99; x",
            "permessage-deflate",
            ["resp-accepted-invalid-request"],
        ),
    ],
)
def test_an_answer_is_judged_by_the_extensions_that_were_offered(offer, answer, rules):
    judgement = judge({EXTENSIONS: answer.encode()}, request=offering(offer))
    assert [fault.rule for fault in judgement.faults] == rules
    assert judgement.accepted is (rules in ([], ["resp-accepted-invalid-request"]))
    assert (judgement.deflate is not None) is (judgement.accepted and "permessage" in answer)


@given(st.text("permssag-dfl,; =_x189"), st.text("permssag-dfl,; =_x189"))
def test_no_offer_and_answer_raise(offer, answer):
    judge({EXTENSIONS: answer.encode()}, request=offering(offer))
