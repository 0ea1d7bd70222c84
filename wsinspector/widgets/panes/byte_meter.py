"""How full something of limited size is, in bytes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.filled = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        painter.setBrush(colours.line)
        painter.drawRoundedRect(area, 2.5, 2.5)
        if self.filled > 0:
            painter.setBrush(colours.violation if self.filled > 1 else colours.dim)
            area.setWidth(max(5.0, area.width() * min(1.0, self.filled)))
            painter.drawRoundedRect(area, 2.5, 2.5)


class ByteMeter(QWidget):
    """A bar and the numbers; over the limit it says so by a sign and a colour.

    Args:
        limit: bytes that are allowed.
        name: what is measured, for accessibility.
    """

    def __init__(self, limit: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._bar = _Bar()
        self._label = TintedLabel(tint=Tint.DIM, wrap=False, scale=0.92)
        self._label.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._bar)
        layout.addWidget(self._label)
        self.set_count(0)

    @property
    def text(self) -> str:
        """The numbers as shown."""
        return self._label.text()

    def set_count(self, count: int) -> None:
        """So many bytes."""
        over = count > self._limit
        sign = "▲ " if over else ""
        numbers = self.tr("%1 / %2 B").replace("%1", str(count)).replace("%2", str(self._limit))
        self._label.say(sign + numbers, Tint.VIOLATION if over else Tint.DIM)
        self._bar.filled = count / self._limit
        self._bar.update()
