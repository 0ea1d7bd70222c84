"""What is wrong with an answer made on purpose."""

from __future__ import annotations

import pytest

from tests.support.playbook import REQUEST
from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.answer_faults import answer_faults, worst
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, OpeningAnswer
from wsinspector.protocol.opening.server_answer import ServerPolicy, answer_request

GOOD = REQUEST.head()
OFFERING = GOOD.replace(
    b"\r\n\r\n",
    b"\r\nSec-WebSocket-Protocol: chat\r\n"
    b"Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n\r\n",
)


def rules(answer, raw=GOOD):
    head = parse_head(raw, is_request=True)
    policy = ServerPolicy(answer=answer, deflate=DeflateTerms())
    return [fault.rule for fault in answer_faults(answer_request(head, policy).response, head)]


@pytest.mark.parametrize(
    "name, expected",
    [
        ("accept", []),
        ("404", ["resp-status-not-101"]),
        ("302", ["resp-status-not-101", "resp-redirect"]),
        ("401", ["resp-status-not-101"]),
        ("426", ["resp-status-not-101"]),
        ("wrong-accept", ["resp-accept-wrong"]),
        ("no-accept", ["resp-accept-missing"]),
        ("no-upgrade", ["resp-upgrade-invalid"]),
        ("no-connection", ["resp-connection-invalid"]),
        ("http-1.0", ["resp-http-version-1-0"]),
        ("content-length", ["resp-content-length-in-101"]),
        ("unasked-subprotocol", ["resp-protocol-unrequested"]),
        ("unasked-extension", ["resp-extension-unrequested"]),
        ("glued", []),
    ],
)
def test_every_named_answer_breaks_what_its_name_says(name, expected):
    assert rules(NAMED_ANSWERS[name]) == expected


def test_what_was_offered_is_not_unasked():
    assert rules(OpeningAnswer(extension="permessage-deflate")) == ["resp-extension-unrequested"]
    assert rules(PLAIN_ANSWER, OFFERING) == ["resp-protocol-none-selected"]
    head = parse_head(OFFERING, is_request=True)
    policy = ServerPolicy(answer=OpeningAnswer(extension="permessage-deflate"))
    response = answer_request(head, policy).response
    assert [fault.rule for fault in answer_faults(response, head)] == [
        "resp-protocol-none-selected",
        "pmd-server-bits-not-honoured",
    ]


def test_without_a_good_key_no_accept_is_right_or_wrong():
    spoilt = parse_head(GOOD.replace(b"-Key: ", b"-Key: x"), is_request=True)
    response = b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    found = [fault.rule for fault in answer_faults(response, spoilt)]
    assert found == ["resp-accepted-invalid-request"]


def test_what_is_no_http():
    head = parse_head(GOOD, is_request=True)
    assert [fault.rule for fault in answer_faults(b"101\r\n\r\n", head)] == ["resp-not-http"]
    assert [fault.rule for fault in answer_faults(b"HTTP/1.1", head)] == ["resp-not-http"]


def test_the_worst_counts():
    head = parse_head(GOOD, is_request=True)
    assert worst(()) is Severity.OK
    assert worst(answer_faults(b"HTTP/1.1 404 No\r\n\r\n", head)) is Severity.OBSERVATION
    assert worst(answer_faults(b"HTTP/1.1 401 No\r\n\r\n", head)) is Severity.VIOLATION
