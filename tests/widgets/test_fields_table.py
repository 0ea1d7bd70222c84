"""Fields can be chosen, and tell so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.journals import SERVER, Story
from wsinspector.models.frame_fields_model import FieldColumn, FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.fields_table import FieldsTable
from wsinspector.widgets.theme import LIGHT


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


def test_names_are_not_cut(table):
    metrics = table.fontMetrics()
    for field in table._fields.fields:
        assert table.columnWidth(FieldColumn.NAME) > metrics.horizontalAdvance(field.name)


def test_it_asks_for_the_height_of_its_rows(table):
    assert table.sizeHint().height() >= 7 * table.rowHeight(0)
