"""Recorded and inferred rows have positions together."""

from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.journal.row_filter import RowFilter
from wsinspector.journal.verdict import InferredRow
from wsinspector.models.rows_in_view import RowsInView
from wsinspector.models.shown_rows import ShownRows
from wsinspector.texts import text


def inferred(time_ns: int, after: int) -> InferredRow:
    return InferredRow(text("inferred.tcp-end.server"), time_ns, after, SERVER)


@pytest.fixture
def story() -> Story:
    story = Story()
    story.talk().connect().wait(10).text(CLIENT, "a").wait(10).text(SERVER, "b")
    return story


def test_an_inferred_row_stands_where_it_became_true(story: Story) -> None:
    journal = story.journal
    rows = ShownRows(journal, RowsInView(journal, RowFilter()))
    entries = list(journal.rows.entries)
    last, before_last = entries[-1], entries[-2]
    middle = inferred(journal.time_of(last) - 1, before_last)
    late = inferred(journal.time_of(last) + 5, last)
    for row in (late, middle):
        at = rows.position_of(row)
        rows.insert(row)
        assert rows.inferred(at) is row
        assert rows.position_of(row) in (at, at + 1)
    assert rows.all_inferred == [middle, late]
    shown = [rows[at] for at in range(len(rows))]
    assert shown == [*entries[:-1], before_last, last, last]
    for entry in entries:
        at = rows.find(entry)
        assert at is not None
        assert rows[at] == entry
        assert rows.inferred(at) is None
    assert rows.before(len(rows) - 1, 1) == last
    assert rows.before(len(rows) - 2, 1) == before_last
    assert rows.range_of(len(entries) - 1, len(entries) - 1) == (len(entries), len(entries))


def test_recorded_rows_go_on_behind_it_and_it_can_leave(story: Story) -> None:
    journal = story.journal
    rows = ShownRows(journal, RowsInView(journal, RowFilter()))
    row = inferred(journal.time_of(len(journal) - 1), len(journal) - 1)
    rows.insert(row)
    known = len(rows)
    story.talk().connect()
    assert rows.grow()
    assert len(rows) > known
    assert rows.inferred(known - 1) is row
    assert rows[known] == journal.rows.entries[known - 1]
    rows.remove(row)
    assert rows.all_inferred == []
    assert [rows[at] for at in range(len(rows))] == list(journal.rows.entries)
