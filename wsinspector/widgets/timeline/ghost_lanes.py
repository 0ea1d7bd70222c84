"""A faint piece of a sequence diagram: what will be here once something has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wsinspector.models.steps import Step
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.theme import data_colours, scaled
from wsinspector.widgets.timeline.lane_painter import LaneGeometry, LanePainter

_OPACITY = 0.5
_ROW = 30
_WIDTH = 240


class GhostLanes(QWidget):
    """Rows of lanes that are no facts.

    Args:
        rows: what is drawn in each row, and its label.
    """

    def __init__(self, rows: Sequence[tuple[Step, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        lanes = LanePainter(data_colours(self), scaled(self.font(), 0.95))
        painter = QPainter(self)
        painter.setOpacity(_OPACITY)
        edges = [self.height() * row // len(self._rows) for row in range(len(self._rows) + 1)]
        for (step, label), top, bottom in zip(self._rows, edges, edges[1:], strict=False):
            lanes.paint(painter, QRect(0, top, self.width(), bottom - top), step, label)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH * 2 // 3, _ROW * len(self._rows))


class GhostNames(QWidget):
    """The names of the lifelines, each above its own.

    Args:
        names: what each end is called.
    """

    def __init__(self, names: Mapping[Role, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        font = QFont(self.font())
        font.setBold(True)
        self.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        lanes = LaneGeometry.of(0, self.width())
        painter = QPainter(self)
        for role, name in self._names.items():
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.setPen(colours.end(role))
            painter.drawText(lanes.x(role) - width // 2, painter.fontMetrics().ascent(), name)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.fontMetrics().height() + 4)
