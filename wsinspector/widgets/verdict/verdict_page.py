"""A verdict from the first sentence to what to try next, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.journal.evidence import evidence_rows
from wsinspector.protocol.faults import Severity
from wsinspector.widgets.controls.card import CARD_MARGIN
from wsinspector.widgets.controls.line_stack import LineStack
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.verdict.ends_table import EndsTable
from wsinspector.widgets.verdict.fact_line import FactLine
from wsinspector.widgets.verdict.finding_line import FindingLine
from wsinspector.widgets.verdict.verdict_words import acts_words, breach_words, handshake_words

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import Finding, Statement, Verdict
    from wsinspector.texts import Text

_Stack = LineStack[FactLine] | LineStack[FindingLine]
_SUMMARIES = 6


class VerdictPage(QWidget):
    """All parts are kept and filled anew, so that nothing moves that did not change.

    Attributes:
        sentence: all of it for a tired person.
        ends: both ends side by side.
        observations: shows and hides the findings that weigh nothing.
    """

    row_wanted = Signal(int)
    """The number of a row, from 0, that the person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal: Journal | None = None
        self._verdict: Verdict | None = None
        self.sentence = TintedLabel(scale=1.18, bold=True)
        self._handshake = TintedLabel(bold=True)
        self._breaches = [TintedLabel(bold=True) for _ in range(_SUMMARIES)]
        self._acts = TintedLabel(tint=Tint.DIM)
        self.ends = EndsTable()
        self.observations = LinkButton("")
        self.observations.setCheckable(True)
        self.observations.toggled.connect(self._show_observations)
        self._owed = LineStack(FactLine, self.row_wanted)
        self._facts = LineStack(FactLine, self.row_wanted)
        self._findings = LineStack(FindingLine, self.row_wanted)
        self._observed = LineStack(FindingLine, self.row_wanted)
        self._notes = LineStack(FactLine, self.row_wanted)
        self._causes = LineStack(FactLine, self.row_wanted)
        self._advice = LineStack(FactLine, self.row_wanted)
        self._headings: list[tuple[TintedLabel, _Stack]] = []
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, CARD_MARGIN, 8)
        layout.setSpacing(6)
        for part in (self.sentence, self._handshake, *self._breaches, self._acts, self._owed):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addWidget(self.ends)
        self._add(layout, self.tr("What happened"), self._facts)
        self._add(layout, self.tr("Findings"), self._findings)
        layout.addWidget(self.observations)
        layout.addWidget(self._observed)
        self._add(layout, self.tr("Good to know"), self._notes)
        self._add(layout, self.tr("Likely causes"), self._causes)
        self._add(layout, self.tr("What to try next"), self._advice)
        layout.addStretch(1)
        self._observed.hide()

    def _add(self, layout: QVBoxLayout, title: str, lines: _Stack) -> None:
        heading = TintedLabel(title, tint=Tint.DIM, bold=True)
        heading.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(heading)
        layout.addWidget(lines)
        self._headings.append((heading, lines))

    # -- what is shown --------------------------------------------------------------------------

    def show_verdict(self, journal: Journal, verdict: Verdict) -> None:
        """Show a verdict.

        Args:
            journal: where the evidence is.
            verdict: what is known.
        """
        before, self._verdict, self._journal = self._verdict, verdict, journal
        if before is not None and before.connection != verdict.connection:
            before = None
            self.observations.setChecked(False)
        self.sentence.say(words(verdict.sentence))
        breaches = breach_words(verdict)
        has_violation = any(tint is Tint.VIOLATION for _, tint in breaches)
        is_clean = verdict.handshake_complete and not has_violation
        # Never in the colour of what is well above a violation.
        self._handshake.say(handshake_words(verdict), Tint.CLEAN if is_clean else Tint.TEXT)
        for number, label in enumerate(self._breaches):
            label.say(*(breaches[number] if number < len(breaches) else ("", Tint.DIM)))
        self._acts.say(acts_words(verdict))
        self._owed.fill(verdict.owed, lambda line, one: self._say(line, one, sign="◷"))
        self.ends.setVisible(bool(any(end.predicted for end in verdict.ends.values())))
        self.ends.show_ends(verdict.ends)
        if before is None or before.statements != verdict.statements:
            self._facts.fill(verdict.statements, self._say)
        if before is None or before.findings != verdict.findings:
            self._fill_findings(verdict.findings)
        self._fill_texts(self._notes, verdict.notes, "i")
        self._fill_texts(self._causes, verdict.causes, "?")
        self._fill_texts(self._advice, verdict.advice, "→")
        for heading, lines in self._headings:
            heading.setVisible(len(lines) > 0)

    def facts(self) -> list[str]:
        """What happened, line by line."""
        return [line.text for line in self._facts.shown()]

    def owed(self) -> list[str]:
        """What is owed, line by line."""
        return [line.text for line in self._owed.shown()]

    def findings(self) -> list[FindingLine]:
        """The findings that weigh something."""
        return self._findings.shown()

    def fact_lines(self) -> list[FactLine]:
        """What happened."""
        return self._facts.shown()

    def first_link(self) -> LinkButton | None:
        """The uppermost link that can be seen; None if there is none."""
        lines = (*self._owed.shown(), *self._facts.shown())
        links = [line.links.first for line in lines]
        for finding in self._findings.shown():
            links += [finding.line.links.first, finding.why]
        links.append(self.observations)
        return next((one for one in links if one is not None and one.isVisible()), None)

    def head(self) -> list[str]:
        """What stands above the ends: whether it was completed, and by whom rules were broken."""
        labels = (self._handshake, *self._breaches, self._acts)
        return [label.text() for label in labels if label.text()]

    def _say(self, line: FactLine, statement: Statement, sign: str = "") -> None:
        rows = () if self._journal is None else evidence_rows(self._journal, statement.entries)
        line.say(words(statement.text), sign=sign, basis=statement.basis, rows=rows)

    def _fill_texts(self, lines: LineStack[FactLine], texts: Sequence[Text], sign: str) -> None:
        lines.fill(texts, lambda line, one: line.say(words(one), sign=sign, tint=Tint.DIM))

    def _fill_findings(self, findings: Sequence[Finding]) -> None:
        weighty = (Severity.VIOLATION, Severity.DEVIATION)
        self._findings.fill([one for one in findings if one.severity in weighty], self._find)
        observed = [one for one in findings if one.severity not in weighty]
        self._observed.fill(observed, self._find)
        count = len(observed)
        self.observations.setText(
            self.tr("and 1 observation")
            if count == 1
            else self.tr("and {count} observations").format(count=count)
        )
        self.observations.updateGeometry()
        self.observations.setVisible(count > 0)
        self._show_observations(self.observations.isChecked())

    def _find(self, line: FindingLine, finding: Finding) -> None:
        rows = () if self._journal is None else evidence_rows(self._journal, finding.entries)
        line.show_finding(finding, rows)

    def _show_observations(self, shown: bool) -> None:
        self._observed.setVisible(shown and len(self._observed) > 0)
