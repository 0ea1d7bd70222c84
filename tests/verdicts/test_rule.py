from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.texts import render
from wsinspector.verdicts.rule import Rule, Side


def test_a_rule_says_what_and_why() -> None:
    rule = Rule("mask-missing", Severity.VIOLATION, "RFC 6455 §5.1", Side.CLIENT, must_fail=True)
    assert render(rule.what) == "A client masks every frame."
    assert "caches" in render(rule.why)
