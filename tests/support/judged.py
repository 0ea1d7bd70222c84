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
    journal = talk.journal
    judge = Judge(journal, talk.connection, thresholds)
    judge.feed(0, len(journal))
    return judge.verdict(talk.clock[0] - journal.start_ns)


def rules(verdict: Verdict) -> set[str]:
    """The rules that were broken, without what talks made by hand break anyway."""
    return {finding.rule for finding in verdict.findings} - NOISE
