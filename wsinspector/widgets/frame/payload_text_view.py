"""A payload as plain text, with nothing hidden in it."""

from __future__ import annotations

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_LINE_MAX = 2000
"""Characters after which a line is broken for the screen; Qt lays a line out as a whole."""


class PayloadTextView(QWidget):
    """Text that can be read and copied from.

    Attributes:
        edit: the text.
        more: shows what was left out.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setReadOnly(True)
        self.edit.setAccessibleName(name)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.viewport().setAutoFillBackground(False)
        self.edit.setFont(data_font(0.95))
        self.edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.edit.setVerticalScrollBar(SlimScrollBar(self.edit))
        self.edit.setUndoRedoEnabled(False)
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(4)
        self._note = TintedLabel(tint=Tint.DIM)
        self.more = LinkButton(self.tr("Show all"))
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 0, 4, 0)
        bar.addWidget(self._note, 1)
        bar.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit, 1)
        layout.addLayout(bar)
        self._note.say("")
        self.more.hide()

    def show_text(self, text: str, note: str = "", *, has_more: bool = False) -> None:
        """Show a text.

        Args:
            text: what to show; control characters have become visible signs.
            note: what to say about it below.
            has_more: whether only its beginning is there.
        """
        self.edit.setPlainText(_broken(text))
        self._note.say(note)
        self.more.setVisible(has_more)


def _broken(text: str) -> str:
    """The text with very long lines broken."""
    if len(text) <= _LINE_MAX:
        return text
    lines = []
    for line in text.split("\n"):
        lines += [line[at : at + _LINE_MAX] for at in range(0, len(line), _LINE_MAX)] or [""]
    return "\n".join(lines)
