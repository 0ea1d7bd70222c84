"""The field for a close code: registered ones by name, any other by number, or none at all."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from wsinspector.protocol.closing.close_codes import CODE_MAX, REGISTERED
from wsinspector.widgets.controls.theme import data_font

_NUMBER = re.compile(r"[0-9]{1,9}")


class CloseCodeBox(QComboBox):
    """A close code as a person types or picks it. What is typed is never changed.

    Args:
        code: the code it begins with; None for "no code".
    """

    code_changed = Signal()
    """Another code, or another input that is none."""

    def __init__(self, code: int | None = 1000, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Completion would turn 10 into 1000 behind the person's back; this one knows no words.
        self.setCompleter(QCompleter(self))
        self.setMaxVisibleItems(len(REGISTERED) + 1)
        self.setFont(data_font())
        self.setAccessibleName(self.tr("Close code"))
        self.setToolTip(
            self.tr(
                "The close code: pick a registered one, or type any number from 0 to 65535. "
                "Illegal ones are marked and sent all the same."
            )
        )
        self._no_code = self.tr("no code")
        self.addItem(self._no_code, None)
        for known in REGISTERED.values():
            self.addItem(f"{known.code}  {known.name}", known.code)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(max(6, len(self._no_code)))
        self.view().setMinimumWidth(
            self.view().sizeHintForColumn(0) + 2 * self.view().frameWidth() + 24
        )
        self.view().setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._show_picked)
        self.editTextChanged.connect(lambda _text: self.code_changed.emit())
        self.set_code(code)

    @property
    def code(self) -> int | None:
        """The code; None for no code, and also for an input that is none (see ``problem``)."""
        typed = self.currentText().strip()
        if typed in ("", self._no_code) or _NUMBER.fullmatch(typed) is None:
            return None
        return int(typed) if int(typed) <= CODE_MAX else None

    @property
    def problem(self) -> str:
        """What is wrong with the input, as a sentence; empty when nothing is."""
        typed = self.currentText().strip()
        if typed == self._no_code or self.code is not None:
            return ""
        if not typed:
            return self.tr("Type a number, or choose “%1”.").replace("%1", self._no_code)
        if _NUMBER.fullmatch(typed) is None:
            return self.tr("A close code is a whole number from 0 to 65535.")
        return self.tr(
            "%1 does not fit into the two bytes of a close code: 65535 is the largest."
        ).replace("%1", typed)

    def set_code(self, code: int | None) -> None:
        """Show this code; None for "no code"."""
        self.setCurrentIndex(self.findData(code) if code is not None else 0)
        self.setEditText(self._no_code if code is None else str(code))

    def _show_picked(self, index: int) -> None:
        """The list names the code; the field, which can be edited, holds the number alone."""
        code = self.itemData(index)
        self.setEditText(self._no_code if code is None else str(code))
