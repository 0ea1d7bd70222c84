"""The push button of the panes: flat, no wider than its text needs, and filled where it matters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.theme import data_colours

_RADIUS = 4.0
_PADDING = 10


class PaneButton(QPushButton):
    """A button; Enter in a field beside it never presses it by chance.

    Args:
        text: its label, with ``&`` before the mnemonic.
        accent: the end with whose colour it is filled; None for a plain one.
    """

    def __init__(
        self, text: str = "", accent: Role | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._accent = accent
        self.setAutoDefault(False)
        self._embolden()

    def set_accent(self, accent: Role | None) -> None:
        """Fill it with the colour of an end, or not."""
        self._accent = accent
        self._embolden()
        self.update()

    def _embolden(self) -> None:
        font = QFont(self.font())
        font.setBold(self._accent is not None)
        self.setFont(font)

    def _fill(self) -> QColor:
        colours, palette = data_colours(self), self.palette()
        if not self.isEnabled():
            return colours.window
        fill = palette.button().color() if self._accent is None else colours.end(self._accent)
        # On a filled button the label must stay readable, so it moves away from the label.
        darker = not colours.dark
        if self.isDown():
            return fill.darker(115) if darker else fill.lighter(115)
        if self.underMouse():
            return fill.darker(106) if darker else fill.lighter(108)
        return fill

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        shown = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text())
        # As high as the fields beside it.
        return QSize(shown.width() + 2 * _PADDING, max(26, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt lets Enter press a button in dialogs only; whoever has tabbed here expects it too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, enabled = data_colours(self), self.isEnabled()
        filled = self._accent is not None and enabled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = self._fill()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(fill if filled else self.palette().mid().color(), 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if self.hasFocus():
            ring = colours.on_accent if filled else colours.client
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, 1.5))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), _RADIUS - 1, _RADIUS - 1)
        painter.setPen(colours.on_accent if filled else self.palette().buttonText().color())
        flags = int(Qt.AlignmentFlag.AlignCenter)
        underlined = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self)
        flags |= int(Qt.TextFlag.TextShowMnemonic if underlined else Qt.TextFlag.TextHideMnemonic)
        painter.drawText(self.rect(), flags, self.text())
