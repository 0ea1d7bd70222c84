"""The program's own icons: one-colour drawings, painted in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)

from wsinspector.resources import resource_path


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon drawn in ``resources/icons/NAME.svg``, sharp at every scale.

    Args:
        name: file name without its ending.
        colour: a colour of its own; without one it follows the palette, also when that changes.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return QIcon(_TintedEngine(_drawing(name), colour))


@cache
def _drawing(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


class _TintedEngine(QIconEngine):
    """Paints an SVG whose strokes are ``currentColor``."""

    def __init__(self, svg: bytes, colour: QColor | None) -> None:
        super().__init__()
        self._svg = svg
        self._colour = colour

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette, role = QGuiApplication.palette(), QPalette.ColorRole
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, role.ButtonText)
        if mode is QIcon.Mode.Selected:
            return palette.color(role.HighlightedText)
        return palette.color(role.ButtonText) if self._colour is None else self._colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._svg, self._colour)

    def isNull(self) -> bool:
        return False

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Imported by the first icon that is really painted: QtSvg takes its time to load.
        from PySide6.QtSvg import QSvgRenderer

        tinted = self._svg.replace(b"currentColor", self._tint(mode).name().encode())
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        QSvgRenderer(QByteArray(tinted)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap
