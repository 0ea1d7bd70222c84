"""One thing that is known of a connection: a sign, the sentence, and links to what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.journal.verdict import Basis
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.verdict.row_links import RowLinks

_SIGN_WIDTH = 16
_ABOVE = 2
"""So that the sentence stands at the height of a link beside it."""


class FactLine(QWidget):
    """A sentence with a sign before it and links beside or below it.

    What was seen stands upright; what is inferred or predicted is in italics, behind a sign of its
    own, and never in the colour of a violation.
    """

    row_wanted = Signal(int)
    """The number of a row, from 0, that the person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = TintedLabel(wrap=False)
        self._sign.setFixedWidth(_SIGN_WIDTH)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words = TintedLabel()
        for label in (self._sign, self._words):
            label.setContentsMargins(0, _ABOVE, 0, 0)
        self._beside, self._below = RowLinks(), RowLinks()
        for links in (self._beside, self._below):
            links.row_wanted.connect(self.row_wanted)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.column.addWidget(self._words)
        self.column.addWidget(self._below)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self.column, 1)
        line.addSpacing(8)
        line.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """Sign and sentence, as they are read."""
        return f"{self._sign.text()} {self._words.text()}".strip()

    @property
    def links(self) -> RowLinks:
        """Where it leads."""
        return self._beside if self._beside.rows else self._below

    def say(
        self,
        words: str,
        *,
        sign: str = "",
        tint: Tint = Tint.TEXT,
        basis: Basis = Basis.SEEN,
        rows: Sequence[int] = (),
        lead: str = "",
    ) -> None:
        """Show a sentence.

        Args:
            words: the sentence.
            sign: stands before it; that of its basis if empty.
            tint: the colour of the sign.
            basis: what it rests on.
            rows: numbers of the rows that show it, from 0.
            lead: stands before the links.
        """
        is_seen = basis is Basis.SEEN
        if not sign:
            sign = {Basis.SEEN: "•", Basis.INFERRED: "∴", Basis.PREDICTED: "≈"}[basis]
        self._sign.say(sign, tint)
        font = QFont(self._words.font())
        if font.italic() is is_seen:
            font.setItalic(not is_seen)
            self._words.setFont(font)
        self._words.say(words)
        hints = {
            Basis.SEEN: "",
            Basis.INFERRED: self.tr("Inferred: it follows from what was seen."),
            Basis.PREDICTED: self.tr("Predicted: it was not seen."),
        }
        self._words.setToolTip(hints[basis])
        is_alone = len(rows) == 1 and not lead
        self._beside.show_rows(rows if is_alone else (), words)
        self._below.show_rows(() if is_alone else rows, words, lead)
