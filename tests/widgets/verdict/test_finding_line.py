from __future__ import annotations

from wsinspector.journal.verdict import Finding
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import text
from wsinspector.widgets.verdict.finding_line import FindingLine


def finding(rule: str, severity: Severity) -> Finding:
    return Finding(rule, severity, Role.SERVER, "RFC 6455 §5.5.1", text(f"rule.{rule}"), (3,))


def test_a_finding_says_what_where_and_when_asked_why(qtbot, our_look, nameless, clipped) -> None:
    line = FindingLine()
    qtbot.addWidget(line)
    line.resize(260, 200)
    line.show()
    line.show_finding(finding("tcp-server-left-open", Severity.VIOLATION), [8, 9])
    assert line.text.startswith("▲ Not kept by the server: A server ends TCP")
    assert line._why.isHidden()
    line.why.click()
    assert line._why.isVisible()
    assert line._why.text() == line.toolTip() != ""
    assert line.why.text() == "Hide why"
    assert nameless(line) == []
    assert clipped(line) == []
    # Another finding begins folded.
    line.show_finding(finding("ping-flood", Severity.OBSERVATION), [])
    assert line._why.isHidden()
    assert line.text.startswith("· By the server:")
