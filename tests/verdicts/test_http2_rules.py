from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.http2_rules import HTTP2_RULES
from wsinspector.verdicts.rule import Side


def test_the_table() -> None:
    assert all(rule.id.startswith("h") for rule in HTTP2_RULES)
    assert not any(rule.applies for rule in HTTP2_RULES)
    rule = next(rule for rule in HTTP2_RULES if rule.id == "h2-reset-code")
    assert (rule.severity, rule.side) == (Severity.OBSERVATION, Side.EITHER)
    assert "RFC 8441 §5" in rule.reference
