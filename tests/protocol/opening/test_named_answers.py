"""The answers that have a name."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS, answer_named
from wsinspector.protocol.opening.opening_answer import AnswerKind


def test_only_the_right_one_is_plain():
    assert [name for name, answer in NAMED_ANSWERS.items() if answer.is_plain] == ["accept"]
    assert len(set(NAMED_ANSWERS.values())) == len(NAMED_ANSWERS)


@pytest.mark.parametrize("name, status", [("100", 100), ("418", 418), ("599", 599)])
def test_every_status_is_a_name(name, status):
    answer = answer_named(name)
    assert answer is not None
    assert (answer.kind, answer.status, answer.headers) == (AnswerKind.REJECT, status, ())


@pytest.mark.parametrize("name", ["", "99", "099", "600", "1000", "４０４", "nonsense"])
def test_what_is_no_name(name):
    assert answer_named(name) is None


def test_a_known_status_has_the_fields_it_needs():
    answer = answer_named("401")
    assert answer is not None
    assert any(line.startswith("WWW-Authenticate: ") for line in answer.headers)
