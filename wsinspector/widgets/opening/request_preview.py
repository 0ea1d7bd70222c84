"""A request as it will be sent, with everything that is wrong with it beneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from wsinspector.models.request_review import RequestReview
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_colours, data_font
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes.legality_lines import SIGNS

_MOST_LINES = 60


class RequestPreview(QPlainTextEdit):
    """Plain text to read and to copy; as high as its lines, up to a bound."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: RequestReview | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("The request as it will be sent, and what is wrong with it"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self._fit()

    def show_review(self, review: RequestReview) -> None:
        """Show a request."""
        if review == self._review:
            return
        self._review = review
        self._fill()

    def _fill(self) -> None:
        review = self._review
        self.clear()
        if review is None:
            return
        colours = data_colours(self)
        mono, plain, sign, rule = (QTextCharFormat() for _ in range(4))
        for form in (plain, sign, rule):
            form.setFont(self.font())
        plain.setForeground(colours.text)
        rule.setForeground(colours.dim)
        mono.setFont(data_font(0.92))
        cursor = QTextCursor(self.document())
        for number, line in enumerate(review.lines):
            severity = review.marks.get(number)
            mark, tint = ("", "text") if severity is None else SIGNS[severity]
            mono.setForeground(getattr(colours, tint))
            cursor.insertText(f"\n{line}" if number else line, mono)
            if mark:
                cursor.insertText(f"  {mark}", mono)
        for fault in review.faults:
            mark, tint = SIGNS[fault.severity]
            sign.setForeground(getattr(colours, tint))
            cursor.insertText(f"\n{mark} ", sign)
            cursor.insertText(words(fault.text), plain)
            cursor.insertText(f"  {fault.rule}", rule)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def _fit(self) -> None:
        lines = min(_MOST_LINES, max(1, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._fill()
        super().changeEvent(event)
