from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.frame_rules import FRAME_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.applies for rule in FRAME_RULES)
    rule = next(rule for rule in FRAME_RULES if rule.id == "mask-missing")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.CLIENT)
    assert "§5.3" in rule.reference
