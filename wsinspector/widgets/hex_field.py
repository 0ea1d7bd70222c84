"""A line of bytes, written in hexadecimal."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from wsinspector.widgets.hex_input import HexProblem, parse_hex
from wsinspector.widgets.theme import data_font


class HexField(QLineEdit):
    """Bytes as a person types them, such as ``88 02 03 e8``. What is typed is never changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(data_font())
        self.setPlaceholderText("88 02 03 e8")

    @property
    def data(self) -> bytes | None:
        """The bytes; None for an input that is none (see ``problem``)."""
        read = parse_hex(self.text())
        return None if isinstance(read, HexProblem) else read

    @property
    def problem(self) -> str:
        """What is wrong with the input, as a sentence; empty when nothing is."""
        read = parse_hex(self.text())
        if not isinstance(read, HexProblem):
            return ""
        if read.is_odd:
            return self.tr("Two digits make a byte: one is missing at character {number}.").format(
                number=read.position + 1
            )
        return self.tr("Character {number} is no hexadecimal digit.").format(
            number=read.position + 1
        )

    def set_data(self, data: bytes) -> None:
        """Show these bytes, unless what is typed means them already."""
        if self.data != data:
            self.setText(data.hex(" "))
