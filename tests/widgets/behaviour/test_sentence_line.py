from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox

from tests.support.sentences import choose, count
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine


class _Tea(SentenceLine[tuple[str, int]]):
    """Asks for a kind of tea and how much sugar, which is rare."""

    def __init__(self) -> None:
        super().__init__(("green", 0))
        self.add_words("A cup of")
        kinds = [
            Choice("green tea", "green", "From China."),
            Choice("mate", "mate", "From Brazil."),
        ]
        self.kind = self.add_choice("Kind", kinds)
        self.sugar = self.add_number(
            "Sugar", (0, 9), least="no sugar", suffix=" spoons", tip="Sweet."
        )
        self.set_part(self.part)

    def fill(self, part: tuple[str, int]) -> None:
        self.kind.setCurrentIndex(self.kind.findData(part[0]))
        self.sugar.setValue(part[1])

    def read(self) -> tuple[str, int]:
        return self.kind.currentData(), self.sugar.value()

    def show_fields(self) -> None:
        self.sugar.setVisible(self.full or self.part[1] > 0)
        self.warn("Too sweet." if self.part[1] > 5 else "")


@pytest.fixture
def tea(qtbot) -> _Tea:
    tea = _Tea()
    qtbot.addWidget(tea)
    return tea


def test_a_choice_of_the_person_is_announced_once(tea: _Tea) -> None:
    heard: list[object] = []
    tea.changed.connect(heard.append)
    choose(tea, "Kind", "mate")
    choose(tea, "Kind", "mate")
    count(tea, "Sugar", 2)
    assert heard == [("mate", 0), ("mate", 2)]
    assert tea.part == ("mate", 2)
    assert not tea.is_plain


def test_what_is_only_shown_is_not_announced(tea: _Tea) -> None:
    heard: list[object] = []
    tea.changed.connect(heard.append)
    tea.set_part(("mate", 7))
    assert heard == []
    assert tea.part == ("mate", 7)
    assert tea.sugar.text() == "7 spoons"
    assert tea.remark == "Too sweet."
    tea.set_part(("green", 0))
    assert tea.is_plain
    assert tea.remark == ""


def test_rare_fields_wait_until_they_are_asked_for_or_say_something(tea: _Tea) -> None:
    assert tea.sugar.isHidden()
    tea.set_full(True)
    assert not tea.sugar.isHidden()
    tea.set_full(False)
    assert tea.sugar.isHidden()
    tea.set_part(("green", 1))
    assert not tea.sugar.isHidden()


def test_what_is_chosen_is_explained(tea: _Tea) -> None:
    box = tea.findChild(QComboBox)
    assert box.toolTip() == box.accessibleDescription() == "From China."
    tea.set_part(("mate", 0))
    assert box.toolTip() == box.accessibleDescription() == "From Brazil."
    assert tea.findChild(QSpinBox).toolTip() == "Sweet."
    assert tea.findChild(QSpinBox).text() == "no sugar"
    assert "A cup of" in [label.text() for label in tea.findChildren(QLabel)]
