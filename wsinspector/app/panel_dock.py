"""A panel at the side of the window that can be moved, widened and closed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QSizePolicy, QVBoxLayout, QWidget

from wsinspector.widgets.controls.theme import data_colours

_GRIP_HEIGHT = 8
_GRIP_WIDTH = 28.0
_GRIP_STROKE = 3.0


class PanelDock(QDockWidget):
    """Holds a panel that has a heading of its own, under a slim grip instead of a title bar.

    Args:
        name: what the layout is remembered by; never shown.
        title: what the panel is called.
        panel: the content.
        least: pixels that it never gets narrower than.
        parent: the window.
    """

    def __init__(self, name: str, title: str, panel: QWidget, least: int, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        self.setTitleBarWidget(_Grip(self.tr("Drag to move {title}").format(title=title)))
        self.setWidget(_Column(panel, least))


class _Column(QWidget):
    """Never narrower than this, nor than its content needs."""

    def __init__(self, panel: QWidget, least: int) -> None:
        super().__init__()
        self._least = QSize(least, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(self._least)


class _Grip(QWidget):
    """A short stroke by which a panel is dragged; the dock takes the mouse events it ignores."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, _GRIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        stroke = QRectF(0, 0, _GRIP_WIDTH, _GRIP_STROKE)
        stroke.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(data_colours(self).line)
        painter.drawRoundedRect(stroke, _GRIP_STROKE / 2, _GRIP_STROKE / 2)
