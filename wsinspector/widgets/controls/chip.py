"""A word in a rounded frame that marks something."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class Chip(TintedLabel):
    """A mark for what is unusual; its tooltip tells why.

    Args:
        text: the word.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, tint=Tint.DEVIATION, scale=0.92, wrap=False, parent=parent)
        self.setContentsMargins(7, 1, 7, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.deviation, 2 if self.hasFocus() else 1))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.end()
        super().paintEvent(event)
