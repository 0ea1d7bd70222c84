"""One sentence about how an end acts, set like words; its choices are fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

Part = TypeVar("Part")


class Choice(NamedTuple):
    """One of several things an end can do.

    Attributes:
        words: what stands in the sentence.
        value: what is meant.
        tip: what that means, with the section of the standard.
    """

    words: str
    value: object
    tip: str


class SentenceLine(QWidget, Generic[Part]):
    """Words and fields in a flow, with a remark beneath; shows one part of a behaviour.

    Fields are of two kinds: the common ones, and rare ones that wait until the sentence is to be
    shown in full.

    A sentence makes its fields, then calls :meth:`set_part`; it says how a part is shown in them
    (:meth:`fill`), and how it is read from them (:meth:`read`).

    Args:
        usual: what is usual.
    """

    changed = Signal(object)
    """The person chose another part."""

    def __init__(self, usual: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self._part = usual
        self._showing = True  # as long as it is being made
        self._full = False
        self._flow = FlowLayout(spacing=6, line_spacing=4)
        self._remark = TintedLabel(tint=Tint.DEVIATION, scale=0.92)
        self._remark.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._flow)
        layout.addWidget(self._remark)

    @property
    def part(self) -> Part:
        """What is chosen."""
        return self._part

    @property
    def is_plain(self) -> bool:
        """Whether it is what is usual."""
        return self._part == self._usual

    def set_part(self, part: Part) -> None:
        """Show this; not announced by ``changed``."""
        self._part = part
        self._showing = True
        self.fill(part)
        self._showing = False
        self.show_fields()

    @property
    def full(self) -> bool:
        """Whether rare fields are shown."""
        return self._full

    @property
    def remark(self) -> str:
        """What stands beneath; empty for nothing."""
        return self._remark.text()

    def set_full(self, full: bool) -> None:
        """Show the rare fields too, or only those that say something unusual."""
        if full != self._full:
            self._full = full
            self.show_fields()

    def show_fields(self) -> None:
        """Show the fields that what is chosen asks for; a sentence without rare ones has all."""

    def fill(self, part: Part) -> None:
        """Set the fields to this part."""
        raise NotImplementedError

    def read(self) -> Part:
        """The part that the fields stand for; ``part`` is the one before."""
        raise NotImplementedError

    def warn(self, warning: str, tint: Tint = Tint.DEVIATION) -> None:
        """Say something beneath the sentence; nothing when it is empty."""
        self._remark.say(warning, tint)

    # -- what a sentence is made of -------------------------------------------------------------

    def add_words(self, words: str) -> QLabel:
        """Words between the fields."""
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._flow.addWidget(label)
        return label

    def add_choice(self, name: str, choices: Iterable[Choice]) -> QComboBox:
        """A field for one of several things.

        Args:
            name: what is chosen, for accessibility.
            choices: see :class:`Choice`.
        """
        box = QComboBox()
        box.setAccessibleName(name)
        for number, choice in enumerate(choices):
            box.addItem(choice.words, choice.value)
            box.setItemData(number, choice.tip, Qt.ItemDataRole.ToolTipRole)
        box.currentIndexChanged.connect(lambda _index: _explain(box))
        _explain(box)
        box.activated.connect(lambda _index: self.note_edit())
        self._flow.addWidget(box)
        return box

    def add_number(
        self,
        name: str,
        limits: tuple[int, int],
        *,
        least: str = "",
        prefix: str = "",
        suffix: str = "",
        step: int = 1,
        tip: str = "",
    ) -> QSpinBox:
        """A field for a number.

        Args:
            name: what it counts, for accessibility.
            limits: the smallest and the largest.
            least: words for the smallest; the number itself when empty.
            prefix: words before it.
            suffix: words after it.
            step: how far one press of an arrow goes.
            tip: what it means, with the section of the standard.
        """
        box = QSpinBox()
        box.setRange(*limits)
        box.setSingleStep(step)
        box.setSpecialValueText(least)
        box.setPrefix(prefix)
        box.setSuffix(suffix)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setAccessibleDescription(tip)
        box.valueChanged.connect(lambda _value: self.note_edit())
        self._flow.addWidget(box)
        return box

    def add_field(self, field: QWidget) -> None:
        """Any other field; it has to tell of its changes by ``note_edit``."""
        self._flow.addWidget(field)

    def note_edit(self) -> None:
        """A field has changed; by the person, unless it is only being shown."""
        if self._showing:
            return
        before, self._part = self._part, self.read()
        self.show_fields()
        if self._part != before:
            self.changed.emit(self._part)


def choose(box: QComboBox, value: object) -> None:
    """Show the choice that means this."""
    box.setCurrentIndex(box.findData(value))


def _explain(box: QComboBox) -> None:
    tip = box.currentData(Qt.ItemDataRole.ToolTipRole) or ""
    box.setToolTip(tip)
    box.setAccessibleDescription(tip)
