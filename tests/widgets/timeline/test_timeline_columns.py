"""Columns fit, until the person has other ideas, which are remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.journals import CLIENT, Story, client_begun, flood
from tests.support.timelines import timeline
from wsinspector.models.timeline_line import Column
from wsinspector.widgets.controls.theme import data_font, scaled
from wsinspector.widgets.timeline.lane_painter import BAND, LaneGeometry
from wsinspector.widgets.timeline.timeline_columns import LANES_MIN
from wsinspector.widgets.timeline.timeline_painter import PADDING
from wsinspector.widgets.timeline.timeline_view import TimelineView


def _view(qtbot: QtBot, story: Story, width: int = 640) -> TimelineView:
    made = timeline(story)
    view = TimelineView(made.model)
    made.model.setParent(view)
    made.feed.setParent(view)
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    return view


def _drag_lanes(qtbot: QtBot, view: TimelineView, width: int) -> None:
    header = view.horizontalHeader()
    edge = header.sectionViewportPosition(Column.LANES) + header.sectionSize(Column.LANES) - 1
    at, to = QPoint(edge, 8), QPoint(edge + width - header.sectionSize(Column.LANES), 8)
    qtbot.mouseMove(header.viewport(), at)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(header.viewport(), to)
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=to)


def test_beside_two_panels_the_lanes_have_room_and_the_summary_is_seen(
    qtbot: QtBot, our_look: None
) -> None:
    story = Story()
    client_begun(story)
    view = _view(qtbot, story)
    assert view.columnWidth(Column.LANES) >= LANES_MIN >= 200
    assert view.columnWidth(Column.SUMMARY) >= 100
    assert sum(view.columnWidth(column) for column in Column) == view.viewport().width()


def test_the_column_of_connections_comes_with_the_second_one(qtbot: QtBot, our_look: None) -> None:
    story = Story()
    made = timeline(story)
    view = TimelineView(made.model)
    qtbot.addWidget(view)
    client_begun(story)
    made.feed.publish()
    assert view.isColumnHidden(Column.CONNECTION)
    client_begun(story)
    made.feed.publish()
    assert not view.isColumnHidden(Column.CONNECTION)
    assert view.columnWidth(Column.CONNECTION) > 30


def _several(qtbot: QtBot, width: int) -> TimelineView:
    story = Story()
    client_begun(story)
    client_begun(story)
    view = _view(qtbot, story, width)
    QApplication.processEvents()
    return view


def test_with_several_connections_a_close_code_is_named_beside_two_panels(
    qtbot: QtBot, our_look: None
) -> None:
    view = _several(qtbot, 652)
    assert not any(view.isColumnHidden(column) for column in Column)
    assert view.columnWidth(Column.SUMMARY) >= 190
    room = view.columnWidth(Column.SUMMARY) - 2 * PADDING
    assert view.fontMetrics().horizontalAdvance("Normal Closure · “goodbye”") <= room


@pytest.mark.parametrize("width", [340, 400, 480, 560])
def test_nobody_has_to_scroll_sideways(qtbot: QtBot, our_look: None, width: int) -> None:
    view = _several(qtbot, width)
    assert view.horizontalScrollBar().maximum() == 0
    assert view.columnWidth(Column.LANES) >= 140
    assert view.columnWidth(Column.SUMMARY) >= 60
    assert not view.isColumnHidden(Column.TIME)
    assert view.isColumnHidden(Column.LENGTH) is (width < 500)
    view.resize(1000, 400)
    QApplication.processEvents()
    assert not any(view.isColumnHidden(column) for column in Column)


def test_wider_means_wider_lanes_and_summary(qtbot: QtBot, our_look: None) -> None:
    narrow, wide = _view(qtbot, Story(), 640), _view(qtbot, Story(), 1200)
    for column in (Column.LANES, Column.SUMMARY):
        assert wide.columnWidth(column) > narrow.columnWidth(column)


def test_numbers_get_room_when_they_grow(qtbot: QtBot, our_look: None) -> None:
    story = Story()
    made = timeline(story)
    view = TimelineView(made.model)
    qtbot.addWidget(view)
    before = view.columnWidth(Column.NUMBER)
    flood(story, 20_000)
    made.feed.publish()
    assert view.columnWidth(Column.NUMBER) > before


def test_what_the_person_drags_stays_and_is_remembered(qtbot: QtBot, our_look: None) -> None:
    view = _view(qtbot, Story())
    assert view.layout_state().isEmpty()
    _drag_lanes(qtbot, view, 280)
    view.resize(1200, 400)
    assert view.columnWidth(Column.LANES) == 280
    state = view.layout_state()
    other = _view(qtbot, Story())
    assert other.restore_layout(state)
    assert other.columnWidth(Column.LANES) == 280
    assert not other.layout_state().isEmpty()


def test_a_foreign_state_changes_nothing(qtbot: QtBot, our_look: None) -> None:
    view = _view(qtbot, Story())
    before = [view.columnWidth(column) for column in Column]
    for state in (QByteArray(), QByteArray(b"nonsense")):
        assert not view.restore_layout(state)
    assert [view.columnWidth(column) for column in Column] == before


def test_a_long_payload_is_counted_whole(qtbot: QtBot, our_look: None) -> None:
    story = Story()
    made = timeline(story)
    view = TimelineView(made.model)
    made.model.setParent(view)
    made.feed.setParent(view)
    qtbot.addWidget(view)
    before = view.columnWidth(Column.LENGTH)
    talk = story.talk().connect().text(CLIENT, "short")
    made.feed.publish()
    assert view.columnWidth(Column.LENGTH) == before
    talk.text(CLIENT, "x" * 1_234_567)
    talk.text(CLIENT, "short")
    made.feed.publish()
    digits = QFontMetrics(data_font(view.font().pointSizeF() / QFont().pointSizeF() * 0.95))
    room = view.columnWidth(Column.LENGTH) - 2 * PADDING
    assert room >= digits.horizontalAdvance("1234567")
    long = next(row for row in range(made.model.rowCount()) if "x" in made.model.line(row).summary)
    assert made.model.tooltip(long, Column.LENGTH) == made.model.line(long).length


@pytest.mark.parametrize(
    "label", ["API close 1006 unclean", "101 Switching Protocols", "TCP connect failed"]
)
def test_usual_labels_have_room_in_the_narrowest_lanes(
    qtbot: QtBot, our_look: None, label: str
) -> None:
    lanes = LaneGeometry.of(0, LANES_MIN)
    metrics = QFontMetrics(scaled(_view(qtbot, Story()).font(), 0.95))
    room = lanes.server - lanes.client - 2 * (BAND + 3) - (20 if "API" in label else 0)
    assert metrics.horizontalAdvance(label) <= room
