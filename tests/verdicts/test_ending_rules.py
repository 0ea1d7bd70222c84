from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.ending_rules import ENDING_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.applies for rule in ENDING_RULES)
    rule = next(rule for rule in ENDING_RULES if rule.id == "close-reply-missing")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.EITHER)
    assert "§5.5.1" in rule.reference
