from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.response_rules import RESPONSE_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("resp-") for rule in RESPONSE_RULES)
    assert all(rule.applies for rule in RESPONSE_RULES)
    rule = next(rule for rule in RESPONSE_RULES if rule.id == "resp-accept-wrong")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.SERVER)
    assert "§4.2.2(5.4)" in rule.reference
