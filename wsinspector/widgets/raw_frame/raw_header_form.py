"""The header of a composed frame, every field by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wsinspector.journal.frame_words import opcode_name
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frame_legality import KNOWN_OPCODES
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.raw_frame.raw_key_field import RawKeyField
from wsinspector.widgets.raw_frame.raw_length_field import RawLengthField


class RawHeaderForm(QWidget):
    """FIN, RSV1 to 3, opcode, mask, length.

    Attributes:
        fin: the FIN switch.
        rsv: the switches of the reserved bits, RSV1 first.
        opcode: the opcode.
        key: mask and key.
        length: declared length and its encoding.

    Args:
        role: the end that sends, for what the form begins with.
    """

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fin = ChoiceButton(self.tr("FIN"))
        self.fin.setText("FIN")
        self.fin.setToolTip(self.tr("Final fragment of a message"))
        self.rsv = [ChoiceButton(f"RSV{number}") for number in (1, 2, 3)]
        tips = (
            self.tr("Reserved bit 1: permessage-deflate uses it for a compressed message"),
            self.tr("Reserved bit 2: must be 0, as no extension uses it"),
            self.tr("Reserved bit 3: must be 0, as no extension uses it"),
        )
        for button, tip in zip(self.rsv, tips, strict=True):
            button.setText(button.accessibleName())
            button.setToolTip(tip)
        self.opcode = QComboBox()
        self.opcode.setToolTip(self.tr("3 to 7 and 11 to 15 are reserved (RFC 6455 §5.2)"))
        for number in range(16):
            self.opcode.addItem(self._opcode_words(number), number)
        self.key = RawKeyField()
        self.length = RawLengthField()
        self.fin.setChecked(True)
        self.opcode.setCurrentIndex(int(Kind.TEXT))
        self.key.switch.setChecked(role is Role.CLIENT)
        self._lay_out()
        for button in (self.fin, *self.rsv):
            button.toggled.connect(lambda _on: self.changed.emit())
        self.opcode.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.key.changed.connect(self.changed)
        self.length.changed.connect(self.changed)

    @property
    def problem(self) -> str:
        """What is wrong with what is written; empty when nothing is."""
        return self.key.problem or self.length.problem

    def frame(self, payload: bytes) -> RawFrame:
        """The frame with this payload; makes sense without a problem only."""
        bits = "".join(str(int(button.isChecked())) for button in self.rsv)
        return RawFrame(
            self.opcode.currentIndex(),
            payload,
            self.fin.isChecked(),
            int(bits, 2),
            self.key.key,
            self.length.declared,
            self.length.bits,
        )

    def set_frame(self, frame: RawFrame) -> None:
        """Take over every field of a frame but its payload."""
        self.fin.setChecked(frame.fin)
        for button, bit in zip(self.rsv, (4, 2, 1), strict=True):
            button.setChecked(bool(frame.rsv & bit))
        self.opcode.setCurrentIndex(frame.opcode)
        self.key.set_key(frame.mask)
        self.length.set_length(frame.declared, frame.encoding)

    def _opcode_words(self, number: int) -> str:
        if number in KNOWN_OPCODES:
            return f"{number} {words(opcode_name(Kind(number)))}"
        return self.tr("{number} reserved").format(number=number)

    def _lay_out(self) -> None:
        bits = FlowLayout(spacing=6, line_spacing=6)
        for button in (self.fin, *self.rsv):
            bits.addWidget(button)
        label = QLabel(self.tr("Opcode"))
        label.setBuddy(self.opcode)
        kind = QHBoxLayout()
        kind.setSpacing(6)
        kind.addWidget(label)
        kind.addWidget(self.opcode, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(bits)
        layout.addLayout(kind)
        layout.addWidget(self.key)
        layout.addWidget(self.length)
