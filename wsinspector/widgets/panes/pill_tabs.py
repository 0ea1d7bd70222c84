"""Tabs that look like the words of a choice, for the inside of a panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from wsinspector.widgets.controls.theme import data_colours

_RADIUS = 4.0
_PADDING = 10


class PillTabs(QTabBar):
    """A tab bar without frames; the chosen tab lies on the colour of a selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def tabSizeHint(self, index: int) -> QSize:
        metrics = self.fontMetrics()
        # Wide enough for bold, so that nothing moves when another one is chosen.
        width = round(metrics.horizontalAdvance(self.tabText(index)) * 1.12)
        return QSize(width + 2 * _PADDING, max(26, metrics.height() + 10))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            chosen = index == self.currentIndex()
            area = QRectF(self.tabRect(index)).adjusted(0.5, 1.5, -1.5, -1.5)
            if chosen:
                focused = self.hasFocus()
                painter.setPen(QPen(colours.client, 1) if focused else Qt.PenStyle.NoPen)
                painter.setBrush(colours.selection)
                painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            painter.setFont(self._font() if chosen else self.font())
            if not self.isTabEnabled(index):
                group = self.palette().ColorGroup.Disabled
                painter.setPen(self.palette().color(group, self.palette().ColorRole.Text))
            else:
                painter.setPen(colours.text if chosen else colours.dim)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
