"""Status, words and body of a rejected opening handshake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from wsinspector.protocol.opening.opening_answer import STATUS_MAX
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.panes.message_editor import EDITABLE_MAX, MessageEditor

if TYPE_CHECKING:
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer


class RejectionBox(QWidget):
    """An HTTP response that is no 101; its head's further lines are elsewhere."""

    changed = Signal()
    """The person chose something; see ``taken``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_too_long = False
        self.status = QSpinBox()
        self.status.setRange(0, STATUS_MAX)
        self.status.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.status.setFont(data_font())
        self.status.setAccessibleName(self.tr("HTTP status"))
        self.status.setToolTip(
            self.tr("Any number of three digits; after a 101 this end goes on to frames")
        )
        self.phrase = QLineEdit()
        self.phrase.setFont(data_font())
        self.phrase.setAccessibleName(self.tr("Words after the status"))
        self.phrase.setPlaceholderText(self.tr("the registered words"))
        self.body = MessageEditor()
        self.body.setAccessibleName(self.tr("Body"))
        self.body.setPlaceholderText(self.tr("no body"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, (label, field) in enumerate(
            ((self.tr("Status"), self.status), (self.tr("Body"), self.body))
        ):
            name = QLabel(label)
            name.setBuddy(field)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1, 1, 1 if row == 0 else 2)
        grid.addWidget(self.phrase, 0, 2)
        self.status.valueChanged.connect(self.changed)
        self.phrase.textEdited.connect(self.changed)
        self.body.textChanged.connect(lambda: self._take_body(None))
        self.body.filled.connect(self._take_body)

    @property
    def problem(self) -> str:
        """What is written and cannot be; empty if nothing."""
        return (
            self.tr("That is too long for a body here: there is none.") if self._is_too_long else ""
        )

    def show_answer(self, answer: OpeningAnswer) -> None:
        """Show this; not announced."""
        blocked = [field.blockSignals(True) for field in (self.status, self.body)]
        self.status.setValue(answer.status)
        if (self.phrase.text() or None) != answer.phrase:
            self.phrase.setText(answer.phrase or "")
        body = answer.body.decode("utf-8", "surrogateescape")
        if self.body.written != body:
            self.body.setPlainText(body)
        for field, before in zip((self.status, self.body), blocked, strict=True):
            field.blockSignals(before)
        self._is_too_long = len(body) > EDITABLE_MAX

    def _take_body(self, too_long: str | None) -> None:
        self._is_too_long = too_long is not None
        self.changed.emit()

    def taken(self, answer: OpeningAnswer) -> OpeningAnswer:
        """An answer with what is chosen here.

        Raises:
            ValueError: a text cannot be written in UTF-8.
        """
        return replace(
            answer,
            status=self.status.value(),
            phrase=self.phrase.text() or None,
            body=self.body.written.encode("utf-8", "surrogateescape"),
        )
