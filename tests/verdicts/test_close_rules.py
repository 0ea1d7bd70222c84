from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.close_rules import CLOSE_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("close-") for rule in CLOSE_RULES)
    assert all(rule.applies for rule in CLOSE_RULES)
    rule = next(rule for rule in CLOSE_RULES if rule.id == "close-code-never-on-wire")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.EITHER)
    assert "§7.4.1" in rule.reference
