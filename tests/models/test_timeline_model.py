"""The model shows what the journal has, batch by batch, filtered and not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.support.journals import (
    CLIENT,
    REASON_ZH,
    SERVER,
    client_begun,
    flood,
    flow,
    lost_close,
    many_connections,
)
from tests.support.timelines import Timeline, timeline
from wsinspector.journal.entries import Direction
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import STATE_KINDS
from wsinspector.protocol.facts import Kind

_CLOSES = RowFilter(kinds=frozenset({Kind.CLOSE}))


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Timeline]:
    """A timeline of nothing yet, its model watched by Qt's tester."""
    made = timeline()
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    yield made
    tester.deleteLater()


def _kinds(made: Timeline) -> list[Kind]:
    model = made.model
    entries = (model.entry_at(row) for row in range(model.rowCount()))
    return [model.journal.entry(entry).kind for entry in entries]


def _column(made: Timeline, column: Column) -> list[str]:
    return [made.model.text_of(row, column) for row in range(made.model.rowCount())]


def test_a_batch_is_one_insertion(empty: Timeline, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    empty.model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    client_begun(empty.story)
    assert empty.model.rowCount() == 0
    empty.feed.publish()
    count = len(empty.story.journal.rows)
    assert told == [(0, count - 1)]
    lost_close(empty.story)
    empty.feed.publish()
    assert told[1:] == [(count, len(empty.story.journal.rows) - 1)]


def test_numbers_are_positions_in_the_journal(empty: Timeline) -> None:
    client_begun(empty.story)
    empty.feed.publish()
    empty.model.set_filter(_CLOSES)
    assert _column(empty, Column.NUMBER) == ["10", "11"]


def test_a_filter_shows_what_fits_and_takes_in_what_comes(empty: Timeline) -> None:
    client_begun(empty.story)
    empty.feed.publish()
    empty.model.set_filter(_CLOSES)
    assert _kinds(empty) == [Kind.CLOSE] * 2
    lost_close(empty.story)
    empty.feed.publish()
    assert _kinds(empty) == [Kind.CLOSE] * 3
    empty.model.set_filter(RowFilter(directions=frozenset({Direction.S2C}), text="快回火星"))
    assert _kinds(empty) == [Kind.CLOSE]
    empty.model.set_filter(RowFilter())
    assert empty.model.rowCount() == len(empty.story.journal.rows)


def test_states_are_rows_only_when_asked_for(empty: Timeline) -> None:
    client_begun(empty.story)
    empty.feed.publish()
    assert not STATE_KINDS & set(_kinds(empty))
    empty.model.show_states(True)
    assert Kind.STATE in _kinds(empty)
    numbers = _column(empty, Column.NUMBER)
    kinds = _kinds(empty)
    assert all(
        (number == "") == (kind is Kind.STATE) for number, kind in zip(numbers, kinds, strict=True)
    )
    before = empty.model.rowCount()
    empty.story.talk().connect()
    empty.feed.publish()
    assert empty.model.rowCount() > before
    empty.model.set_filter(_CLOSES)
    assert set(_kinds(empty)) == {Kind.CLOSE, Kind.STATE}
    empty.model.show_states(False)
    assert set(_kinds(empty)) == {Kind.CLOSE}


def test_delta_is_to_the_row_before_of_the_same_connection_in_view(empty: Timeline) -> None:
    story = empty.story
    one, other = story.talk(CLIENT).connect(), story.talk(CLIENT).connect()
    one.text(CLIENT, "a").wait(100)
    other.text(CLIENT, "b").wait(100)
    one.text(CLIENT, "c")
    empty.feed.publish()
    assert _column(empty, Column.DELTA)[-1] == "200 ms"
    empty.model.set_filter(RowFilter(kinds=frozenset({Kind.TEXT})))
    assert _column(empty, Column.DELTA) == ["", "", "200 ms"]
    empty.model.set_filter(RowFilter(connection=other.connection))
    assert _column(empty, Column.DELTA)[0] == ""


def test_what_arrives_later_changes_its_row(empty: Timeline) -> None:
    talk = empty.story.talk().connect()
    start = talk.offsets[CLIENT]
    talk.frame(CLIENT, Kind.TEXT, b"hello", arrives=False)
    empty.feed.publish()
    row = empty.model.rowCount() - 1
    assert empty.model.text_of(row, Column.LANES).endswith("(not yet received)")
    changed: list[tuple[int, int]] = []
    empty.model.dataChanged.connect(lambda a, b: changed.append((a.row(), b.row())))
    journal = talk.journal
    entry = empty.model.entry_at(row)
    arrived = (False, int(Kind.TEXT), start, journal.header(entry), b"hello")
    journal.append_frames(talk.ends[SERVER], talk.clock[0], [arrived])
    empty.feed.publish()
    assert empty.model.rowCount() == row + 1
    assert changed
    assert changed[0][0] <= row <= changed[0][1]
    assert empty.model.text_of(row, Column.LANES) == "client → server: Text"


def test_a_row_shows_what_its_ends_became_although_it_did_not_change(empty: Timeline) -> None:
    talk = empty.story.talk(CLIENT).connect()
    empty.feed.publish()
    row = empty.model.rowCount() - 1
    before = empty.model.line(row).step.client
    talk.over()
    empty.feed.publish()
    assert empty.model.line(row).step.client != before


def test_joined_connections_change_their_rows(empty: Timeline) -> None:
    story, journal = empty.story, empty.story.journal
    client, server = story.talk(CLIENT).connect(), story.talk(SERVER).connect()
    empty.feed.publish()
    assert set(_column(empty, Column.CONNECTION)) == {"#1", "#2"}
    end = journal.end(client.ends[CLIENT])
    assert end.local is not None
    assert end.remote is not None
    empty.model.set_filter(RowFilter(connection=client.connection))
    shown = empty.model.rowCount()
    journal.attach(server.ends[SERVER], end.remote, end.local)
    empty.feed.publish()
    assert empty.model.rowCount() > shown
    assert set(_column(empty, Column.CONNECTION)) == {"#1"}


def test_rows_and_entries(empty: Timeline) -> None:
    client_begun(empty.story)
    empty.feed.publish()
    model = empty.model
    for row in range(model.rowCount()):
        entry = model.entry_at(row)
        assert model.row_of(entry) == row
        mate = model.journal.mate(entry)
        assert mate is None or model.row_of(mate) == row
        assert model.data(model.index(row, 0), model.ENTRY_ROLE) == entry
    model.set_filter(_CLOSES)
    assert model.row_of(0) is None
    for wrong in (-1, model.rowCount()):
        with pytest.raises(IndexError):
            model.entry_at(wrong)


def test_rows_as_text_are_lines_of_cells(empty: Timeline) -> None:
    talk = empty.story.talk().connect()
    talk.text(CLIENT, "one\ttwo\nthree")
    empty.feed.publish()
    last = empty.model.rowCount() - 1
    words = empty.model.rows_as_text([(last - 1, last)])
    assert len(words.split("\n")) == 2
    assert all(len(line.split("\t")) == len(Column) for line in words.split("\n"))


def test_a_copy_is_never_boundless(empty: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wsinspector.models.timeline_model.COPIED_ROWS_MAX", 50)
    flood(empty.story, 100)
    empty.feed.publish()
    last = empty.model.rowCount() - 1
    lines = empty.model.rows_as_text([(60, last), (0, 39)]).split("\n")
    assert len(lines) == 50 + 1
    assert lines[40].startswith("61\t")
    assert lines[-1] == f"… and {last + 1 - 60 - 10} more rows"


def test_roles(empty: Timeline) -> None:
    client_begun(empty.story)
    empty.feed.publish()
    model = empty.model
    close = model.index(10, Column.SUMMARY)
    assert REASON_ZH in model.data(close)
    assert "Close 1000" in model.data(close, Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(close, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    for column in Column:
        horizontal = Qt.Orientation.Horizontal
        assert model.headerData(column, horizontal)
        assert model.headerData(column, horizontal, Qt.ItemDataRole.ToolTipRole)
        assert model.headerData(column, Qt.Orientation.Vertical) is None
    assert "received at" in model.tooltip(10, Column.TIME)
    assert model.tooltip(10, Column.NUMBER) == ""


def test_no_line_is_made_for_a_row_that_nobody_looks_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = timeline()
    asked: list[int] = []
    monkeypatch.setattr(made.model, "_line", asked.append)
    talk = flood(made.story, 20_000)
    made.feed.publish()
    flow(talk, 1_000)
    made.feed.publish()
    assert made.model.rowCount() == len(made.story.journal.rows)
    assert asked == []


def test_connections_talking_at_once(empty: Timeline) -> None:
    many_connections(empty.story, 4)
    empty.feed.publish()
    for connection in range(1, 5):
        empty.model.set_filter(RowFilter(connection=connection))
        assert set(_column(empty, Column.CONNECTION)) == {f"#{connection}"}
