"""The panel: what it says it shows, the ways to change that, and the first steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.journals import CLIENT, client_begun, many_connections
from tests.support.timelines import Timeline, timeline
from wsinspector.journal.row_filter import RowFilter
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.timeline.next_step import NextStep
from wsinspector.widgets.timeline.timeline_panel import TimelinePanel


class _Shown(NamedTuple):
    panel: TimelinePanel
    made: Timeline
    heard: list[object]

    def words(self) -> str:
        labels = self.panel.findChildren(QLabel)
        return " | ".join(label.text() for label in labels if label.isVisible())

    def link(self, words: str) -> LinkButton:
        links = self.panel.findChildren(LinkButton)
        return next(link for link in links if link.text() == words)


@pytest.fixture
def shown(qtbot: QtBot, our_look: None) -> Iterator[_Shown]:
    made = timeline()
    panel = TimelinePanel(made.model)
    qtbot.addWidget(panel)
    panel.resize(640, 700)
    panel.show()
    heard: list[object] = []
    panel.entry_selected.connect(heard.append)
    panel.back_to_live.connect(lambda: heard.append("live"))
    panel.connect_requested.connect(lambda: heard.append("connect"))
    panel.close_requested.connect(lambda: heard.append("close"))
    yield _Shown(panel, made, heard)
    made.feed.stop()


def test_first_sight_until_the_first_row(shown: _Shown, qtbot: QtBot) -> None:
    panel = shown.panel
    panel.set_address("ws://127.0.0.1:8765/")
    assert panel.first_sight.isVisible()
    assert not panel.view.isVisible()
    qtbot.mouseClick(panel.first_sight.connect_button, Qt.MouseButton.LeftButton)
    assert shown.heard == ["connect"]
    shown.made.story.talk().connect()
    shown.made.feed.publish()
    assert panel.view.isVisible()
    assert not panel.first_sight.isVisible()


def test_the_next_steps(shown: _Shown, qtbot: QtBot) -> None:
    step = shown.panel.findChild(NextStep)
    talk = shown.made.story.talk().connect()
    shown.made.feed.publish()
    assert step.isVisible()
    qtbot.mouseClick(step.findChild(PaneButton), Qt.MouseButton.LeftButton)
    assert shown.heard == ["close"]
    talk.close(CLIENT)
    shown.made.feed.publish()
    assert step.isVisible()
    shown.panel.select_entry(shown.made.model.entry_at(2))
    assert not step.isVisible()


def test_one_connection_alone_and_all_again(shown: _Shown, qtbot: QtBot) -> None:
    many_connections(shown.made.story, 3)
    shown.made.feed.publish()
    assert "3 connections" in shown.words()
    shown.panel.view.only_connection_requested.emit(2)
    assert "Showing #2 of 3 connections" in shown.words()
    assert shown.panel.is_filtered
    assert shown.panel.filter_bar.filter == RowFilter(connection=2)
    qtbot.mouseClick(shown.link("show all"), Qt.MouseButton.LeftButton)
    assert "Showing" not in shown.words()
    assert not shown.panel.is_filtered
    assert not shown.link("show all").isVisible()


def test_looking_back_and_returning(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    assert "Live" in shown.words()
    entry = shown.made.model.entry_at(9)
    shown.panel.select_entry(entry)
    assert "Indicators after row 10" in shown.words()
    assert shown.panel.selected_entry == entry
    qtbot.mouseClick(shown.link("Back to live"), Qt.MouseButton.LeftButton)
    assert shown.heard == [entry, "live"]
    assert "Live" in shown.words()
    shown.panel.select_entry(entry)
    shown.panel.go_live()
    assert shown.heard[-1] == "live"


def test_a_filter_says_how_many_rows_it_shows(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    total = len(shown.made.story.journal.rows)
    shown.panel.filter_bar.changed.emit(RowFilter(kinds=frozenset({Kind.CLOSE})))
    assert f"2 of {total} rows" in shown.words()
    shown.panel.filter_bar.changed.emit(RowFilter(text="nobody said this"))
    assert "Nothing recorded matches" in shown.words()
    assert not shown.panel.view.isVisible()
    qtbot.mouseClick(shown.link("Clear the filter"), Qt.MouseButton.LeftButton)
    assert shown.panel.view.isVisible()
    assert not shown.panel.is_filtered


def test_typing_filters_the_rows(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    shown.panel.focus_filter()
    field = shown.panel.findChild(QLineEdit)
    typed = QInputMethodEvent()
    typed.setCommitString("快回")
    QApplication.sendEvent(field, typed)
    qtbot.waitUntil(lambda: shown.made.model.rowCount() < 10)
    assert shown.made.model.filter == RowFilter(text="快回")


def test_states_from_the_menu_and_from_the_bar(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    count = shown.made.model.rowCount()
    shown.panel.show_states(True)
    assert shown.made.model.rowCount() > count
    shown.panel.filter_bar.states_toggled.emit(False)
    assert shown.made.model.rowCount() == count


def test_keyboard_goes_to_the_rows(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    shown.panel.focus_rows()
    qtbot.waitUntil(shown.panel.view.hasFocus)


def test_everything_has_a_name_and_room(
    shown: _Shown,
    nameless: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
) -> None:
    shown.panel.set_address("ws://127.0.0.1:8765/")
    assert nameless(shown.panel) == []
    assert clipped(shown.panel) == []
    many_connections(shown.made.story, 3)
    shown.made.feed.publish()
    shown.panel.show_only(1)
    shown.panel.select_entry(shown.made.model.entry_at(1))
    assert nameless(shown.panel) == []
    assert clipped(shown.panel) == []


def test_the_layout_is_handed_through(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    assert shown.panel.layout_state().isEmpty()
    header = shown.panel.view.horizontalHeader()
    header.held = True
    header.resizeSection(4, 300)
    state = shown.panel.layout_state()
    assert not state.isEmpty()
    assert shown.panel.restore_layout(state)
