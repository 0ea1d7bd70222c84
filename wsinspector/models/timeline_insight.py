"""What the timeline shows beyond what was recorded: signs of findings, and what is inferred."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.evidence import evidence_row
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.durations import moment, span
from wsinspector.models.outcomes import is_of
from wsinspector.models.timeline_line import TimelineLine
from wsinspector.protocol.faults import Severity

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import Finding, InferredRow
    from wsinspector.models.steps import StepReader
    from wsinspector.models.verdict_feed import VerdictFeed
    from wsinspector.texts import Text

_SIGNS: Final = {Severity.VIOLATION: "▲", Severity.DEVIATION: "◆"}


class TimelineInsight:
    """Reads the verdicts for the timeline; without any it has nothing to say.

    Args:
        journal: what is judged.
        steps: makes steps of its entries.
        render: puts a text into words.
    """

    def __init__(self, journal: Journal, steps: StepReader, render: Callable[[Text], str]) -> None:
        self._journal = journal
        self._steps = steps
        self._render = render
        self._verdicts: VerdictFeed | None = None
        self._version = 0

    def follow(self, verdicts: VerdictFeed) -> None:
        """Read these verdicts from now on."""
        self._verdicts = verdicts

    def take_version(self) -> bool:
        """Whether other rows prove findings than when this was asked last."""
        version = 0 if self._verdicts is None else self._verdicts.outcomes.version
        is_new, self._version = version != self._version, version
        return is_new

    @property
    def evidence(self) -> AbstractSet[int]:
        """The entries that prove findings; changes when there are more."""
        return frozenset() if self._verdicts is None else self._verdicts.outcomes.evidence

    # -- recorded rows --------------------------------------------------------------------------

    def sign(self, entry: int) -> str:
        """The sign of the gravest finding that an entry proves; empty without one."""
        finding = self._finding(entry)
        return "" if finding is None else _SIGNS[finding.severity]

    def hint(self, entry: int) -> str:
        """Which finding that is; empty without one."""
        finding = self._finding(entry)
        if finding is None:
            return ""
        return f"{_SIGNS[finding.severity]} {finding.rule}: {self._render(finding.text)}"

    def _finding(self, entry: int) -> Finding | None:
        return None if self._verdicts is None else self._verdicts.outcomes.mark(entry)

    # -- inferred rows --------------------------------------------------------------------------

    def inferred(self, wanted: RowFilter) -> tuple[InferredRow, ...]:
        """What is inferred of the connection in view.

        That is the one that is shown alone, else the one that began or ended last: not the one of
        the selected row, or rows would move under the hand that selects them.

        Args:
            wanted: which rows are in view; of some of a connection's rows alone nothing follows.
        """
        if self._verdicts is None:
            return ()
        if replace(wanted, findings=False) != RowFilter(wanted.connection):
            return ()
        shown = self._verdicts.latest if wanted.connection is None else wanted.connection
        outcome = None if shown is None else self._verdicts.outcomes.get(shown)
        return () if outcome is None else outcome.inferred

    def line(self, row: InferredRow, before: int, with_states: bool) -> TimelineLine:
        """What an inferred row shows; it has no number.

        Args:
            row: what became true.
            before: the entry of the recorded row before it in view.
            with_states: whether changes of state are rows of their own.
        """
        journal = self._journal
        connection = journal.connection_of(row.after)
        if journal.connection_of(before) != connection:
            before = row.after
        step = self._steps.between(journal.entry(max(before, row.after)), row.by, with_states)
        after = evidence_row(journal, row.after)
        summary = QCoreApplication.translate("Timeline", "inferred")
        if after is not None:
            summary = QCoreApplication.translate("Timeline", "inferred from row %1")
            summary = summary.replace("%1", str(after + 1))
        finding = self._finding_of(row, connection)
        if finding is not None:
            summary = f"{finding.reference}: {self._render(finding.text)} · {summary}"
        return TimelineLine(
            row.after,
            "",
            moment(row.time_ns),
            span(max(0, row.time_ns - journal.time_of(row.after))),
            f"#{connection}",
            self._render(row.text),
            "",
            summary,
            False,
            step,
            "" if finding is None else _SIGNS[finding.severity],
        )

    def _finding_of(self, row: InferredRow, connection: int) -> Finding | None:
        outcome = None if self._verdicts is None else self._verdicts.outcomes.get(connection)
        findings = () if outcome is None else outcome.findings
        return next((one for one in findings if is_of(row, one)), None)
