from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.request_rules import REQUEST_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("req-") for rule in REQUEST_RULES)
    assert all(rule.applies for rule in REQUEST_RULES)
    rule = next(rule for rule in REQUEST_RULES if rule.id == "req-version-not-13")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.CLIENT)
    assert "§4.1(9)" in rule.reference
