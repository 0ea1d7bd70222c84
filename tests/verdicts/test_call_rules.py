from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.call_rules import CALL_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("api-") for rule in CALL_RULES)
    assert all(rule.applies for rule in CALL_RULES)
    rule = next(rule for rule in CALL_RULES if rule.id == "api-close-when-closed")
    assert (rule.severity, rule.side) == (Severity.OBSERVATION, Side.CLIENT)
    assert "WHATWG" in rule.reference
