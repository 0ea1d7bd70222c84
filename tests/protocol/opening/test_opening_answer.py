"""The plan of an answer: what is one, and which is the right one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wsinspector.protocol.opening.opening_answer import (
    PLAIN_ANSWER,
    AcceptValue,
    AnswerKind,
    OpeningAnswer,
    SubprotocolAnswer,
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"delay": -1},
        {"status": 1000},
        {"headers": ("A: 1", "")},
        {"headers": ("A: 1\r\nB: 2",)},
        {"status_line": "HTTP/1.1 101\n"},
        {"phrase": "a\rb"},
        {"extension": "\udfff\ud800"},
    ],
)
def test_what_is_no_plan(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        OpeningAnswer(**wrong)


@pytest.mark.parametrize(
    "other",
    [
        {"delay": 1},
        {"version": "1.0"},
        {"status_line": "HTTP/1.1 101 Yes"},
        {"accept": AcceptValue.WRONG},
        {"upgrade": False},
        {"connection": False},
        {"subprotocol": SubprotocolAnswer.NONE},
        {"extension": "x"},
        {"headers": ("A: 1",)},
        {"glued": b"x"},
        *({"kind": kind} for kind in AnswerKind if kind is not AnswerKind.ACCEPT),
    ],
)
def test_what_is_not_the_right_answer(other):
    assert not replace(PLAIN_ANSWER, **other).is_plain


def test_what_a_kind_does_not_use_does_not_count():
    assert PLAIN_ANSWER.is_plain
    assert OpeningAnswer(status=500, body=b"x", accept_text="x", garbage=b"").is_plain


def test_after_a_101_there_are_frames_however_it_came_about():
    assert [kind for kind in AnswerKind if OpeningAnswer(kind).opens] == [AnswerKind.ACCEPT]
    assert OpeningAnswer(AnswerKind.REJECT, status=101).opens
