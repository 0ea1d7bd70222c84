"""Verdicts on journals that were filled by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.verdicts.judge import Judge

if TYPE_CHECKING:
    from tests.support.journals import Talk
    from wsinspector.journal.verdict import Verdict
    from wsinspector.verdicts.thresholds import Thresholds

NOISE = frozenset(("mask-key-reused", "req-key-sample", "req-origin-missing"))
"""What talks made by hand do not vary."""


def judged(talk: Talk, thresholds: Thresholds | None = None) -> Verdict:
    """What is known of a talk at the moment at which it stands."""
    judge = Judge(talk.journal, thresholds)
    judge.catch_up()
    return judge.verdict(talk.connection, talk.clock[0] - talk.journal.start_ns)


def rules(verdict: Verdict) -> set[str]:
    """The rules that were broken, without what talks made by hand break anyway."""
    return {finding.rule for finding in verdict.findings} - NOISE
