"""The field for a message: what is short can be edited in it, what is long goes past it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from wsinspector.widgets.controls.theme import data_font

EDITABLE_MAX = 8192
"""Characters: breaking a longer line into visible ones takes time that one would notice."""

_LINES_MIN, _LINES_MAX = 2, 6
_PARAGRAPH = "\u2029"
"""How the document keeps the end of a line."""


class MessageEditor(QPlainTextEdit):
    """A text field that grows with its content and never holds more than it can lay out at once."""

    submitted = Signal()
    """Ctrl+Enter was pressed."""
    filled = Signal(object)
    """Everything was replaced by a text too long to be edited, a ``str``; None: by a short one."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFont(data_font())
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def written(self) -> str:
        """What is written, with every space and separator as it is."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def _fit(self) -> None:
        lines = min(max(self.document().blockCount(), _LINES_MIN), _LINES_MAX)
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)

    def setPlainText(self, text: str) -> None:
        is_long = len(text) > EDITABLE_MAX
        super().setPlainText("" if is_long else text)
        self.filled.emit(text if is_long else None)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pasted, written = source.text(), self.written
        if len(pasted) + len(written) <= EDITABLE_MAX:
            super().insertFromMimeData(source)
            return
        cursor = self.textCursor()
        # Positions count UTF-16 units.
        units = written.encode("utf-16-le", "surrogatepass")
        before = units[: 2 * cursor.selectionStart()].decode("utf-16-le", "surrogatepass")
        after = units[2 * cursor.selectionEnd() :].decode("utf-16-le", "surrogatepass")
        self.setPlainText(before + pasted + after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)
