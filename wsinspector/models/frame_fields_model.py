"""The fields of one entry as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wsinspector.journal.journal import Journal
from wsinspector.models.frame_field import FrameField
from wsinspector.models.frame_fields import fields_of
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.faults import Severity
from wsinspector.texts import Text, render

AnyIndex = QModelIndex | QPersistentModelIndex

NOTE_ROLE = Qt.ItemDataRole.UserRole
"""What else there is to say of a value."""
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The severity of a fault, in every column; None for what is no fault."""


class FieldColumn(IntEnum):
    """The columns."""

    PLACE = 0
    NAME = 1
    VALUE = 2
    BITS = 3
    SECTION = 4


class FrameFieldsModel(QAbstractTableModel):
    """Place, name, value, bits and reference of every field; a fault is a sentence as its value.

    Args:
        words: turns a text into words.
    """

    def __init__(
        self, words: Callable[[Text], str] = render, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._fields: Sequence[FrameField] = ()

    @property
    def fields(self) -> Sequence[FrameField]:
        """The fields, row by row."""
        return self._fields

    @property
    def has_bits(self) -> bool:
        """Whether a field is smaller than a byte, so that places are worth a column."""
        return any(field.bit_count % 8 for field in self._fields)

    def show_entry(self, journal: Journal, raw: RawEntry | None) -> None:
        """Take the fields of another entry, or of none."""
        self.beginResetModel()
        self._fields = () if raw is None else fields_of(journal, raw, self._words)
        self.endResetModel()

    def row_at_byte(self, offset: int) -> int | None:
        """The row of the field that a byte belongs to; where several share it, the first."""
        for row, field in enumerate(self._fields):
            first, stop = field.byte_range
            if first <= offset < stop:
                return row
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self._fields[index.row()]
        if role == NOTE_ROLE and index.column() == FieldColumn.VALUE:
            return field.note
        if role == SEVERITY_ROLE:
            return field.severity
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(field, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(field, index.column())
        return None

    @staticmethod
    def _cell(field: FrameField, column: int) -> str:
        match FieldColumn(column):
            case FieldColumn.PLACE:
                return field.place
            case FieldColumn.NAME:
                return field.name
            case FieldColumn.VALUE:
                return field.value
            case FieldColumn.BITS:
                return field.bits
            case FieldColumn.SECTION:
                return field.section

    def _spoken(self, field: FrameField, column: int) -> str:
        """A cell for who cannot see what stands behind it and in which colour."""
        if column != FieldColumn.VALUE:
            return self._cell(field, column)
        severities = {
            Severity.VIOLATION: self.tr("Violation"),
            Severity.DEVIATION: self.tr("Deviation"),
            Severity.OBSERVATION: self.tr("Observation"),
        }
        said = f"{field.value}, {field.note}" if field.note else field.value
        name = None if field.severity is None else severities.get(field.severity)
        return said if name is None else f"{name}: {said}"

    def _tooltip(self, field: FrameField) -> str:
        """Where it stands, and where it is defined; never what a peer said, which could be markup."""
        if not field.bit_count:
            return field.section
        first, stop = field.byte_range
        last_bit = field.first_bit + field.bit_count - 1
        place = self.tr("bytes {first}–{last}, bits {first_bit}–{last_bit}").format(
            first=first, last=stop - 1, first_bit=field.first_bit, last_bit=last_bit
        )
        return f"{place} · {field.section}" if field.section else place

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._fields)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(FieldColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Place"), self.tr("Field"), self.tr("Value"), self.tr("Bits"))
        return (*names, self.tr("Defined in"))[section]
