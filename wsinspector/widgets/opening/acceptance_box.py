"""How an acceptance of an opening handshake may differ from the right one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from wsinspector.protocol.opening.opening_answer import AcceptValue, SubprotocolAnswer
from wsinspector.widgets.controls.hex_field import HexField
from wsinspector.widgets.controls.theme import data_font

if TYPE_CHECKING:
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer

_OWN_LINE = "own"


class AcceptanceBox(QWidget):
    """First line, the fields of RFC 6455 one by one, and what is glued to the head."""

    changed = Signal()
    """The person chose something; see ``taken``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _combo(
            self.tr("First line"),
            [
                (self.tr("HTTP/1.1 101"), "1.1"),
                (self.tr("HTTP/1.0 101"), "1.0"),
                (self.tr("own text"), _OWN_LINE),
            ],
            self.tr("A 101 needs HTTP/1.1 (RFC 9110 §15.2); some clients open at HTTP/1.0 too"),
        )
        self.line_text = _edit(self.tr("Own first line"))
        self.accept = _combo(
            self.tr("Sec-WebSocket-Accept"),
            [
                (self.tr("right"), AcceptValue.RIGHT),
                (self.tr("wrong"), AcceptValue.WRONG),
                (self.tr("missing"), AcceptValue.MISSING),
                (self.tr("own text"), AcceptValue.OWN),
            ],
            self.tr("Proves that the server read the key (RFC 6455 §4.2.2, item 5.4)"),
        )
        self.accept_text = _edit(self.tr("Own Sec-WebSocket-Accept"))
        self.subprotocol = _combo(
            self.tr("Subprotocol"),
            [
                (self.tr("negotiated"), SubprotocolAnswer.NEGOTIATED),
                (self.tr("this one, asked for or not"), SubprotocolAnswer.NAMED),
                (self.tr("none"), SubprotocolAnswer.NONE),
            ],
            self.tr(
                "Negotiated: the first one offered that is supported (RFC 6455 §4.2.2, item 4)"
            ),
        )
        self.subprotocol_text = _edit(self.tr("Name of the subprotocol"))
        self.extension = _edit(self.tr("Extension unasked for"), self.tr("none"))
        self.extension.setToolTip(
            self.tr("A Sec-WebSocket-Extensions field of its own, such as foo-ext (RFC 6455 §9.1)")
        )
        self.glued = HexField(self.tr("Glued to the head"))
        self.glued.setPlaceholderText(self.tr("nothing, or hex"))
        self.glued.setToolTip(
            self.tr("Bytes in the same segment as the 101, as hex; a frame there is legal")
        )
        self.upgrade = QCheckBox(self.tr("Upgrade"))
        self.upgrade.setToolTip(self.tr("Whether the field is there (RFC 6455 §4.2.2, item 5.2)"))
        self.connection = QCheckBox(self.tr("Connection"))
        self.connection.setToolTip(
            self.tr("Whether the field is there (RFC 6455 §4.2.2, item 5.3)")
        )
        self._lay_out()
        for combo, own, edit in self._owns:
            combo.activated.connect(lambda _index, one=(combo, own, edit): self._choose(*one))
        for edit in self._edits:
            edit.textEdited.connect(self.changed)
        for box in (self.upgrade, self.connection):
            box.clicked.connect(self.changed)

    @property
    def problem(self) -> str:
        """What is written and cannot be; empty if nothing."""
        return self.glued.problem

    def show_answer(self, answer: OpeningAnswer) -> None:
        """Show this; not announced."""
        own_line = bool(answer.status_line)
        self.line.setCurrentIndex(self.line.findData(_OWN_LINE if own_line else answer.version))
        self.accept.setCurrentIndex(self.accept.findData(answer.accept))
        self.subprotocol.setCurrentIndex(self.subprotocol.findData(answer.subprotocol))
        for edit, words in (
            (self.line_text, answer.status_line),
            (self.accept_text, answer.accept_text),
            (self.subprotocol_text, answer.subprotocol_name),
            (self.extension, answer.extension),
        ):
            if edit.text() != words:
                edit.setText(words)
        self.glued.set_data(answer.glued)
        self.upgrade.setChecked(answer.upgrade)
        self.connection.setChecked(answer.connection)
        self._show_fields()

    def taken(self, answer: OpeningAnswer) -> OpeningAnswer:
        """An answer with what is chosen here.

        Raises:
            ValueError: a text cannot be written in UTF-8.
        """
        line = self.line.currentData()
        glued = self.glued.data
        return replace(
            answer,
            version=answer.version if line == _OWN_LINE else line,
            status_line=self.line_text.text() if line == _OWN_LINE else "",
            accept=self.accept.currentData(),
            accept_text=self.accept_text.text(),
            subprotocol=self.subprotocol.currentData(),
            subprotocol_name=self.subprotocol_text.text(),
            extension=self.extension.text(),
            glued=answer.glued if glued is None else glued,
            upgrade=self.upgrade.isChecked(),
            connection=self.connection.isChecked(),
        )

    @property
    def _edits(self) -> tuple[QLineEdit, ...]:
        return (
            self.line_text,
            self.accept_text,
            self.subprotocol_text,
            self.extension,
            self.glued,
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.upgrade)
        fields.addWidget(self.connection)
        fields.addStretch(1)
        rows: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            (self.tr("First line"), self.line, self.line_text),
            (self.tr("Accept"), self.accept, self.accept_text),
            (self.tr("Subprotocol"), self.subprotocol, self.subprotocol_text),
            (self.tr("Extension"), self.extension, None),
            (self.tr("Glued bytes"), self.glued, None),
        )
        row = 0
        for label, field, beside in rows:
            name = QLabel(label)
            name.setBuddy(field)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
            row += 1
            if beside is not None:
                grid.addWidget(beside, row, 1)
                row += 1
        grid.addWidget(QLabel(self.tr("Fields")), row, 0)
        grid.addLayout(fields, row, 1)

    def _choose(self, combo: QComboBox, own: str, edit: QLineEdit) -> None:
        self._show_fields()
        if combo.currentData() == own:
            edit.setFocus()
        self.changed.emit()

    @property
    def _owns(self) -> tuple[tuple[QComboBox, str, QLineEdit], ...]:
        return (
            (self.line, _OWN_LINE, self.line_text),
            (self.accept, AcceptValue.OWN, self.accept_text),
            (self.subprotocol, SubprotocolAnswer.NAMED, self.subprotocol_text),
        )

    def _show_fields(self) -> None:
        for combo, own, edit in self._owns:
            edit.setVisible(combo.currentData() == own)


def _combo(name: str, choices: list[tuple[str, str]], teaches: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(teaches)
    combo.setMinimumContentsLength(8)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for label, value in choices:
        combo.addItem(label, value)
    return combo


def _edit(name: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(placeholder)
    edit.setFont(data_font())
    return edit
