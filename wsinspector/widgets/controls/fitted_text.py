"""A text to read and copy from, as high as its lines need."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_font

_SLACK = 4
"""Pixels without which Qt takes the last line for hidden."""


class FittedText(QPlainTextEdit):
    """Plain text in the data font that grows with its lines, and is scrolled from a limit on.

    Args:
        name: for a screen reader.
        lines: the limit.
    """

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = lines
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFont(data_font(0.92))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text; what is shown already stays as it is scrolled."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def _fit(self) -> None:
        layout = self.document().documentLayout()
        lines = min(max(round(layout.documentSize().height()), 1), self._limit)
        around = 2 * (self.frameWidth() + round(self.document().documentMargin())) + _SLACK
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
