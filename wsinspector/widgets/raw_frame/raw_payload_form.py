"""The payload of a composed frame, or plain bytes: as text, as hexadecimal, or from a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wsinspector.settings import PAYLOAD_FILE_BYTES
from wsinspector.widgets.controls.file_field import FileField
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.frame.hex_words import hex_problem_words
from wsinspector.widgets.panes.hex_input import HexProblem, parse_hex
from wsinspector.widgets.panes.message_editor import EDITABLE_MAX, MessageEditor
from wsinspector.widgets.raw_frame.payload_file import read_payload

TEXT, HEX, FILE = "text", "hex", "file"


class RawPayloadForm(QWidget):
    """A choice of the form, and the field for it.

    A file is read when it is chosen, for the preview, and anew for every :meth:`read`.

    Attributes:
        form: text, hex or file.
        editor: what is written.
        file: the path.
        limit: bytes of the largest file.
    """

    changed = Signal()
    submitted = Signal()
    """Ctrl+Enter was pressed in the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = PAYLOAD_FILE_BYTES.default
        self._data: bytes | str = b""
        self._is_too_long = False
        self.form = QComboBox()
        for name, form in (
            (self.tr("as text"), TEXT),
            (self.tr("as hex"), HEX),
            (self.tr("from a file"), FILE),
        ):
            self.form.addItem(name, form)
        self.editor = MessageEditor()
        self.editor.setAccessibleName(self.tr("Payload"))
        self.file = FileField(
            self.tr("Payload file"), self.tr("path of the file"), filters=[self.tr("All (*)")]
        )
        self.label = QLabel()
        self.label.setBuddy(self.form)
        self.set_name(self.tr("Payload"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.label)
        row.addWidget(self.form, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.editor)
        layout.addWidget(self.file)
        self.form.currentIndexChanged.connect(self._update)
        self.editor.textChanged.connect(self._update)
        self.editor.filled.connect(self._note_length)
        self.editor.submitted.connect(self.submitted)
        self.file.edit.textChanged.connect(self._update)
        self._update()

    @property
    def data(self) -> bytes:
        """The bytes as far as they were known last; none where there is a problem."""
        return self._data if isinstance(self._data, bytes) else b""

    @property
    def problem(self) -> str:
        """Why there are no bytes; empty where there are."""
        return self._data if isinstance(self._data, str) else ""

    def read(self) -> None:
        """Look again: the file may have changed, or vanished."""
        if self.form.currentData() == FILE:
            self._update()

    def set_name(self, name: str) -> None:
        """What the bytes are."""
        self.label.setText(name)
        self.editor.setAccessibleName(name)

    def set_form(self, form: str) -> None:
        """Choose one of the forms."""
        self.form.setCurrentIndex(self.form.findData(form))

    def set_data(self, data: bytes) -> None:
        """Write these bytes: as text where that keeps them as they are, else as hexadecimal."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        plain = bool(text or not data) and all(sign.isprintable() or sign == "\n" for sign in text)
        self.set_form(TEXT if plain else HEX)
        self.editor.setPlainText(text if plain else data.hex(" "))

    def _note_length(self, text: str | None) -> None:
        self._is_too_long = text is not None
        self._update()

    def _update(self) -> None:
        form = self.form.currentData()
        self.editor.setVisible(form != FILE)
        self.file.setVisible(form == FILE)
        self.editor.setPlaceholderText(
            self.tr("48 65 6c 6c 6f") if form == HEX else self.tr("Payload…")
        )
        if self.editor.written:
            self._is_too_long = False
        self._data = self._read(str(form))
        self.changed.emit()

    def _read(self, form: str) -> bytes | str:
        if form == FILE:
            data = read_payload(self.file.path, self.limit)
            return data if isinstance(data, bytes) else words(data)
        if self._is_too_long:
            return self.tr(
                "What was pasted has more than {limit} characters: take it from a file."
            ).format(limit=EDITABLE_MAX)
        if form == TEXT:
            return self.editor.written.encode("utf-8", "surrogatepass")
        data_or_problem = parse_hex(self.editor.written)
        if isinstance(data_or_problem, HexProblem):
            return hex_problem_words(data_or_problem, with_place=True)
        return data_or_problem
