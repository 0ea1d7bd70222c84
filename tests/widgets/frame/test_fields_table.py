"""Fields can be chosen, and tell so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.journals import SERVER, Story
from wsinspector.models.frame_fields_model import FieldColumn, FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.frame.fields_table import FieldsTable


@pytest.fixture
def table(qtbot, our_look) -> FieldsTable:
    story = Story()
    story.talk().connect().close(SERVER, 1000, "再见")
    journal = story.journal
    model = FrameFieldsModel()
    table = FieldsTable(model)
    qtbot.addWidget(table)
    entry = next(at for at in journal.rows.entries if journal.entry(at).kind == 8)
    model.show_entry(journal, RawEntry(journal, entry))
    table.resize(340, 260)
    table.show()
    return table


def test_choosing_is_told(table, qtbot):
    told = []
    table.field_chosen.connect(told.append)
    table.choose(5)
    assert (table.chosen, told) == (5, [5])
    table.choose(None)
    assert (table.chosen, told) == (None, [5, -1])
    rect = table.visualRect(table.model().index(2, FieldColumn.VALUE))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert table.chosen == 2
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen == 3


def test_the_chosen_row_has_the_colour_of_its_bytes(table):
    table.choose(5)
    rect = table.visualRect(table.model().index(5, FieldColumn.NAME))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(rect.topLeft()) == LIGHT.closing_band


def test_names_and_places_are_not_cut(table):
    metrics = table.fontMetrics()
    for field in table._fields.fields:
        assert table.columnWidth(FieldColumn.NAME) > metrics.horizontalAdvance(field.name)
    assert not table.isColumnHidden(FieldColumn.PLACE)
    table.resize(240, 260)
    assert table.isColumnHidden(FieldColumn.PLACE), "the values need the room more"


def test_rows_are_as_high_as_their_words_need(table):
    code, reason = table.rowHeight(5), table.rowHeight(6)
    table.resize(190, 260)
    assert table.rowHeight(5) > code
    table.resize(700, 260)
    assert table.rowHeight(6) <= reason


def test_a_fault_has_the_whole_width(table):
    story = Story()
    story.talk().connect().frame(SERVER, 8, b"\x03\xee" + "再见".encode() * 21)
    journal = story.journal
    entry = next(at for at in journal.rows.entries if journal.entry(at).kind == 8)
    for width in (240, 400):
        table.resize(width, 400)
        table._fields.show_entry(journal, RawEntry(journal, entry))
        first = FieldColumn.NAME if width == 240 else FieldColumn.PLACE
        assert table.columnSpan(0, first) == FieldColumn.VALUE + 1 - first
        assert table.columnSpan(2, first) == 1
    image = table.viewport().grab().toImage()
    rect = table.visualRect(table.model().index(0, FieldColumn.PLACE))
    colours = {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.left() + 18)
        for y in range(rect.top(), rect.bottom())
    }
    assert LIGHT.violation.name() in colours


def test_it_asks_for_the_height_of_its_rows(table):
    assert table.sizeHint().height() >= 7 * table.rowHeight(0)
