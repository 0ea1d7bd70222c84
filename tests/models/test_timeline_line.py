"""The columns are the seven of the timeline, in their order."""

from __future__ import annotations

from tests.support.journals import Story, client_begun
from tests.support.timelines import timeline
from wsinspector.models.timeline_line import Column


def test_columns_in_order() -> None:
    names = ["NUMBER", "TIME", "DELTA", "CONNECTION", "LANES", "LENGTH", "SUMMARY"]
    assert [column.name for column in Column] == names
    assert [int(column) for column in Column] == list(range(7))


def test_a_line_has_a_value_for_each() -> None:
    story = Story()
    client_begun(story)
    line = timeline(story).model.line(6)
    assert line.number == "7"
    assert line.connection == "#1"
    assert line.length == "14"
    assert "你好, server" in line.summary
