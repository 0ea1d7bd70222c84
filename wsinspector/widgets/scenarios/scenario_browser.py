"""The window beside the window that has the scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from wsinspector.models.scenario_card import PlayResult, ScenarioCard
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.scenarios.scenario_list import ScenarioList
from wsinspector.widgets.scenarios.scenario_page import ScenarioPage

_WIDTH, _HEIGHT = 400, 720
_MARGIN = 12
_PROBLEMS = 4
"""Files that are named; the others are counted."""


class ScenarioBrowser(QDialog):
    """Scenarios to choose from, and what can be done with the chosen one.

    It is as wide as the column that it covers, so that timeline and verdict stay in view.

    Attributes:
        list: to choose from.
        page: the chosen one.
        play_button: plays it.
        step_button: plays it step by step, and then does the next step.
        cancel_button: ends what is going on.
        target: the address that a scripted client calls.
        arm_button: lets a scripted server wait for a program outside, or a scripted client call one.
        folder_button: reads the person's own scenarios from a folder.
        problems: what was wrong with files of theirs.
    """

    play_wanted = Signal(str)
    step_wanted = Signal(str)
    """Id of the scenario that is to be played step by step."""
    next_wanted = Signal()
    """The next step is to be done."""
    cancel_wanted = Signal()
    arm_wanted = Signal(str)
    """Id of the scenario whose scripted server is to wait for a program outside."""
    aim_wanted = Signal(str, str)
    """Id of the scenario whose scripted client is to call a server, and the server's address."""
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Scenarios"))
        self.setSizeGripEnabled(True)
        self._cards: dict[str, ScenarioCard] = {}
        self._results: dict[str, PlayResult] = {}
        self._busy = ""
        self.list = ScenarioList()
        self.page = ScenarioPage()
        self.play_button = QPushButton(self.tr("&Play"))
        self.step_button = QPushButton()
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.arm_button = QPushButton()
        self.target = QLineEdit()
        self.target.setPlaceholderText("ws://127.0.0.1:8080/")
        self.target.setAccessibleName(self.tr("Address that the scripted client calls"))
        self.folder_button = QPushButton(self.tr("Open &Folder…"))
        self.folder_button.setToolTip(self.tr("Read scenarios of your own from a folder."))
        self.problems = TintedLabel(tint=Tint.DEVIATION, scale=0.92)
        self.problems.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for button in (
            self.play_button,
            self.step_button,
            self.cancel_button,
            self.arm_button,
            self.folder_button,
        ):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.show_problems(())
        self._refresh()
        self.resize(_WIDTH, _HEIGHT)

    # -- what is shown --------------------------------------------------------------------------

    def show_cards(self, cards: Sequence[ScenarioCard]) -> None:
        """Show these scenarios."""
        self._cards = {card.id: card for card in cards}
        self.list.show_cards(cards)
        self.list.show_results(self._results)
        self._look()

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say what was wrong with files of the person."""
        lines = [f"▲ {problem}" for problem in problems[:_PROBLEMS]]
        if len(problems) > _PROBLEMS:
            lines.append(self.tr("… and {count} more").format(count=len(problems) - _PROBLEMS))
        self.problems.say("\n".join(lines))

    def show_result(self, name: str, result: PlayResult) -> None:
        """Say what became of a scenario, or how far it has got."""
        self._results[name] = result
        self.list.show_results({name: result})
        if result.is_going_on:
            self._busy = name
        elif self._busy == name:
            self._busy = ""
        if name == self.list.current:
            self.page.show_result(result)
        self._refresh()

    # -- parts ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.page)
        splitter.setSizes([_HEIGHT * 2 // 5, _HEIGHT * 3 // 5])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(splitter, 1)
        for parts in (
            (self.play_button, self.step_button, self.cancel_button),
            (self.target, self.arm_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1)
            layout.addLayout(row)
        layout.addWidget(self.problems)
        layout.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.list.selected.connect(lambda _: self._look())
        self.list.play_wanted.connect(self._play)
        self.play_button.clicked.connect(lambda: self._play(self.list.current))
        self.step_button.clicked.connect(self._step)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.arm_button.clicked.connect(self._arm)
        self.target.returnPressed.connect(self._arm)
        self.target.textChanged.connect(lambda _: self._refresh())
        self.folder_button.clicked.connect(self.folder_wanted)

    def _look(self) -> None:
        card = self._cards.get(self.list.current)
        if card is not None:
            self.page.show_card(card)
            self.page.show_result(self._results.get(card.id, PlayResult()))
        self._refresh()

    def _play(self, name: str) -> None:
        if name and not self._busy:
            self.play_wanted.emit(name)

    def _step(self) -> None:
        if self._is_stepping:
            self.next_wanted.emit()
        elif self.list.current and not self._busy:
            self.step_wanted.emit(self.list.current)

    def _arm(self) -> None:
        card = self._cards.get(self.list.current)
        if card is None or not self.arm_button.isEnabled():
            return
        if card.scripted is Role.SERVER:
            self.arm_wanted.emit(card.id)
        else:
            self.aim_wanted.emit(card.id, self.target.text().strip())

    @property
    def _is_stepping(self) -> bool:
        return bool(self._busy) and self._results[self._busy].next is not None

    # -- what can be done -----------------------------------------------------------------------

    def _refresh(self) -> None:
        card = self._cards.get(self.list.current)
        why = self._obstacle(card)
        self._enable(
            self.play_button, why, self.tr("Play it here, with an end of ours, and judge it.")
        )
        stepping = self._is_stepping
        self.step_button.setText(self.tr("&Next Step") if stepping else self.tr("&Step by Step"))
        hint = self.tr("Every step of both ends waits for a click.")
        self._enable(self.step_button, "" if stepping else why, hint)
        idle = "" if self._busy else self.tr("Nothing is being played.")
        self._enable(self.cancel_button, idle, self.tr("End what is going on."))
        self._refresh_arm(card, why)

    def _refresh_arm(self, card: ScenarioCard | None, why: str) -> None:
        is_client = card is not None and card.scripted is Role.CLIENT
        self.target.setVisible(is_client)
        if is_client:
            self.arm_button.setText(self.tr("C&all This Server"))
            hint = self.tr("The scripted client meets any server.")
            if not why and not self.target.text().strip():
                why = self.tr("Write the address of a server first.")
        else:
            self.arm_button.setText(self.tr("&Wait for a Program"))
            hint = self.tr(
                "The scripted server listens on this machine, for a browser or any other client."
            )
            if not why and card is not None and not card.meets_strangers:
                why = self.tr("In this scenario there is no server that a program could meet.")
        self._enable(self.arm_button, why, hint)

    def _obstacle(self, card: ScenarioCard | None) -> str:
        if card is None:
            return self.tr("No scenario is chosen.")
        if self._busy:
            return self.tr("“{scenario}” is going on.").format(scenario=self._busy)
        return ""

    @staticmethod
    def _enable(button: QPushButton, why: str, hint: str) -> None:
        button.setEnabled(not why)
        button.setToolTip(why or hint)
        button.setAccessibleDescription(why or hint)
