"""Broken rules, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.protocol.faults import Fault
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes.legality_lines import SIGNS

_LINES = 8


class RuleLines(QWidget):
    """A line for each fault: the sign of its severity, its sentence and its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [TintedLabel(scale=0.92) for _ in range(_LINES + 1)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for line in self._lines:
            layout.addWidget(line)
            line.say("")

    @property
    def text(self) -> str:
        """Everything said, one line each."""
        return "\n".join(line.text() for line in self._lines if line.text())

    def say(self, sentence: str, tint: Tint) -> None:
        """Say one sentence and nothing else; nothing at all if it is empty."""
        self._show([(sentence, tint)] if sentence else [])

    def show_faults(self, faults: Sequence[tuple[str, Fault]]) -> None:
        """Show these, each with what it belongs to, which may be empty."""
        lines = []
        for where, fault in faults[:_LINES]:
            sign, tint = SIGNS[fault.severity]
            rule = f"  {fault.rule}" if fault.rule else ""
            place = f"{where}: " if where else ""
            lines.append((f"{sign} {place}{words(fault.text)}{rule}", tint))
        if len(faults) > _LINES:
            more = self.tr("… and {count} more").format(count=len(faults) - _LINES)
            lines.append((more, Tint.DIM))
        self._show(lines)

    def _show(self, lines: list[tuple[str, Tint]]) -> None:
        for number, label in enumerate(self._lines):
            label.say(*(lines[number] if number < len(lines) else ("", Tint.DIM)))
