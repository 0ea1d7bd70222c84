"""An answer in a few words."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.widgets.opening.answer_words import answer_summary, quick_answers


@pytest.mark.parametrize(
    "answer, said",
    [
        (PLAIN_ANSWER, "101, correct"),
        (OpeningAnswer(upgrade=False), "101, altered"),
        (OpeningAnswer(delay=500), "101, altered, after 500 ms"),
        (OpeningAnswer(AnswerKind.REJECT, status=404), "rejects with 404"),
        (OpeningAnswer(AnswerKind.GARBAGE), "garbage"),
        (OpeningAnswer(AnswerKind.SILENCE, delay=5), "silence"),
        (OpeningAnswer(AnswerKind.FIN), "FIN"),
        (OpeningAnswer(AnswerKind.RST, delay=5), "RST, after 5 ms"),
    ],
)
def test_the_summary(answer, said):
    assert answer_summary(answer) == said


def test_quick_answers_are_different_and_odd():
    answers = [answer for _, answer in quick_answers()]
    assert len(set(answers)) == len(answers) >= 10
    assert not any(answer.is_plain for answer in answers)
