"""Every choice takes effect, is shown, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wsinspector.journal.entries import Direction
from wsinspector.journal.row_filter import RowFilter
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.timeline.filter_bar import CONNECTIONS_LISTED, FilterBar


class _Bar:
    """A filter bar, and what it asked for."""

    def __init__(self, qtbot: QtBot, connections: int = 3) -> None:
        newest_first = [(number, f"#{number}") for number in range(connections, 0, -1)]
        self.bar = FilterBar(lambda: newest_first)
        qtbot.addWidget(self.bar)
        self.bar.resize(640, 40)
        self.bar.show()
        self.asked: list[RowFilter] = []
        self.states: list[bool] = []
        self.bar.changed.connect(self.asked.append)
        self.bar.states_toggled.connect(self.states.append)
        self.text = self.bar.findChild(QLineEdit)
        self.clear = self.bar.findChild(LinkButton)

    def button(self, name: str) -> ChoiceButton:
        return next(
            button
            for button in self.bar.findChildren(ChoiceButton)
            if name in button.accessibleName()
        )

    def choice(self, button: str, words: str) -> QAction:
        menu = self.button(button).menu()
        menu.aboutToShow.emit()
        return next(action for action in menu.actions() if words in action.text())


@pytest.fixture
def made(qtbot: QtBot, our_look: None) -> _Bar:
    return _Bar(qtbot)


def test_one_connection_and_all(made: _Bar) -> None:
    made.choice("Connections", "#2").trigger()
    assert made.asked == [RowFilter(connection=2)]
    assert made.button("Connections").text() == "Only #2"
    assert made.choice("Connections", "#2").isChecked()
    made.choice("Connections", "All").trigger()
    assert made.bar.filter == RowFilter()
    assert made.button("Connections").text() == "Connections"


def test_of_many_connections_the_newest_are_offered(qtbot: QtBot, our_look: None) -> None:
    made = _Bar(qtbot, connections=5_000)
    made.choice("Connections", "#5000")
    actions = made.button("Connections").menu().actions()
    assert len([action for action in actions if "#" in action.text()]) == CONNECTIONS_LISTED


def test_one_direction(made: _Bar) -> None:
    made.choice("Directions", "client").trigger()
    assert made.bar.filter.directions == {Direction.C2S}
    made.choice("Directions", "server").trigger()
    assert made.bar.filter.directions == {Direction.S2C}
    assert "server" in made.button("Directions").text()
    made.choice("Directions", "Both").trigger()
    assert made.bar.filter == RowFilter()


def test_kinds_add_up(made: _Bar) -> None:
    made.choice("Kinds", "Close").trigger()
    assert made.bar.filter.kinds == {Kind.CLOSE}
    made.choice("Kinds", "Ping").trigger()
    assert made.bar.filter.kinds == {Kind.CLOSE, Kind.PING, Kind.PONG}
    assert made.button("Kinds").text() == "Close, Ping / Pong"
    made.choice("Kinds", "TCP").trigger()
    assert made.button("Kinds").text() == "3 kinds"
    for words in ("Close", "Ping", "TCP"):
        made.choice("Kinds", words).trigger()
    assert made.bar.filter.kinds is None
    made.choice("Kinds", "Text").trigger()
    made.choice("Kinds", "All").trigger()
    assert made.bar.filter == RowFilter()
    assert not made.choice("Kinds", "Text").isChecked()


def test_rows_with_findings_alone(made: _Bar) -> None:
    made.choice("Kinds", "findings").trigger()
    assert made.bar.filter == RowFilter(findings=True)
    assert made.button("Kinds").text() == "Findings"
    made.choice("Kinds", "Close").trigger()
    assert made.button("Kinds").text() == "Close, Findings"
    made.bar.set_filter(RowFilter())
    assert not made.choice("Kinds", "findings").isChecked()


def test_all_kinds_one_by_one_is_all(made: _Bar) -> None:
    for action in made.button("Kinds").menu().actions():
        if action.isCheckable() and "findings" not in action.text():
            action.trigger()
    assert made.bar.filter.kinds is None
    assert made.button("Kinds").text() == "Kinds"


def test_words_are_searched_when_the_typing_pauses(made: _Bar, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.text, "bye")
    assert made.asked == []
    qtbot.waitUntil(lambda: bool(made.asked))
    assert made.asked == [RowFilter(text="bye")]
    qtbot.keyClicks(made.text, "!")
    qtbot.keyClick(made.text, Qt.Key.Key_Return)
    assert made.asked[-1] == RowFilter(text="bye!")


def test_escape_empties_the_field_first(made: _Bar, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.text, "x")
    qtbot.keyClick(made.text, Qt.Key.Key_Return)
    qtbot.keyClick(made.text, Qt.Key.Key_Escape)
    assert made.text.text() == ""
    assert made.bar.filter == RowFilter()


def test_clear_takes_all_back(made: _Bar, qtbot: QtBot) -> None:
    assert made.clear.isHidden()
    made.choice("Kinds", "Close").trigger()
    made.choice("Connections", "#1").trigger()
    assert not made.clear.isHidden()
    qtbot.mouseClick(made.clear, Qt.MouseButton.LeftButton)
    assert made.asked[-1] == RowFilter()
    assert made.clear.isHidden()


def test_what_is_set_elsewhere_is_shown_and_not_asked_for_again(made: _Bar) -> None:
    wanted = RowFilter(connection=7, kinds=frozenset({Kind.CLOSE}), text="bye")
    made.bar.set_filter(wanted)
    made.bar.set_states_shown(True)
    assert made.asked == []
    assert made.states == []
    assert made.text.text() == "bye"
    assert made.button("Connections").text() == "Only #7"
    assert made.button("Kinds").text() == "Close"
    assert made.button("changes of state").isChecked()


def test_states(made: _Bar, qtbot: QtBot) -> None:
    qtbot.mouseClick(made.button("changes of state"), Qt.MouseButton.LeftButton)
    assert made.states == [True]


def test_a_narrow_bar_gives_the_words_a_line_of_their_own(
    made: _Bar, clipped: Callable[[QWidget], list[str]]
) -> None:
    assert made.text.width() >= 160
    assert made.text.y() == made.button("Kinds").y()
    made.bar.resize(340, 80)
    QApplication.processEvents()
    assert made.text.y() > made.button("Kinds").geometry().bottom()
    assert made.text.width() > 240
    assert made.button("Kinds").width() >= made.button("Kinds").sizeHint().width()
    assert clipped(made.bar) == []
    made.bar.resize(640, 40)
    QApplication.processEvents()
    assert made.text.y() == made.button("Kinds").y()


def test_it_fits_and_has_names(
    made: _Bar,
    nameless: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
) -> None:
    made.bar.set_filter(RowFilter(connection=12345, kinds=frozenset({Kind.CLOSE})))
    assert nameless(made.bar) == []
    assert clipped(made.bar) == []


def test_the_field_takes_the_focus(made: _Bar, qtbot: QtBot) -> None:
    made.bar.focus_text()
    qtbot.waitUntil(made.text.hasFocus)
