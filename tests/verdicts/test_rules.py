from __future__ import annotations

import re

import pytest

from wsinspector.texts import render
from wsinspector.verdicts.rules import RULES


def test_every_rule_is_there_once() -> None:
    assert len(RULES) == 141
    assert sum(rule.applies for rule in RULES.values()) == 131


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_can_be_read(rule) -> None:
    for sentence in (render(rule.what), render(rule.why)):
        assert re.fullmatch(r"([A-Z0-9]|[a-z]+\(\)|permessage-deflate).{8,120}\.", sentence), (
            sentence
        )
    assert rule.reference == "" or re.match(r"RFC \d{4}( §|$| erratum)|WHATWG", rule.reference)


def test_what_makes_a_connection_fail_is_a_violation() -> None:
    lenient = [
        rule.id for rule in RULES.values() if rule.must_fail and rule.severity != "violation"
    ]
    assert lenient == []
