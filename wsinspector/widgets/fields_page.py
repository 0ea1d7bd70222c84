"""A frame's fields above its bytes, each showing what is chosen in the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from wsinspector.models.frame_fields_model import FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.choice_button import ChoiceButton
from wsinspector.widgets.fields_table import FieldsTable
from wsinspector.widgets.hex_view import HexView, Mark
from wsinspector.widgets.tinted_label import Tint, TintedLabel


class BytesPage(QWidget):
    """The bytes of an entry, masked as on the wire or unmasked.

    Attributes:
        hex: the bytes.
        unmasked: the switch.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: RawEntry | None = None
        self.hex = HexView()
        self.unmasked = ChoiceButton(self.tr("Show the payload unmasked, not as on the wire"))
        self.unmasked.setText(self.tr("Unmasked"))
        self.unmasked.setChecked(True)
        self.unmasked.toggled.connect(self._fill)
        self._note = TintedLabel(tint=Tint.DIM, wrap=True)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._note, 1)
        bar.addWidget(self.unmasked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.hex, 1)
        self.unmasked.hide()

    def show_raw(self, raw: RawEntry | None) -> None:
        """Take the bytes of another entry, or of none."""
        self._raw = raw
        self.unmasked.setVisible(raw is not None and raw.masking_key is not None)
        self.hex.select(0, 0)
        self.hex.set_marks()
        self._fill()

    def say(self, note: str) -> None:
        """Show a note beside the switch."""
        self._note.setText(note)

    def _fill(self) -> None:
        raw = self._raw
        if raw is None:
            self.hex.set_data(b"", is_text=False)
            return
        masked = raw.masking_key is not None and not self.unmasked.isChecked()
        data = raw.wire if masked else raw.data
        self.hex.set_data(data or b"", is_text=not masked)


class FieldsPage(QSplitter):
    """Fields and bytes; choosing a field marks its bytes, going to a byte chooses its field.

    Attributes:
        table: the fields.
        bytes: the bytes.

    Args:
        model: the fields.
    """

    def __init__(self, model: FrameFieldsModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self._raw: RawEntry | None = None
        self.table = FieldsTable(model)
        self.bytes = BytesPage()
        self.addWidget(self.table)
        self.addWidget(self.bytes)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(8)
        self.table.field_chosen.connect(self._mark)
        self.bytes.hex.moved.connect(self._choose_at)

    def show_raw(self, raw: RawEntry | None) -> None:
        """Show the bytes of another entry, whose fields the model has taken already."""
        self._raw = raw
        self.bytes.show_raw(raw)
        self.bytes.setVisible(raw is not None and bool(raw.data))
        self._mark(-1)
        wanted = self.table.sizeHint().height()
        height = sum(self.sizes())
        if height > 0:
            upper = min(wanted, height * 3 // 5)
            self.setSizes([upper, height - upper])

    def _mark(self, row: int) -> None:
        marks = []
        header = 0 if self._raw is None else len(self._raw.header)
        if self._raw is not None and header and self._raw.entry.direction is not None:
            marks.append(Mark(0, header, f"{self._raw.entry.direction.sender}_band"))
        if row < 0:
            self.bytes.say("")
        else:
            field = self._model.fields[row]
            first, stop = field.byte_range
            if stop > first:
                marks.append(Mark(first, stop, "closing_band"))
                self.bytes.hex.reveal(first)
            self.bytes.say(self._place(row))
        self.bytes.hex.set_marks(*marks)

    def _place(self, row: int) -> str:
        """Where a field stands, its bits, and where it is defined."""
        field = self._model.fields[row]
        parts = []
        if field.place:
            parts.append(f"{field.place}: {field.bits}" if field.bits else field.place)
        if field.section:
            parts.append(field.section)
        return " · ".join(parts)

    def _choose_at(self, offset: int) -> None:
        row = self._model.row_at_byte(offset)
        chosen = self.table.chosen
        if chosen is not None:
            first, stop = self._model.fields[chosen].byte_range
            if first <= offset < stop:
                return  # several fields share this byte, and one of them is chosen already
        self.table.choose(row)
