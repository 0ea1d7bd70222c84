from __future__ import annotations

import pytest

from wsinspector.protocol.phases import ReadyState
from wsinspector.verdicts.call_findings import note_call
from wsinspector.verdicts.findings import Findings


@pytest.mark.parametrize(
    "call, ready, thrown, rule",
    [
        ("close", 0, "", "api-close-while-connecting"),
        ("close", 1, "", None),
        ("close", 2, "", None),
        ("close", 3, "", "api-close-when-closed"),
        ("close", 1, "InvalidAccessError", "api-close-code-invalid"),
        ("close", 0, "SyntaxError", "api-close-reason-too-long"),
        ("send", 0, "InvalidStateError", "api-send-while-connecting"),
        ("send", 1, "", None),
        ("send", 2, "", "api-send-after-close"),
        ("send", 3, "", "api-send-after-close"),
        ("send-close", 3, "", None),
    ],
)
def test_calls(call: str, ready: int, thrown: str, rule: str | None) -> None:
    findings = Findings()
    details = {"call": call} | ({"throws": thrown} if thrown else {})
    note_call(findings, 5, details, ReadyState(ready))
    assert [(one.rule, one.entries) for one in findings] == ([(rule, (5,))] if rule else [])
