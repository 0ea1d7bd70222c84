"""The frame around things that belong together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.theme import data_colours

CARD_MARGIN = 12
"""Pixels between the edge of a card and its content."""

_RADIUS = 6.0
_BAR = 3


class Card(QFrame):
    """A rounded surface with a heading, and for one end of a connection a bar in its colour.

    Attributes:
        heading: the row of the heading; add to it what stands on its right.
        body: where the content goes; on the right it keeps its own distance, so that scroll bars
            can stand at the edge.

    Args:
        title: the heading, shown in capitals where the language has them.
        role: whose card it is; None for no end in particular.
    """

    def __init__(self, title: str, role: Role | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setAccessibleName(title)
        self._title = QLabel(title)
        font = QFont(self._title.font())
        font.setBold(True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        self._title.setFont(font)
        self.heading = QHBoxLayout()
        self.heading.setContentsMargins(0, 0, CARD_MARGIN, 0)
        self.heading.setSpacing(8)
        self.heading.addWidget(self._title)
        self.heading.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD_MARGIN, 8 + _BAR, 0, 8)
        self.body.setSpacing(8)
        self.body.addLayout(self.heading)
        self._colour_title()

    def _colour_title(self) -> None:
        colours = data_colours(self)
        palette = QPalette(self._title.palette())
        colour = colours.dim if self._role is None else colours.end(self._role)
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._title.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._colour_title()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        outline = QPainterPath()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(area, _RADIUS, _RADIUS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline, colours.card)
        if self._role is not None:
            painter.setClipPath(outline)
            painter.fillRect(0, 0, self.width(), _BAR, colours.end(self._role))
            painter.setClipping(False)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
