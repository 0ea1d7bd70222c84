"""The fields of one entry as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wsinspector.journal.journal import Journal
from wsinspector.models.frame_fields import FrameField, fields_of
from wsinspector.models.raw_entry import RawEntry
from wsinspector.texts import Text, render

AnyIndex = QModelIndex | QPersistentModelIndex

NOTE_ROLE = Qt.ItemDataRole.UserRole
"""What else there is to say of a value."""


class FieldColumn(IntEnum):
    """The columns."""

    NAME = 0
    VALUE = 1
    BITS = 2
    SECTION = 3


class FrameFieldsModel(QAbstractTableModel):
    """Name, value, bits and reference of every field.

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
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(field, index.column(), with_note=True)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(field, index.column(), with_note=False)
        return None

    @staticmethod
    def _cell(field: FrameField, column: int, *, with_note: bool) -> str:
        match FieldColumn(column):
            case FieldColumn.NAME:
                return field.name
            case FieldColumn.VALUE:
                return f"{field.value}, {field.note}" if with_note and field.note else field.value
            case FieldColumn.BITS:
                return field.bits
            case FieldColumn.SECTION:
                return field.section

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
        return (self.tr("Field"), self.tr("Value"), self.tr("Bits"), self.tr("Defined in"))[section]
