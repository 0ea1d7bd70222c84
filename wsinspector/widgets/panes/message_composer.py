"""Writes messages, Pings and Pongs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.wishes import SendControl, SendMessage
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.quantities import size
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.frame.hex_words import hex_problem_words
from wsinspector.widgets.panes import obstacles
from wsinspector.widgets.panes.hex_input import HexProblem, parse_hex
from wsinspector.widgets.panes.message_editor import MessageEditor

CONTROL_MAX = 125
"""Bytes of the longest payload of a control frame (RFC 6455 §5.5)."""


class MessageComposer(QWidget):
    """One field for text or hexadecimal, and the frames it can be sent in."""

    wish = Signal(object)
    """A :class:`SendMessage` or :class:`SendControl`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EndView | None = None
        self._data: bytes | HexProblem = b""
        self._aside: str | None = None
        self.editor = MessageEditor()
        self.editor.setAccessibleName(self.tr("Message"))
        self.form = QComboBox()
        self.form.addItem(self.tr("Text"), False)
        self.form.addItem(self.tr("Binary, as hex"), True)
        self.form.setAccessibleName(self.tr("How the message is written"))
        self.ping = PaneButton()
        self.pong = PaneButton()
        self.send_button = PaneButton(self.tr("Send"))
        self._problem = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self._long = TintedLabel()
        self.discard_button = LinkButton(self.tr("clear"))
        self.discard_button.setAccessibleName(self.tr("Clear the long message"))
        self._long_page = QWidget()
        long_row = QHBoxLayout(self._long_page)
        long_row.setContentsMargins(0, 4, 0, 4)
        long_row.setSpacing(8)
        long_row.addWidget(self._long, 1)
        long_row.addWidget(self.discard_button)
        self._long_page.hide()
        row = FlowLayout(spacing=6, line_spacing=6)
        for widget in (self.send_button, self.form, self.ping, self.pong):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.editor)
        layout.addWidget(self._long_page)
        layout.addWidget(self._problem)
        layout.addLayout(row)
        self.editor.textChanged.connect(self._update)
        self.editor.submitted.connect(self.send)
        self.editor.filled.connect(self._put_aside)
        self.discard_button.clicked.connect(self._discard)
        self.form.currentIndexChanged.connect(self._update)
        self.send_button.clicked.connect(self.send)
        self.ping.clicked.connect(lambda: self._send_control(Kind.PING))
        self.pong.clicked.connect(lambda: self._send_control(Kind.PONG))
        self._update()

    @property
    def problem(self) -> str:
        """What is wrong with what is written; empty when nothing is."""
        return self._problem.text()

    @property
    def long_message(self) -> str:
        """What is said of a message too long to be edited; empty without one."""
        return self._long.text()

    def set_view(self, view: EndView | None) -> None:
        """Show what can be sent by an end that stands so."""
        self._view = view
        self._update_buttons()

    def send(self) -> None:
        """Send a message, if that can be done; what is written stays, selected."""
        data = self._data
        if isinstance(data, bytes) and not obstacles.to_message(self._view):
            self.wish.emit(SendMessage(data, is_text=not self.form.currentData()))
            if self._aside is None:
                self.editor.selectAll()

    def _send_control(self, opcode: int) -> None:
        data = self._data
        if isinstance(data, bytes) and not obstacles.to_frame(self._view):
            self.wish.emit(SendControl(int(opcode), data))

    def _put_aside(self, text: str | None) -> None:
        """Keep a message that cannot be edited; None for one that can."""
        had_focus = self.editor.hasFocus()
        self._aside = text
        self.editor.setVisible(text is None)
        self._long_page.setVisible(text is not None)
        self._update()
        if had_focus and text is not None:
            (self.send_button if self.send_button.isEnabled() else self.discard_button).setFocus()

    def _discard(self) -> None:
        self.editor.setPlainText("")
        self.editor.setFocus()

    def _update(self) -> None:
        hexadecimal = bool(self.form.currentData())
        written = self.editor.written if self._aside is None else self._aside
        self._data = parse_hex(written) if hexadecimal else written.encode("utf-8", "surrogatepass")
        self.editor.setPlaceholderText(
            self.tr("48 65 6c 6c 6f") if hexadecimal else self.tr("Message…")
        )
        data = self._data
        marks: list[QTextEdit.ExtraSelection] = []
        if isinstance(data, HexProblem):
            if self._aside is None:
                marks.append(self._mark(data.position))
            said = hex_problem_words(data, with_place=self._aside is not None)
            self._problem.say(f"▲ {said}")
        else:
            self._problem.say("")
        self._show_long()
        self.editor.setExtraSelections(marks)
        self._update_buttons()

    def _show_long(self) -> None:
        if self._aside is None:
            self._long.setText("")
            return
        said = self.tr("%1 characters pasted").replace("%1", f"{len(self._aside):,}")
        if isinstance(self._data, bytes):
            said = f"{said} · {size(len(self._data))}"
        self._long.setText(said)

    def _mark(self, position: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = self.editor.textCursor()
        cursor.setPosition(position)
        cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor)
        # Late, because to get ready takes it a while, and few write what cannot be read.
        from PySide6.QtGui import QTextCharFormat

        style = QTextCharFormat()
        colour = data_colours(self).violation
        style.setForeground(colour)
        style.setUnderlineColor(colour)
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.cursor = cursor
        mark.format = style
        return mark

    def _update_buttons(self) -> None:
        data = self._data
        length = len(data) if isinstance(data, bytes) else 0
        too_long = ""
        if length > CONTROL_MAX:
            too_long = self.tr(
                "▲ Illegal: a control frame has room for 125 bytes, this is %1 (RFC 6455 §5.5)."
            ).replace("%1", str(length))
        message = self._problem.text() or obstacles.to_message(self._view)
        control = self._problem.text() or obstacles.to_frame(self._view)
        sign = "▲ " if too_long else ""
        self.ping.setText(sign + self.tr("Ping"))
        self.pong.setText(sign + self.tr("Pong"))
        for button, obstacle, tip in (
            (self.send_button, message, self.tr("Send as one message (Ctrl+Enter)")),
            (self.ping, control, too_long or self.tr("Send a Ping with this as its payload")),
            (self.pong, control, too_long or self.tr("Send a Pong with this as its payload")),
        ):
            button.setEnabled(not obstacle)
            button.setToolTip(obstacle or tip)
            button.setAccessibleDescription(obstacle or tip)
