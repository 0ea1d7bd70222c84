"""What an answer looks like before anybody has asked."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.answer_example import answer_example
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer


def rules(answer, *subprotocols):
    return [fault.rule for fault in answer_example(answer, subprotocols).faults]


def test_the_example_of_the_standard():
    example = answer_example(PLAIN_ANSWER)
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in example.response
    assert (example.after, example.faults) == (b"", ())


def test_what_is_supported_is_offered_as_far_as_it_can_be():
    example = answer_example(PLAIN_ANSWER, ("a(b", "chat", "v2"))
    assert b"Sec-WebSocket-Protocol: chat\r\n" in example.response
    assert example.faults == ()
    assert answer_example(PLAIN_ANSWER, ("a(b",)).faults == ()


def test_what_is_glued_stands_behind_it():
    example = answer_example(NAMED_ANSWERS["glued"])
    assert example.response.endswith(b"\r\n\r\n")
    assert example.after == NAMED_ANSWERS["glued"].glued
    assert answer_example(OpeningAnswer(AnswerKind.REJECT, glued=b"x")).after == b""


@pytest.mark.parametrize(
    "name, expected",
    [
        ("garbage", ["resp-not-http"]),
        ("silence", ["resp-late"]),
        ("fin", ["resp-none"]),
        ("rst", ["resp-none", "tcp-rst-instead-of-fin"]),
    ],
)
def test_no_answer_is_remarkable_too(name, expected):
    assert rules(NAMED_ANSWERS[name]) == expected
    assert answer_example(NAMED_ANSWERS[name]).response == b""


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_a_late_answer_is_remarked(kind):
    assert "resp-late" in rules(OpeningAnswer(kind, delay=5000))
    if kind is not AnswerKind.SILENCE:
        assert "resp-late" not in rules(OpeningAnswer(kind, delay=4999))
