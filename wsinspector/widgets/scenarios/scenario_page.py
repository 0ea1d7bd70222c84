"""One scenario: its story, what is expected, what each end does, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wsinspector.models.scenario_card import PlayResult, ScenarioCard
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.section_stack import SectionStack
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.scenarios.scenario_words import (
    SIGNS,
    fact_name,
    readable,
    scripted_words,
    state_words,
)
from wsinspector.widgets.verdict.finding_line import FINDING_SIGNS


class ScenarioPage(QWidget):
    """Everything there is to read of a scenario.

    Attributes:
        state: what became of it.
        differences: what was otherwise than expected.
        next: the next step.
        address: where a program outside is awaited.
        copy: puts that on the clipboard.
        link: leads to its connection.
    """

    connection_wanted = Signal(int)
    """The connection that the person wants to see alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connection = 0
        self._title = TintedLabel(bold=True, scale=1.1)
        self._id = TintedLabel(tint=Tint.DIM, scale=0.92, mono=True)
        self._story = TintedLabel()
        self._who = TintedLabel(tint=Tint.DIM)
        self.state = TintedLabel(bold=True)
        self.differences = TintedLabel()
        self.next = TintedLabel()
        self.address = TintedLabel(mono=True, scale=0.92)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = LinkButton(self.tr("Copy this address"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.address.text()))
        self.link = LinkButton("")
        self.link.clicked.connect(lambda: self.connection_wanted.emit(self._connection))
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(4)
        expected = QWidget()
        column = QVBoxLayout(expected)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        column.addLayout(self._rules)
        self._scripts = {role: TintedLabel(mono=True, scale=0.92) for role in Role}
        self._heads = {role: TintedLabel(bold=True, tint=Tint(role.value)) for role in Role}
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for role in Role:
            column.addWidget(self._heads[role])
            column.addWidget(self._scripts[role])
        self._file = TintedLabel(tint=Tint.DIM, scale=0.92)
        lead = QWidget()
        column = QVBoxLayout(lead)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        outcome = (self.state, self.address, self.copy, self.differences, self.next, self.link)
        for part in (self._title, self._id, *outcome, self._story, self._who, self._file):
            column.addWidget(part)
        sections = [
            Section("expected", self.tr("Expected"), expected),
            Section("steps", self.tr("Steps"), steps),
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SectionStack(sections, lead))
        self.show_result(PlayResult())

    def show_card(self, card: ScenarioCard) -> None:
        """Show a scenario."""
        self._title.say(readable(card.title))
        self._id.say(readable(card.id))
        self._story.say(readable(card.story))
        self._who.say(scripted_words(card.scripted))
        self._file.say(self.tr("From {file}").format(file=readable(card.file)) if card.file else "")
        _clear(self._grid)
        for row, (name, value) in enumerate(card.facts):
            self._grid.addWidget(TintedLabel(fact_name(name), tint=Tint.DIM, wrap=False), row, 0)
            self._grid.addWidget(TintedLabel(readable(value), mono=True, scale=0.92), row, 1)
        _clear(self._rules)
        for severity, rule, sentence in card.rules:
            sign, tint = FINDING_SIGNS[severity]
            self._rules.addWidget(TintedLabel(f"{sign} {rule}", tint=tint, mono=True, scale=0.92))
            self._rules.addWidget(TintedLabel(words(sentence), tint=Tint.DIM))
        for role, head in self._heads.items():
            is_scripted = role is card.scripted
            lines = card.script if is_scripted else card.own
            head.say(self._headline(role, is_scripted=is_scripted))
            self._scripts[role].say("\n".join(readable(line) for line in lines) or "–")

    def show_result(self, result: PlayResult) -> None:
        """Show what became of it."""
        sign, tint = SIGNS[result.state]
        self.state.say(f"{sign} {state_words(result)}".strip(), tint)
        self.differences.say("\n".join(f"· {readable(words(one))}" for one in result.differences))
        said = self.tr("Next: {step}").format(step=words(result.next)) if result.next else ""
        self.next.say(readable(said))
        self.address.say(result.address)
        self.copy.setVisible(bool(result.address))
        self._connection = result.connection
        self.link.setText(self.tr("Show #{number} alone").format(number=result.connection))
        self.link.setVisible(bool(result.connection))
        self.link.updateGeometry()

    def _headline(self, role: Role, *, is_scripted: bool) -> str:
        if role is Role.SERVER:
            return self.tr("Scripted server") if is_scripted else self.tr("Our server")
        return self.tr("Scripted client") if is_scripted else self.tr("Our client")


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
