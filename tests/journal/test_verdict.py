from __future__ import annotations

from wsinspector.journal.verdict import Certainty, Finding, Party, Verdict
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import text


def verdict(*findings: Finding) -> Verdict:
    return Verdict(
        connection=1,
        ending="clean-client",
        flags=frozenset(),
        handshake_complete=True,
        initiator=Party.of(Role.CLIENT),
        tcp_closer=Party.of(Role.SERVER),
        cause=Party.CLIENT,
        certainty=Certainty.CERTAIN,
        sentence=text("handshake.aborted"),
        statements=(),
        owed=(),
        ends={},
        findings=findings,
        notes=(),
        causes=(),
        advice=(),
        inferred=(),
    )


def test_a_verdict_is_as_grave_as_its_gravest_finding() -> None:
    grave = Finding("mask-missing", Severity.VIOLATION, Role.CLIENT, "", text("rule.mask-missing"))
    light = Finding("close-no-status", Severity.OBSERVATION, None, "", text("rule.close-no-status"))
    assert verdict().severity is Severity.OK
    assert verdict(grave, light).severity is Severity.VIOLATION
    assert verdict().initiator is Party.CLIENT
