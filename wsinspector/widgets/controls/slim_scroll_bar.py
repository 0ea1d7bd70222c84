"""A scroll bar without arrows and grooves, for panels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from wsinspector.widgets.controls.theme import data_colours

_WIDTH = 10


class SlimScrollBar(QScrollBar):
    """Vertical; works like any other, and draws nothing but the thumb."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() == self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        thumb = QRectF(
            self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar,
                option,
                QStyle.SubControl.SC_ScrollBarSlider,
                self,
            )
        )
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        active = self.isSliderDown() or self.underMouse()
        painter.setBrush(colours.dim if active else colours.faint)
        inset = (self.width() - (6 if active else 4)) / 2
        thumb = QRectF(inset, thumb.top() + 1, self.width() - 2 * inset, thumb.height() - 2)
        painter.drawRoundedRect(thumb, thumb.width() / 2, thumb.width() / 2)
