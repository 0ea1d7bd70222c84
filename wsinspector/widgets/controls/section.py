"""A part of a panel that can be folded away under its heading."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_ARROW = 12
_GAP = 4


class _Heading(QAbstractButton):
    """An arrow and the title; a click anywhere on it folds or unfolds."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        font = QFont(self.font())
        font.setBold(True)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = _ARROW + _GAP + metrics.horizontalAdvance(self.text()) + 4
        return QSize(width, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        arrow = QRect(0, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        icon("collapse" if self.isChecked() else "expand", colours.dim).paint(painter, arrow)
        painter.setPen(colours.client if self.underMouse() else colours.text)
        area = self.rect().adjusted(_ARROW + _GAP, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(colours.client, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)


class Section(QWidget):
    """A heading that folds its content, with a summary of the content while that is hidden.

    Args:
        key: a name for remembering whether it is folded; never shown.
        title: the heading.
        content: what is shown or hidden.
        expanded: whether it begins unfolded.
    """

    toggled = Signal(bool)
    """Unfolded (True) or folded, by the person."""

    def __init__(
        self,
        key: str,
        title: str,
        content: QWidget,
        *,
        expanded: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._content = content
        self._heading = _Heading(title)
        self._summary = TintedLabel(tint=Tint.DIM, scale=0.92)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._mark = Chip(self.tr("odd"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._heading)
        row.addWidget(self._summary, 1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 7, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(content)
        self._heading.toggled.connect(self._show)
        self._heading.clicked.connect(self.toggled)
        self._heading.setChecked(expanded)
        self._show(expanded)

    @property
    def heading(self) -> QAbstractButton:
        """What folds and unfolds it."""
        return self._heading

    @property
    def expanded(self) -> bool:
        """Whether the content is shown."""
        return self._heading.isChecked()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide the content."""
        self._heading.setChecked(expanded)

    def set_summary(self, summary: str) -> None:
        """What the content amounts to, in a few words, shown while it is folded."""
        self._summary.setText(summary)
        self._heading.setAccessibleDescription(summary)

    def set_oddity(self, oddity: str) -> None:
        """What of the content is unusual, marked while it is folded; empty for nothing."""
        self._mark.setToolTip(oddity)
        self._mark.setAccessibleDescription(oddity)
        self._show(self.expanded)

    def _show(self, expanded: bool) -> None:
        self._content.setVisible(expanded)
        self._summary.setVisible(not expanded)
        self._mark.setVisible(not expanded and bool(self._mark.toolTip()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(data_colours(self).line)
        painter.drawLine(0, 0, self.width(), 0)
