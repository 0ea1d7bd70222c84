"""A frame's fields above its bytes, each showing what is chosen in the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from wsinspector.models.frame_fields_model import FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.frame.fields_table import FieldsTable
from wsinspector.widgets.frame.hex_view import HexView, Mark


class BytesPage(QWidget):
    """The bytes of an entry, masked as on the wire or unmasked, or decompressed.

    Attributes:
        hex: the bytes.
        unmasked: the switch for the mask.
        inflated: the switch from the bytes of the frame to its payload decompressed.
        inflated_changed: the latter was switched.
    """

    inflated_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: RawEntry | None = None
        self.hex = HexView()
        self.unmasked = ChoiceButton(self.tr("Show the payload unmasked, not as on the wire"))
        self.unmasked.setText(self.tr("Unmasked"))
        self.unmasked.setChecked(True)
        self.unmasked.toggled.connect(self._fill)
        self.inflated = ChoiceButton(
            self.tr("Show the payload decompressed, not the compressed frame")
        )
        self.inflated.setText(self.tr("Inflated"))
        self.inflated.toggled.connect(self._switch)
        self._note = TintedLabel(tint=Tint.DIM, wrap=True)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._note, 1)
        bar.addWidget(self.inflated)
        bar.addWidget(self.unmasked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.hex, 1)
        self.unmasked.hide()
        self.inflated.hide()

    @property
    def shows_inflated(self) -> bool:
        """Whether it is the payload alone that is shown, decompressed."""
        raw = self._raw
        return raw is not None and raw.inflated is not None and self.inflated.isChecked()

    def show_raw(self, raw: RawEntry | None) -> None:
        """Take the bytes of another entry, or of none."""
        self._raw = raw
        self.inflated.setVisible(raw is not None and raw.inflated is not None)
        self._show_mask_switch()
        self.hex.select(0, 0)
        self.hex.set_marks()
        self._fill()

    def say(self, note: str) -> None:
        """Show a note beside the switch."""
        self._note.setText(note)

    def _show_mask_switch(self) -> None:
        is_masked = self._raw is not None and self._raw.masking_key is not None
        self.unmasked.setVisible(is_masked and not self.shows_inflated)

    def _switch(self) -> None:
        """Between the two forms nothing corresponds, so no selection survives."""
        self._show_mask_switch()
        self.hex.select(0, 0)
        self.hex.set_marks()
        self._fill()
        self.inflated_changed.emit()

    def _fill(self) -> None:
        raw = self._raw
        if raw is None:
            self.hex.set_data(b"", is_text=False)
            return
        if self.shows_inflated:
            self.hex.set_data(raw.inflated or b"", is_text=True)
            return
        masked = raw.masking_key is not None and not self.unmasked.isChecked()
        data = raw.wire if masked else raw.data
        self.hex.set_data(data or b"", is_text=not masked and raw.inflated is None)


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
        self.bytes.inflated_changed.connect(self._mark_chosen)

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

    def _mark_chosen(self) -> None:
        chosen = self.table.chosen
        self._mark(-1 if chosen is None else chosen)

    def _mark(self, row: int) -> None:
        if self.bytes.shows_inflated:
            # The fields are those of the frame, and have no place in what it decompresses to.
            self.bytes.hex.set_marks()
            self.bytes.say("" if row < 0 else self._place(row))
            return
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
        if self.bytes.shows_inflated:
            return
        row = self._model.row_at_byte(offset)
        chosen = self.table.chosen
        if chosen is not None:
            first, stop = self._model.fields[chosen].byte_range
            if first <= offset < stop:
                return  # several fields share this byte, and one of them is chosen already
        self.table.choose(row)
