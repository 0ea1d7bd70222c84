"""A label in one of the data colours, which follows the palette and breaks its lines."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wsinspector.widgets.controls.theme import data_colours, data_font, scaled


class Tint(StrEnum):
    """Which colour of the table; the value is its name there."""

    TEXT = "text"
    DIM = "dim"
    CLIENT = "client"
    SERVER = "server"
    CLEAN = "clean"
    VIOLATION = "violation"
    DEVIATION = "deviation"


class TintedLabel(QLabel):
    """Plain text, never rich, so that whatever a peer sent cannot become markup.

    Args:
        text: the first text.
        tint: its colour.
        scale: size in proportion to the application's font.
        bold: whether it is bold.
        mono: whether it is in the data font.
        wrap: whether it breaks lines instead of asking for width.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tint: Tint = Tint.TEXT,
        scale: float = 1.0,
        bold: bool = False,
        mono: bool = False,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tint = tint
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        font = data_font(scale) if mono else scaled(QFont(self.font()), scale)
        font.setBold(bold)
        self.setFont(font)
        self._colour()

    @property
    def tint(self) -> Tint:
        """Its colour."""
        return self._tint

    def set_tint(self, tint: Tint) -> None:
        """Take another colour of the table."""
        if tint is not self._tint:
            self._tint = tint
            self._colour()

    def say(self, text: str, tint: Tint | None = None) -> None:
        """Show a text, or nothing at all, not even its place, when it is empty."""
        if tint is not None:
            self.set_tint(tint)
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def _colour(self) -> None:
        colour: QColor = getattr(data_colours(self), self._tint.value)
        palette = QPalette(self.palette())
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)
