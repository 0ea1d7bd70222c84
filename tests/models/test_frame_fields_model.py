"""The table of fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.frame_fields_model import (
    NOTE_ROLE,
    SEVERITY_ROLE,
    FieldColumn,
    FrameFieldsModel,
)
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.faults import Severity


@pytest.fixture
def model(qtmodeltester) -> FrameFieldsModel:
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    (entry,) = journal.append_frames(end, 0, [(True, 8, 0, b"\x88\x05", b"\x03\xe8bye")])
    model = FrameFieldsModel()
    qtmodeltester.check(model)
    model.show_entry(journal, RawEntry(journal, entry))
    qtmodeltester.check(model)
    return model


def test_cells_have_words(model):
    row = 5
    cells = [model.index(row, column).data() for column in FieldColumn]
    assert cells == [
        "bytes 2–3",
        "Status code",
        "1000 Normal Closure",
        "00000011 11101000",
        "RFC 6455 §7.4",
    ]
    reason = model.index(6, FieldColumn.VALUE)
    assert reason.data(NOTE_ROLE) == "“bye”"
    assert reason.data(Qt.ItemDataRole.AccessibleTextRole) == "3 B, 3 characters, “bye”"
    assert reason.data(Qt.ItemDataRole.ToolTipRole).startswith("bytes 4–6, bits 32–55")
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in FieldColumn]
    assert headers == ["Place", "Field", "Value", "Bits", "Defined in"]
    places = [model.index(row, FieldColumn.PLACE).data() for row in range(model.rowCount())]
    assert places == [
        "bit 0", "bits 1–3", "bits 4–7", "bit 8", "bits 9–15", "bytes 2–3", "bytes 4–6",
    ]  # fmt: skip
    assert model.has_bits


def test_a_fault_is_told_with_its_severity():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    (entry,) = journal.append_frames(end, 0, [(True, 8, 0, b"\x88\x02", b"\x03\xee")])
    model = FrameFieldsModel()
    model.show_entry(journal, RawEntry(journal, entry))
    said = model.index(0, FieldColumn.VALUE)
    assert said.data() == "1006 is for an API to report; it must never be sent in a Close frame."
    assert said.data(NOTE_ROLE) == "close-code-never-on-wire"
    assert said.data(SEVERITY_ROLE) == Severity.VIOLATION
    assert said.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Violation: 1006 is")
    assert said.siblingAtColumn(FieldColumn.NAME).data(Qt.ItemDataRole.AccessibleTextRole) == ""


def test_a_byte_leads_to_its_field(model):
    names = [model.fields[model.row_at_byte(at)].name for at in range(7)]
    assert names == [
        "FIN", "Mask", "Status code", "Status code", "Reason", "Reason", "Reason",
    ]  # fmt: skip
    assert model.row_at_byte(7) is None


def test_nothing_has_no_rows(model):
    model.show_entry(Journal(), None)
    assert model.rowCount() == 0
    assert model.row_at_byte(0) is None
    assert not model.has_bits
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0
