"""Names the fields of bytes that are coloured in a hex view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.theme import data_colours, scaled
from wsinspector.widgets.frame.hex_view import Mark

_SWATCH = 10
_GAP = 5


class ByteField(NamedTuple):
    """A run of bytes with a name.

    Attributes:
        name: what it is.
        value: what it says, in short; may be empty.
        mark: which bytes, and their colour.
    """

    name: str
    value: str
    mark: Mark


class _Entry(QWidget):
    def __init__(self, field: ByteField) -> None:
        super().__init__()
        self._colour = field.mark.colour
        self._label = QLabel(_words(field), self)
        self._label.setFont(scaled(self._label.font(), 0.92))
        self._label.move(_SWATCH + _GAP, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        label = self._label.sizeHint()
        return QSize(_SWATCH + _GAP + label.width(), label.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setPen(QPen(colours.faint, 1))
        painter.setBrush(getattr(colours, self._colour))
        top = (self.height() - _SWATCH) / 2
        painter.drawRect(QRectF(0.5, top, _SWATCH - 1, _SWATCH - 1))


class ByteLegend(QWidget):
    """One entry a field: its colour, which bytes, its name and what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[ByteField, ...] = ()
        self._holder: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def text(self) -> str:
        """Everything said, one line each."""
        return "\n".join(_words(field) for field in self._fields)

    def show_fields(self, fields: Sequence[ByteField]) -> None:
        """Name these."""
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        if self._holder is not None:
            self._layout.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        row = FlowLayout(self._holder, spacing=10, line_spacing=2)
        for field in self._fields:
            row.addWidget(_Entry(field))
        self._layout.addWidget(self._holder)
        self.setVisible(bool(self._fields))


def _words(field: ByteField) -> str:
    start, stop = field.mark.start, field.mark.stop
    place = str(start) if stop == start + 1 else f"{start}–{stop - 1}"
    return f"{place} {field.name}" + (f" {field.value}" if field.value else "")
