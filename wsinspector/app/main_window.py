"""The window itself: its place on the screen, its end, and what is seen before its panels are there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from wsinspector.widgets.controls.theme import data_colours

_SIZE = QSize(1440, 900)
_FRAME = QSize(4, 36)
"""Room for what a window manager puts around the window; unknown before it is shown."""
_MARGIN = 8
_RADIUS = 6.0


class MainWindow(QMainWindow):
    """A window that can be shown at once, while everything that stands in it is still loaded."""

    close_wished = Signal()
    """The person wants the window closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("wsinspector")
        self.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.setCentralWidget(_EmptyRoom())
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))

    def closeEvent(self, event: QCloseEvent) -> None:
        # It is closed when the connections are, which takes the event loop.
        event.ignore()
        self.close_wished.emit()


class _EmptyRoom(QWidget):
    """Where the cards will stand."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        width, height = self.width(), self.height() - 2 * _MARGIN
        left, right = width * 0.24, width * 0.27
        half = (height - _MARGIN) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.line)
        painter.setBrush(colours.card)
        for x, y, card_width, card_height in (
            (0, 0, left, half),
            (0, half + _MARGIN, left, half),
            (left + _MARGIN, 0, width - left - right - 2 * _MARGIN, height),
            (width - right, 0, right, height),
        ):
            card = QRectF(x, y + _MARGIN, card_width, card_height).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(card, _RADIUS, _RADIUS)
