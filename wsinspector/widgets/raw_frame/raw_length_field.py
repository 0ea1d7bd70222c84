"""The length that a composed frame declares, and in how many bits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from wsinspector.widgets.controls.theme import data_font

_MAX = 2**64 - 1


class RawLengthField(QWidget):
    """A number that is the true length as long as none is written, and its encoding."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setFont(data_font())
        self.edit.setToolTip(
            self.tr(
                "The payload length that the header declares; empty tells the true one. A larger "
                "one swallows what is sent next, a smaller one leaves bytes over. 0x begins a "
                "hexadecimal number."
            )
        )
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(self.tr("Bits of the length field"))
        self.encoding.setToolTip(
            self.tr("In how many bits the length is written; the fewest must be used (§5.2)")
        )
        for words, bits in (
            (self.tr("shortest"), None),
            (self.tr("7 bits"), 7),
            (self.tr("16 bits"), 16),
            (self.tr("64 bits"), 64),
        ):
            self.encoding.addItem(words, bits)
        label = QLabel(self.tr("Length"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.edit, 1)
        row.addWidget(self.encoding)
        self.set_true_length(0)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.encoding.currentIndexChanged.connect(lambda _index: self.changed.emit())

    @property
    def declared(self) -> int | None:
        """The number that is written; None for the true length, and where there is a problem."""
        written = self.edit.text().strip().replace(" ", "")
        if not written:
            return None
        try:
            number = int(written, 16 if written[:2].lower() == "0x" else 10)
        except ValueError:
            return None
        return number if 0 <= number <= _MAX else None

    @property
    def bits(self) -> int | None:
        """Bits of the length field; None for the shortest that fits."""
        bits = self.encoding.currentData()
        return bits if isinstance(bits, int) else None

    @property
    def problem(self) -> str:
        """What is wrong with what is written; empty when nothing is."""
        if self.edit.text().strip() and self.declared is None:
            return self.tr("A length is a whole number from 0 to 2^64 - 1.")
        return ""

    def set_true_length(self, length: int) -> None:
        """Show what an empty field means."""
        self.edit.setPlaceholderText(self.tr("true: {length}").format(length=length))

    def set_length(self, declared: int | None, bits: int | None) -> None:
        """Write these; arguments as the properties."""
        self.edit.setText("" if declared is None else str(declared))
        self.encoding.setCurrentIndex(self.encoding.findData(bits))
