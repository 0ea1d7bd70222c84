"""A row is painted whole: numbers, lanes, summary, mark, selection."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QImage

from tests.support.ink_probe import columns_inked, has_colour, painted
from tests.support.journals import Story, client_begun
from tests.support.timelines import timeline
from wsinspector.models.timeline_line import Column, TimelineLine
from wsinspector.widgets.controls.theme import DARK, LIGHT, DataColours
from wsinspector.widgets.timeline.timeline_painter import PADDING, TimelinePainter

_WIDTHS = {
    Column.NUMBER: 40,
    Column.TIME: 70,
    Column.DELTA: 70,
    Column.CONNECTION: 50,
    Column.LANES: 220,
    Column.LENGTH: 50,
    Column.SUMMARY: 200,
}
_LEFT = {column: sum(list(_WIDTHS.values())[:column]) for column in Column}
_TOTAL = sum(_WIDTHS.values())


@pytest.fixture
def line(qapp: object) -> TimelineLine:
    story = Story()
    client_begun(story)
    return timeline(story).model.line(10)


def _drawn(line: TimelineLine, lit: bool = False, colours: DataColours = LIGHT) -> QImage:
    row = TimelinePainter(colours, QFont())
    row.place({column: (_LEFT[column], _WIDTHS[column]) for column in Column})
    return painted(_TOTAL, 30, lambda painter: row.paint(painter, 0, _TOTAL, 30, line, lit))


def test_every_column_stays_in_its_place(line: TimelineLine) -> None:
    inked = columns_inked(_drawn(line))
    for column in Column:
        if column is not Column.LANES:
            left = _LEFT[column]
            assert not inked & set(range(left, left + PADDING - 2)), column
            assert inked & set(range(left, left + _WIDTHS[column])), column


def test_numbers_are_flush_right(line: TimelineLine) -> None:
    inked = columns_inked(_drawn(line))
    edge = _LEFT[Column.TIME] - PADDING
    assert max(x for x in inked if x < _LEFT[Column.TIME]) in range(edge - 3, edge + 1)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_selected_row_has_a_ground_and_a_bar(line: TimelineLine, colours: DataColours) -> None:
    image = _drawn(line, lit=True, colours=colours)
    assert image.pixelColor(_TOTAL - 1, 1) == colours.selection
    assert has_colour(image, colours.client, 0)
    assert image.pixelColor(4, 1) == colours.selection


def test_a_mark_stands_before_the_summary(line: TimelineLine) -> None:
    plain, marked = _drawn(line), _drawn(line._replace(marked=True))
    left = _LEFT[Column.SUMMARY]
    spot = range(left + PADDING, left + PADDING + 12)
    assert any(has_colour(marked, LIGHT.violation, x) for x in spot)
    assert not any(has_colour(plain, LIGHT.violation, x) for x in spot)


def test_what_is_empty_is_not_drawn(line: TimelineLine) -> None:
    bare = line._replace(number="", delta="", length="", summary="")
    inked = columns_inked(_drawn(bare))
    assert not inked & set(range(_LEFT[Column.SUMMARY] + 2, _TOTAL))
    assert not inked & set(range(_LEFT[Column.TIME] - PADDING))
