"""A cell is as high as its words need."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.frame_fields_model import FieldColumn, FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.frame.field_delegate import FieldDelegate


@pytest.fixture
def model() -> FrameFieldsModel:
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    body = b"\x03\xee" + b"a" * 90
    (entry,) = journal.append_frames(end, 0, [(True, 8, 0, b"\x88\x5c", body)])
    model = FrameFieldsModel()
    model.show_entry(journal, RawEntry(journal, entry))
    return model


def test_words_are_broken_also_where_there_is_no_space(model, qtbot, our_look):
    widget = QWidget()
    qtbot.addWidget(widget)
    delegate = FieldDelegate()
    reason = model.index(model.rowCount() - 1, FieldColumn.VALUE)
    heights = [delegate.height_for(reason, widget, width) for width in (90, 200, 2000)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3
    fault = model.index(0, FieldColumn.VALUE)
    assert delegate.height_for(fault, widget, 150) > delegate.height_for(fault, widget, 900)
    assert delegate.height_for(fault, widget, 1) > 0
