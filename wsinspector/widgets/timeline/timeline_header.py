"""The header of the timeline: over the lanes it names the two lifelines, each above its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from wsinspector.models.timeline_line import Column
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.timeline.lane_painter import LaneGeometry
from wsinspector.widgets.timeline.timeline_painter import PADDING

_HEIGHT = 1.9


class TimelineHeader(QHeaderView):
    """Names of the columns and of the lifelines.

    Attributes:
        held: the person holds the mouse down on it, so what is resized now is resized by them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.held = False
        self._connection: int | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setStretchLastSection(True)
        self.setAccessibleName(self.tr("Columns of the timeline"))

    def set_connection(self, connection: int | None) -> None:
        """The one connection whose rows are in view; None for several."""
        self._connection = connection
        self.viewport().update()

    def _paint_lanes(self, painter: QPainter, rect: QRect) -> None:
        colours = data_colours(self)
        lanes = LaneGeometry.of(rect.left(), rect.width())
        client = self.tr("client")
        if self._connection is not None:
            client = self.tr("client #%1").replace("%1", str(self._connection))
        names = {Role.CLIENT: client, Role.SERVER: self.tr("server")}
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        middle = (lanes.client + lanes.server) // 2
        for role, name in names.items():
            width = metrics.horizontalAdvance(name)
            left = lanes.x(role) - width // 2
            # A narrow column still shows both names apart from each other.
            if role is Role.CLIENT:
                left = max(rect.left() + 2, min(left, middle - 4 - width))
            else:
                left = min(rect.right() - width - 2, max(left, middle + 4))
            painter.setPen(colours.end(role))
            painter.drawText(left, self._baseline(rect, painter), name)

    @staticmethod
    def _baseline(rect: QRect, painter: QPainter) -> int:
        metrics = painter.fontMetrics()
        return rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.held = event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.held = False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self.fontMetrics().height() * _HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = data_colours(self)
        painter.save()
        painter.fillRect(rect, colours.card)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        painter.fillRect(rect.right(), rect.top() + 8, 1, rect.height() - 16, colours.line)
        if section == Column.LANES:
            self._paint_lanes(painter, rect)
        else:
            name = str(self.model().headerData(section, Qt.Orientation.Horizontal))
            room = rect.width() - 2 * PADDING
            painter.setPen(colours.dim)
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            left = rect.left() + PADDING
            if section in (Column.NUMBER, Column.DELTA, Column.LENGTH):
                left += room - painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(left, self._baseline(rect, painter), text)
        painter.restore()
