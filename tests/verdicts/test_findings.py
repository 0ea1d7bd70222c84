from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import text
from wsinspector.verdicts.findings import Findings


def test_the_same_again_is_more_evidence() -> None:
    findings = Findings()
    for entry in range(200):
        findings.add("mask-missing", Role.CLIENT, entry)
    findings.add("mask-missing", Role.CLIENT, 5)
    assert "mask-missing" in findings
    (finding,) = findings
    assert finding.entries == tuple(range(100))
    assert (finding.severity, finding.reference) == (Severity.VIOLATION, "RFC 6455 §5.1, §5.3")


def test_the_gravest_comes_first() -> None:
    findings = Findings()
    findings.add("close-no-status", Role.SERVER, 1)
    findings.add("tcp-rst-instead-of-fin", Role.SERVER, 9)
    findings.add("mask-missing", Role.CLIENT, 7)
    findings.add("mask-key-reused", Role.CLIENT, 3)
    assert [finding.rule for finding in findings.sorted()] == [
        "mask-key-reused",
        "mask-missing",
        "tcp-rst-instead-of-fin",
        "close-no-status",
    ]


def test_what_happened_and_how_grave_it_is_can_be_said() -> None:
    findings = Findings()
    said = text("rule.close-no-status")
    findings.add("close-reply-late", None, 1, text=said, severity=Severity.OBSERVATION)
    (finding,) = findings
    assert (finding.text, finding.severity) == (said, Severity.OBSERVATION)
