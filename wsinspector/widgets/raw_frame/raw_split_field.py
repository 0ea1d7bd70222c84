"""Where bytes are cut before they are sent, and the pauses between the pieces."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from wsinspector.protocol.wishes import SendBytes
from wsinspector.widgets.controls.theme import data_font

PIECES_MAX = 1000
"""So many pieces can be sent at once."""
PAUSE_MAX = 60_000
"""Milliseconds of the longest pause."""

_DIGITS = 20
_SEPARATORS = re.compile(r"[,;\s]+")


class RawSplitField(QWidget):
    """Offsets such as ``2, 6``, and milliseconds."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setFont(data_font())
        self.edit.setPlaceholderText(self.tr("2, 6"))
        self.edit.setToolTip(
            self.tr(
                "Offsets at which a new piece begins. Each piece is written by itself, so that it "
                "travels in a TCP segment of its own; empty sends all at once."
            )
        )
        label = QLabel(self.tr("Split at"))
        label.setBuddy(self.edit)
        self.pause = QSpinBox()
        self.pause.setRange(0, PAUSE_MAX)
        self.pause.setSingleStep(50)
        self.pause.setSuffix(self.tr(" ms"))
        self.pause.setAccessibleName(self.tr("Pause between two pieces"))
        self.pause.setToolTip(self.tr("How long to wait between two pieces"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.edit, 1)
        row.addWidget(self.pause)
        self.edit.textChanged.connect(lambda _text: self._update())
        self._update()

    @property
    def offsets(self) -> list[int] | None:
        """The offsets; None where something else is written."""
        written = [one for one in _SEPARATORS.split(self.edit.text().strip()) if one]
        if not all(one.isascii() and one.isdigit() and len(one) < _DIGITS for one in written):
            return None
        return [int(one) for one in written]

    def problem(self, size: int) -> str:
        """Why so many bytes cannot be cut so; empty where they can."""
        offsets = self.offsets
        if offsets is None:
            return self.tr("Split at: offsets are whole numbers with commas between them.")
        if len(offsets) >= PIECES_MAX:
            return self.tr("Split at: {limit} pieces at most.").format(limit=PIECES_MAX)
        if offsets and max(offsets) > size:
            return self.tr(
                "Split at: offset {offset} lies behind the last of {size} bytes."
            ).format(offset=max(offsets), size=size)
        return ""

    def split(self, data: bytes) -> SendBytes:
        """The wish to send these bytes so; makes sense without a problem only."""
        return SendBytes.split(data, self.offsets or (), self.pause.value())

    def _update(self) -> None:
        self.pause.setEnabled(bool(self.offsets))
        self.changed.emit()
