"""The bytes that a plan makes."""

from __future__ import annotations

import pytest

from tests.support.playbook import REQUEST, response_head
from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement
from wsinspector.protocol.opening.answer_bytes import acceptance, rejection
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.opening_answer import (
    PLAIN_ANSWER,
    WRONG_ACCEPT,
    AcceptValue,
    AnswerKind,
    OpeningAnswer,
)

HEAD = parse_head(REQUEST.head(), is_request=True)


def accepted(subprotocol=None, deflate=None, **plan):
    return acceptance(OpeningAnswer(**plan), HEAD, subprotocol, deflate).decode().split("\r\n")


def rejected(status, **plan):
    answer = OpeningAnswer(AnswerKind.REJECT, status=status, **plan)
    head, _, body = rejection(answer).partition(b"\r\n\r\n")
    return head.decode().split("\r\n"), body


def test_the_plain_plan_is_the_right_answer():
    assert acceptance(PLAIN_ANSWER, HEAD, None, None) == response_head()


def test_every_part_of_an_acceptance_can_be_left_out_or_replaced():
    assert accepted(upgrade=False, connection=False, accept=AcceptValue.MISSING) == [
        "HTTP/1.1 101 Switching Protocols",
        "",
        "",
    ]
    lines = accepted(
        "chat",
        DeflateAgreement("permessage-deflate"),
        status_line="HTTP/1.1 101",
        accept=AcceptValue.OWN,
        accept_text="né",
        extension="foo-ext",
        headers=("X: 1", "x : 1", "no colon"),
    )
    assert lines == [
        "HTTP/1.1 101",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Accept: né",
        "Sec-WebSocket-Protocol: chat",
        "Sec-WebSocket-Extensions: permessage-deflate",
        "Sec-WebSocket-Extensions: foo-ext",
        "X: 1",
        "x : 1",
        "no colon",
        "",
        "",
    ]
    assert accepted(version="1.0")[0] == "HTTP/1.0 101 Switching Protocols"
    assert f"Sec-WebSocket-Accept: {WRONG_ACCEPT}" in accepted(accept=AcceptValue.WRONG)


def test_a_request_without_a_key_is_answered_all_the_same():
    keyless = parse_head(b"GET / HTTP/1.1\r\n\r\n", is_request=True)
    assert b"Sec-WebSocket-Accept: " in acceptance(PLAIN_ANSWER, keyless, None, None)


@pytest.mark.parametrize(
    "status, filled",
    [
        (404, ["HTTP/1.1 404 Not Found", "Connection: close", "Content-Length: 0"]),
        (204, ["HTTP/1.1 204 No Content", "Connection: close"]),
        (103, ["HTTP/1.1 103 Early Hints"]),
        (799, ["HTTP/1.1 799 ", "Connection: close", "Content-Length: 0"]),
        (7, ["HTTP/1.1 007 "]),
    ],
)
def test_a_rejection_is_good_http_by_itself(status, filled):
    assert rejected(status) == (filled, b"")


def test_a_field_of_the_plan_replaces_the_one_filled_in():
    head, body = rejected(
        500, phrase="Oh", body=b"no", headers=("content-length: 9", "Connection: keep-alive")
    )
    assert body == b"no"
    assert head == [
        "HTTP/1.1 500 Oh",
        "content-length: 9",
        "Connection: keep-alive",
        "Content-Type: text/plain; charset=utf-8",
    ]


def test_the_answer_to_head_has_no_body():
    answer = OpeningAnswer(AnswerKind.REJECT, body=b"no")
    assert rejection(answer, has_body=False).endswith(b"Content-Length: 2\r\n\r\n")
