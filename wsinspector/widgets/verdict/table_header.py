"""The header of a table, as flat as that of the timeline, with the order shown by an arrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from wsinspector.widgets.controls.theme import data_colours

_PADDING = 4


class TableHeader(QHeaderView):
    """Names of columns; a click on one orders the table by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 10)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = data_colours(self)
        painter.save()
        painter.fillRect(rect, colours.card)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        painter.setPen(colours.dim)
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            is_up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            name = f"{name} {'↑' if is_up else '↓'}"
            painter.setPen(colours.text)
        area = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text
        )
        painter.restore()
