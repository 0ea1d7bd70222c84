"""The header lines of a request that is being planned, as a table that can be edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from wsinspector.journal.visible_text import visible
from wsinspector.models.request_review import RequestPlace, made_values, masked
from wsinspector.protocol.opening.request_plan import (
    CORRECT_FIELDS,
    Made,
    PlannedField,
    RequestPlan,
    RequestPlanError,
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LineColumn(IntEnum):
    """The columns."""

    NAME = 0
    VALUE = 1


class RequestLines(QAbstractTableModel):
    """The header lines of one plan, in order.

    A line whose value is made for every connection shows what that will be, and becomes one of
    the person's own when it is edited.
    """

    changed = Signal()
    """The plan is another one."""
    refused = Signal(object)
    """A :class:`~wsinspector.texts.Text`: why something cannot be written so."""

    def __init__(self) -> None:
        super().__init__()
        self._plan = RequestPlan()
        self._place = RequestPlace()
        self._secrets = False

    @property
    def plan(self) -> RequestPlan:
        """The request with these lines."""
        return self._plan

    def set_plan(self, plan: RequestPlan) -> None:
        """Show the lines of this plan."""
        if plan == self._plan:
            return
        same_lines = plan.fields == self._plan.fields
        if not same_lines:
            self.beginResetModel()
        self._plan = plan
        if not same_lines:
            self.endResetModel()
        self.changed.emit()

    def set_place(self, place: RequestPlace) -> None:
        """Show what is made for a connection to this place."""
        if place != self._place:
            self._place = place
            self._show_values()

    def set_secrets(self, shown: bool) -> None:
        """Show passwords and tokens, or not."""
        self._secrets = shown
        self._show_values()

    def add(self, field: PlannedField) -> int:
        """Add a line at the end; returns its row."""
        row = len(self._plan.fields)
        self.beginInsertRows(_NOWHERE, row, row)
        self._plan = replace(self._plan, fields=(*self._plan.fields, field))
        self.endInsertRows()
        self.changed.emit()
        return row

    def remove(self, row: int) -> None:
        """Take a line out."""
        if not 0 <= row < len(self._plan.fields):
            return
        self.beginRemoveRows(_NOWHERE, row, row)
        fields = self._plan.fields
        self._plan = replace(self._plan, fields=fields[:row] + fields[row + 1 :])
        self.endRemoveRows()
        self.changed.emit()

    def move(self, row: int, by: int) -> int:
        """Move a line up (-1) or down (1), if there is a place; returns where it is then."""
        to = row + by
        fields = list(self._plan.fields)
        if by not in (-1, 1) or not (0 <= row < len(fields) and 0 <= to < len(fields)):
            return row
        # Qt wants the row before which it lands.
        self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, to + (by > 0))
        fields.insert(to, fields.pop(row))
        self._plan = replace(self._plan, fields=tuple(fields))
        self.endMoveRows()
        self.changed.emit()
        return to

    def missing(self) -> tuple[PlannedField, ...]:
        """The lines of a correct request that are not there as they should be."""
        return tuple(field for field in CORRECT_FIELDS if field not in self._plan.fields)

    def own_value(self, name: str) -> str | None:
        """The value of the first line of this name that is the person's own."""
        return next(iter(self._plan.values(name)), None)

    def set_own_value(self, name: str, value: str) -> None:
        """Write a value into the person's own line of this name, or take that out if it is empty.

        Other lines of the name, which are made for a connection, are left alone.
        """
        at = (n for n, f in enumerate(self._plan.fields) if f.is_named(name) and f.made is None)
        row = next(at, None)
        if row is None:
            if value:
                self._try(lambda: self.add(PlannedField(name, value)))
        elif value:
            self.setData(self.index(row, LineColumn.VALUE), value)
        else:
            self.remove(row)

    def _try(self, change: Callable[[], object]) -> bool:
        """Whether a change could be made; why not is said by ``refused``."""
        try:
            change()
        except RequestPlanError as error:
            self.refused.emit(error.text)
            return False
        return True

    def _show_values(self) -> None:
        if self._plan.fields:
            last = self.index(len(self._plan.fields) - 1, LineColumn.VALUE)
            self.dataChanged.emit(self.index(0, LineColumn.VALUE), last)

    def _value(self, field: PlannedField, *, whole: bool) -> str:
        value = field.value if field.made is None else made_values(self._place)[field.made] or ""
        return value if whole or self._secrets else masked(field.name, value)

    def _tip(self, field: PlannedField) -> str:
        match field.made:
            case Made.HOST:
                return self.tr("Host and port of the address")
            case Made.KEY:
                return self.tr("16 random bytes, other ones for every connection (RFC 6455 §4.1)")
            case Made.DEFLATE if self._place.deflate is None:
                return self.tr("Left out, because permessage-deflate is off in the settings")
            case Made.DEFLATE:
                return self.tr("The offer of permessage-deflate, as the settings have it")
            case None:
                return ""

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._plan.fields)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(LineColumn)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Name") if section == LineColumn.NAME else self.tr("Value")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self._plan.fields[index.row()]
        is_name = index.column() == LineColumn.NAME
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(field.name if is_name else self._value(field, whole=False))
            case Qt.ItemDataRole.EditRole:
                return field.name if is_name else self._value(field, whole=True)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(field)
            case Qt.ItemDataRole.FontRole if field.made is not None and not is_name:
                font = QFont()
                font.setItalic(True)
                return font
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not isinstance(value, str):
            return False
        row, field = index.row(), self._plan.fields[index.row()]
        before = self.data(index, role)
        if value == before:
            return False
        if index.column() == LineColumn.NAME:
            changed = replace(field, name=value)
        else:
            changed = replace(field, value=value, made=None)
        fields = (*self._plan.fields[:row], changed, *self._plan.fields[row + 1 :])

        def take() -> None:
            self._plan = replace(self._plan, fields=fields)

        if not self._try(take):
            return False
        self.dataChanged.emit(self.index(row, 0), self.index(row, LineColumn.VALUE))
        self.changed.emit()
        return True
