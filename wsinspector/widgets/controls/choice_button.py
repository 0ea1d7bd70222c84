"""A button that shows what is chosen, with a menu to choose from or to switch it on and off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from wsinspector.widgets.controls.theme import data_colours

_RADIUS = 4.0
_PADDING = 8
_SIGN = 14
_SLACK = 2
"""Letters may come out wider than they were measured, where the screen is scaled."""
_LEAST_CHARACTERS = 3
"""What stays of the words where there is no room for all."""


class ChoiceButton(QToolButton):
    """A choice of one line.

    With a menu it opens it and shows a chevron; without one it is a switch and shows a tick while
    it is on.

    Args:
        name: what it chooses, for tooltip and accessibility.
        menu: the choices; None for a switch.
    """

    def __init__(self, name: str, menu: QMenu | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrowed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(name)
        self.setAccessibleName(name)
        # What is chosen may be long and be cut; the word of a switch never is.
        width = QSizePolicy.Policy.Fixed if menu is None else QSizePolicy.Policy.Preferred
        self.setSizePolicy(width, QSizePolicy.Policy.Fixed)
        if menu is None:
            self.setCheckable(True)
        else:
            self.setMenu(menu)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def choose(self, words: str, narrowed: bool) -> None:
        """Show what is chosen.

        Args:
            words: what.
            narrowed: whether it hides something, which is said in bold.
        """
        self._narrowed = narrowed
        self.setText(words)
        self.updateGeometry()

    @property
    def _lit(self) -> bool:
        return self._narrowed or self.isChecked()

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._lit)
        return font

    def _paint_sign(self, painter: QPainter) -> None:
        middle = self.height() / 2
        pen = QPen(painter.pen().color(), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self.menu() is not None:
            x = self.width() - _PADDING - 4.5
            painter.drawPolyline(
                [
                    QPointF(x - 3.5, middle - 1.5),
                    QPointF(x, middle + 2),
                    QPointF(x + 3.5, middle - 1.5),
                ]
            )
        elif self.isChecked():
            x = _PADDING + 4.0
            painter.drawPolyline(
                [QPointF(x - 3.5, middle), QPointF(x - 1, middle + 3), QPointF(x + 4, middle - 3.5)]
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        is_active = self.hasFocus() or self.isDown()
        painter.setPen(QPen(colours.client if is_active else self.palette().mid().color(), 1))
        painter.setBrush(colours.selection if self._lit else self.palette().button())
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.setPen(colours.client if self.underMouse() else colours.text)
        painter.setFont(self._label_font())
        words = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        if self.menu() is not None:
            words.setRight(words.right() - _SIGN)
        elif self.isChecked():
            words.setLeft(words.left() + _SIGN)
        elided = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), elided)
        self._paint_sign(painter)

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setBold(True)
        # Wide enough for bold, so that nothing moves when it is switched.
        metrics = QFontMetrics(bold)
        width = metrics.horizontalAdvance(self.text()) + 2 * _PADDING + _SIGN + _SLACK
        return QSize(width, max(26, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS + 2 * _PADDING + _SIGN
        return self.sizeHint().boundedTo(QSize(least, self.sizeHint().height()))
