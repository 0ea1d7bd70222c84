"""A verdict as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.verdict import EndVerdict, Verdict
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.faults import Severity
from wsinspector.texts import render

if TYPE_CHECKING:
    from wsinspector.protocol.api_events import Report

_MARKS: Final = {
    Severity.VIOLATION: "▲",
    Severity.DEVIATION: "◆",
    Severity.OBSERVATION: "·",
    Severity.OK: "·",
}


def verdict_lines(verdict: Verdict, url: str) -> str:
    """What became of a connection: the sentence, both ends, the findings that weigh something.

    Args:
        verdict: what was found out.
        url: what a client of ours was asked to connect to; empty without one.
    """
    where = f" {url}" if url else ""
    lines = [f"#{verdict.connection}{where}: {render(verdict.sentence)}", f"   {_what(verdict)}"]
    lines += [f"   {role.value}: {_end(end)}" for role, end in verdict.ends.items()]
    lines += [
        f"   {_MARKS[finding.severity]} {finding.rule}"
        + (f" ({finding.by})" if finding.by else "")
        + f": {render(finding.text)}"
        + (f" [{finding.reference}]" if finding.reference else "")
        for finding in verdict.findings
        if finding.severity in (Severity.VIOLATION, Severity.DEVIATION)
    ]
    lines += [f"   {render(note)}" for note in verdict.notes]
    return "".join(f"{visible(line)}\n" for line in lines)


def _what(verdict: Verdict) -> str:
    """The ending by its name, and who did what."""
    words = [verdict.ending, *sorted(verdict.flags)]
    acts = f"begun by {verdict.initiator}, TCP ended by {verdict.tcp_closer}"
    return f"{', '.join(words)}: {acts}, cause {verdict.cause} ({verdict.certainty})"


def _end(end: EndVerdict) -> str:
    """What its program was told; where that is not known, what the standards let it be told."""
    if end.reported is not None:
        return f"reported {_report(end.reported)}"
    letter = end.predicted.get("letter")
    return "nothing reported" if letter is None else f"predicted {_report(letter)}"


def _report(report: Report) -> str:
    reason = f" “{report.reason}”" if report.reason else ""
    clean = "clean" if report.was_clean else "not clean"
    return f"{report.code}{reason}, {clean}" + (", after an error event" if report.error else "")
