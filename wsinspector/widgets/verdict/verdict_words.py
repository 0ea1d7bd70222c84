"""Words for what a verdict says in records."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.verdict import Certainty, Finding, Party, Verdict
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.controls.wording import words

_WEIGHTY = (Severity.VIOLATION, Severity.DEVIATION)


def _tr(source: str) -> str:
    return QCoreApplication.translate("Verdict", source)


def party_words(party: Party) -> str:
    """Who did something, as it stands in a sentence."""
    return {
        Party.CLIENT: _tr("client"),
        Party.SERVER: _tr("server"),
        Party.BOTH: _tr("both"),
        Party.NETWORK: _tr("the network"),
        Party.NOBODY: _tr("nobody"),
        Party.UNKNOWN: _tr("unknown"),
    }[party]


def handshake_words(verdict: Verdict) -> str:
    """Sign and words on whether the closing handshake was completed; empty while it is not due."""
    if verdict.ending.startswith("open-"):
        return _tr("✕ The connection was never open")
    if verdict.handshake_complete:
        return _tr("✓ Closing handshake completed")
    if verdict.ending != "still-open":
        return _tr("✕ Closing handshake not completed")
    return _tr("◐ Closing handshake not completed yet") if verdict.owed else ""


def breach_words(verdict: Verdict) -> list[tuple[str, Tint]]:
    """How many rules were broken and bent, and by whom: a line and its colour for each."""
    lines = []
    for severity, sign, tint in (
        (Severity.VIOLATION, "▲", Tint.VIOLATION),
        (Severity.DEVIATION, "◆", Tint.DEVIATION),
    ):
        for by in (Role.SERVER, Role.CLIENT, None):
            count = sum(one.severity is severity and one.by is by for one in verdict.findings)
            if count:
                lines.append((f"{sign} {_counted(severity, by, count)}", tint))
    if not lines and not verdict.ending.startswith(("still-open", "open-")):
        lines.append((_tr("No rule was broken, as far as it was seen"), Tint.DIM))
    return lines


def _counted(severity: Severity, by: Role | None, count: int) -> str:
    if severity is Severity.VIOLATION:
        one, many = _tr("1 violation"), _tr("%1 violations")
    else:
        one, many = _tr("1 deviation"), _tr("%1 deviations")
    said = one if count == 1 else many.replace("%1", str(count))
    whose = {
        Role.CLIENT: _tr("%1 by the client"),
        Role.SERVER: _tr("%1 by the server"),
        None: "%1",
    }[by]
    return whose.replace("%1", said)


def acts_words(verdict: Verdict) -> str:
    """Who began the end, who ended TCP, and whose doing it was; empty while it lives."""
    if verdict.initiator is Party.NOBODY and verdict.tcp_closer is Party.NOBODY:
        return ""
    began = _tr("begun by: %1").replace("%1", party_words(verdict.initiator))
    if verdict.certainty is Certainty.LIKELY:
        began = _tr("%1 (likely)").replace("%1", began)
    elif verdict.certainty is Certainty.POSSIBLE:
        began = _tr("%1 (possibly)").replace("%1", began)
    parts = [began, _tr("TCP ended by: %1").replace("%1", party_words(verdict.tcp_closer))]
    if verdict.cause not in (verdict.initiator, Party.NOBODY):
        parts.append(_tr("cause: %1").replace("%1", party_words(verdict.cause)))
    return " · ".join(parts)


def finding_words(finding: Finding) -> str:
    """A finding as a sentence that says by whom."""
    said = words(finding.text)
    is_rule = finding.text.id == f"rule.{finding.rule}"
    if finding.by is None:
        return said
    if finding.severity not in _WEIGHTY or not is_rule:
        whose = {Role.CLIENT: _tr("By the client: %1"), Role.SERVER: _tr("By the server: %1")}
    else:
        whose = {
            Role.CLIENT: _tr("Not kept by the client: %1"),
            Role.SERVER: _tr("Not kept by the server: %1"),
        }
    return whose[finding.by].replace("%1", said)
