"""The view follows, stops following, looks back, copies, and speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from tests.support.journals import CLIENT, Talk, client_begun, flood, flow
from tests.support.timelines import Timeline, timeline
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.timeline_line import Column
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.theme import DARK, LIGHT, apply_scheme
from wsinspector.widgets.timeline.timeline_view import TimelineView

_CLOSES = RowFilter(kinds=frozenset({Kind.CLOSE}))

_OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class _Shown(NamedTuple):
    view: TimelineView
    made: Timeline
    heard: list[object]

    @property
    def bottom(self) -> bool:
        bar = self.view.verticalScrollBar()
        return bar.value() == bar.maximum()

    @property
    def button(self) -> PaneButton:
        return self.view.findChild(PaneButton)


@pytest.fixture
def shown(qtbot: QtBot, our_look: None) -> Iterator[_Shown]:
    made = timeline()
    view = TimelineView(made.model)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    heard: list[object] = []
    view.entry_selected.connect(heard.append)
    view.selection_left.connect(lambda: heard.append("left"))
    yield _Shown(view, made, heard)
    made.feed.stop()


def _fill(shown: _Shown) -> Talk:
    talk = flood(shown.made.story, 200)
    shown.made.feed.publish()
    return talk


def test_it_follows_the_newest_row(shown: _Shown) -> None:
    talk = _fill(shown)
    assert shown.bottom
    flow(talk, 50)
    shown.made.feed.publish()
    assert shown.bottom
    assert shown.view.following
    assert shown.button.isHidden()


def test_scrolling_up_stops_it_and_the_button_goes_on(shown: _Shown, qtbot: QtBot) -> None:
    talk = _fill(shown)
    bar = shown.view.verticalScrollBar()
    bar.setValue(40)
    assert not shown.view.following
    flow(talk, 7)
    shown.made.feed.publish()
    assert bar.value() == 40
    assert not shown.button.isHidden()
    assert "7 new rows" in shown.button.text()
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    assert shown.bottom
    assert shown.view.following
    assert shown.button.isHidden()


def test_scrolling_to_the_end_goes_on_too(shown: _Shown) -> None:
    talk = _fill(shown)
    bar = shown.view.verticalScrollBar()
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert shown.view.following
    flow(talk, 50)
    shown.made.feed.publish()
    assert shown.bottom


def test_selecting_looks_back_and_stays(shown: _Shown, qtbot: QtBot) -> None:
    talk = _fill(shown)
    model = shown.made.model
    entry = model.entry_at(model.rowCount() - 3)
    assert shown.view.select_entry(entry)
    assert shown.heard == [entry]
    place = shown.view.verticalScrollBar().value()
    flow(talk, 50)
    shown.made.feed.publish()
    assert shown.view.verticalScrollBar().value() == place
    assert not shown.view.following
    assert shown.view.selected_entry == entry
    qtbot.keyClick(shown.view, Qt.Key.Key_Escape)
    assert shown.heard == [entry, "left"]
    assert shown.view.selected_entry is None
    assert shown.bottom


def test_arrows_step_through_the_rows(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    model, view = shown.made.model, shown.view
    last = model.rowCount() - 1
    key = Qt.Key
    steps = (
        (key.Key_Up, last),
        (key.Key_Up, last - 1),
        (key.Key_Right, last - 1),
        (key.Key_Home, 0),
        (key.Key_Down, 1),
        (key.Key_Left, 1),
        (key.Key_End, last),
    )
    for pressed, row in steps:
        qtbot.keyClick(view, pressed)
        assert view.selected_entry == model.entry_at(row)
        assert view.visualRect(model.index(row, 0)).intersects(view.viewport().rect())
    qtbot.keyClick(view, key.Key_PageUp)
    assert view.currentIndex().row() < last
    assert [one for one in shown.heard if one == "left"] == []


def test_nothing_to_step_through(shown: _Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.view, Qt.Key.Key_Down)
    qtbot.keyClick(shown.view, Qt.Key.Key_Escape)
    assert shown.view.selected_entry is None
    assert not shown.view.select_entry(5)


def test_a_filter_keeps_the_selected_row_or_goes_live(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    model, view = shown.made.model, shown.view
    close = model.entry_at(9)
    view.select_entry(close)
    model.set_filter(_CLOSES)
    assert view.selected_entry == close
    assert view.currentIndex().row() == 0
    model.set_filter(RowFilter(kinds=frozenset({Kind.FIN})))
    assert view.selected_entry is None
    assert shown.heard[-1] == "left"
    assert view.following


def test_copy_takes_the_selected_rows(shown: _Shown, qtbot: QtBot) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    shown.view.selectRow(9)
    qtbot.keyClick(shown.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    model = shown.made.model
    expected = f"{model.row_as_text(9)}\n{model.row_as_text(10)}"
    assert QGuiApplication.clipboard().text() == expected


def test_copying_nothing_leaves_the_clipboard_alone(shown: _Shown) -> None:
    QGuiApplication.clipboard().setText("mine")
    shown.view.copy_rows()
    assert QGuiApplication.clipboard().text() == "mine"


@_OFFSCREEN
def test_tooltips_are_never_markup(shown: _Shown) -> None:
    talk = shown.made.story.talk().connect()
    talk.text(CLIENT, "<b>bold</b>" * 20)
    shown.made.feed.publish()
    view = shown.view
    row = shown.made.model.rowCount() - 1
    at = view.visualRect(shown.made.model.index(row, Column.SUMMARY)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert "&lt;b&gt;bold" in QToolTip.text()
    QToolTip.hideText()


@_OFFSCREEN
def test_a_row_s_menu_shows_its_connection_alone(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    asked: list[int] = []
    shown.view.only_connection_requested.connect(asked.append)
    shown.view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = shown.view.findChild(QMenu)
    next(action for action in menu.actions() if "#1" in action.text()).trigger()
    menu.close()
    assert asked == [1]


def test_rows_speak(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    table = QAccessible.queryAccessibleInterface(shown.view)
    assert table.text(QAccessible.Text.Name) == "Timeline"
    # The headers count as the first row and the first column.
    cell = table.child((9 + 1) * (len(Column) + 1) + Column.TIME + 1)
    assert "client → server: Close 1000" in cell.text(QAccessible.Text.Name)


def test_rows_have_air_and_are_painted(shown: _Shown) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    view = shown.view
    assert view.rowHeight(0) >= 28
    shown.view.scrollToTop()
    empty = TimelineView(timeline().model)
    empty.resize(view.size())
    assert view.grab().toImage() != empty.grab().toImage()
    empty.deleteLater()


def test_colours_follow_the_palette(shown: _Shown, qapp: QApplication) -> None:
    client_begun(shown.made.story)
    shown.made.feed.publish()
    shown.view.select_entry(shown.made.model.entry_at(9))
    corner = (
        shown.view.viewport().width() - 1,
        shown.view.visualRect(shown.made.model.index(9, 0)).center().y(),
    )
    for scheme, colours in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        apply_scheme(qapp, scheme)
        qapp.sendPostedEvents()
        image = shown.view.viewport().grab().toImage()
        assert image.pixelColor(*corner) == colours.selection
        assert image.pixelColor(corner[0], image.height() - 1) == colours.card
    apply_scheme(qapp, Qt.ColorScheme.Dark)
    made = timeline()
    late = TimelineView(made.model)
    assert late.palette().base().color() == DARK.card
    late.deleteLater()
    apply_scheme(qapp, Qt.ColorScheme.Light)
