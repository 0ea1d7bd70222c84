from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.deflate_rules import DEFLATE_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("pmd-") for rule in DEFLATE_RULES)
    assert all(rule.applies for rule in DEFLATE_RULES)
    rule = next(rule for rule in DEFLATE_RULES if rule.id == "pmd-rsv1-on-control")
    assert (rule.severity, rule.side) == (Severity.VIOLATION, Side.EITHER)
    assert "RFC 7692 §6.1" in rule.reference
