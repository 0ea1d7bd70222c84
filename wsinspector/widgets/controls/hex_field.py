"""A line for bytes in hexadecimal."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.panes.hex_input import parse_hex


class HexField(QLineEdit):
    """Bytes as a person writes them.

    Args:
        name: for a screen reader.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(data_font())

    @property
    def data(self) -> bytes | None:
        """The bytes; None while that is no hexadecimal."""
        parsed = parse_hex(self.text())
        return parsed if isinstance(parsed, bytes) else None

    def set_data(self, data: bytes) -> None:
        """Write these bytes, unless they stand there already."""
        if self.data != data:
            self.setText(data.hex(" "))

    @property
    def problem(self) -> str:
        """What is wrong with what is written; empty if nothing."""
        if self.data is not None:
            return ""
        return self.tr("{name}: two hexadecimal digits for each byte, as in 81 00.").format(
            name=self.accessibleName()
        )
