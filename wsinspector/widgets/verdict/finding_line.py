"""One finding of a verdict: what happened, why it matters, where it is written, what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.journal.verdict import Finding
from wsinspector.protocol.faults import Severity
from wsinspector.texts import text
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.verdict.fact_line import FactLine
from wsinspector.widgets.verdict.verdict_words import finding_words

FINDING_SIGNS: dict[Severity, tuple[str, Tint]] = {
    Severity.VIOLATION: ("▲", Tint.VIOLATION),
    Severity.DEVIATION: ("◆", Tint.DEVIATION),
    Severity.OBSERVATION: ("·", Tint.DIM),
    Severity.OK: ("·", Tint.DIM),
}
"""Sign and colour of a severity."""


class FindingLine(QWidget):
    """A line, and below it, when asked for, why it matters."""

    row_wanted = Signal(int)
    """The number of a row, from 0, that the person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = ""
        self._line = FactLine()
        self._line.row_wanted.connect(self.row_wanted)
        self._name = TintedLabel(tint=Tint.DIM, scale=0.86, mono=True)
        self._why = TintedLabel(tint=Tint.DIM)
        self._ask = LinkButton(self.tr("Why it matters"))
        self._ask.setCheckable(True)
        self._ask.toggled.connect(self._show_why)
        self._line.column.addWidget(self._name)
        self._line.column.addWidget(self._ask)
        self._line.column.addWidget(self._why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        self._why.hide()

    @property
    def text(self) -> str:
        """Sign and sentence, as they are read."""
        return self._line.text

    @property
    def line(self) -> FactLine:
        """The sentence and where it leads."""
        return self._line

    @property
    def why(self) -> LinkButton:
        """Shows and hides why it matters."""
        return self._ask

    def show_finding(self, finding: Finding, rows: Sequence[int]) -> None:
        """Show a finding.

        Args:
            finding: which.
            rows: numbers of the rows that show it, from 0.
        """
        sign, tint = FINDING_SIGNS[finding.severity]
        said = finding_words(finding)
        self._line.say(said, sign=sign, tint=tint, rows=rows, lead=finding.reference)
        self._name.say(finding.rule)
        why = words(text(f"rule.{finding.rule}.why"))
        self._why.setText(why)
        self.setToolTip(why)
        self._ask.setAccessibleName(self.tr("Why it matters: {finding}").format(finding=said))
        if finding.rule != self._rule:
            self._rule = finding.rule
            self._ask.setChecked(False)

    def _show_why(self, shown: bool) -> None:
        self._ask.setText(self.tr("Hide why") if shown else self.tr("Why it matters"))
        self._ask.updateGeometry()
        self._why.setVisible(shown)
