"""The sentence about an arriving text or binary message."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.behaviours.behaviour import MessageReply, OnMessage
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose
from wsinspector.widgets.controls.hex_field import HexField
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.panes.reason_field import ReasonField

_FIXED_TEXT, _FIXED_BINARY = "text", "binary"
_FIXED = (_FIXED_TEXT, _FIXED_BINARY)


class MessageSentence(SentenceLine[OnMessage]):
    """Shows an :class:`OnMessage` and lets it be changed.

    Args:
        role: whose; only a server has others to send to.
    """

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(OnMessage(usual_reply(role)), parent)
        self.add_words(self.tr("When a message arrives:"))
        choices = [
            Choice(
                self.tr("echo it"),
                MessageReply.ECHO,
                self.tr("The same message is sent back, text as text (RFC 6455 §5.6)."),
            ),
            Choice(
                self.tr("do nothing"),
                MessageReply.NOTHING,
                self.tr("What a message calls for is the application's own affair."),
            ),
            Choice(
                self.tr("answer with text"),
                _FIXED_TEXT,
                self.tr("Every message gets this text as its answer (RFC 6455 §5.6)."),
            ),
            Choice(
                self.tr("answer with bytes"),
                _FIXED_BINARY,
                self.tr("Every message gets these bytes as its answer (RFC 6455 §5.6)."),
            ),
        ]
        if role is Role.SERVER:
            choices.append(
                Choice(
                    self.tr("send it to all"),
                    MessageReply.BROADCAST,
                    self.tr(
                        "It goes to every open connection of this server, its sender's too, as a "
                        "chat server does."
                    ),
                )
            )
        self._reply = self.add_choice(self.tr("Answer to a message"), choices)
        self._text = ReasonField()
        self._text.setPlaceholderText(self.tr("text"))
        self._text.setAccessibleName(self.tr("Text of the answer"))
        self._bytes = HexField(self.tr("Bytes of the answer"))
        for field in (self._text, self._bytes):
            self.add_field(field)
            field.textChanged.connect(lambda _text: self.note_edit())
        self.set_part(self.part)

    def fill(self, part: OnMessage) -> None:
        """An answer that is not asked for stays as it was typed."""
        if part.reply is not MessageReply.FIXED:
            choose(self._reply, part.reply)
        elif part.is_text:
            choose(self._reply, _FIXED_TEXT)
            self._text.set_reason(part.answer)
        else:
            choose(self._reply, _FIXED_BINARY)
            self._bytes.set_data(part.answer)

    def show_fields(self) -> None:
        """The answer is there where one is chosen."""
        kind = self._reply.currentData()
        self._text.setVisible(kind == _FIXED_TEXT)
        self._bytes.setVisible(kind == _FIXED_BINARY)
        problem = ""
        if kind == _FIXED_TEXT:
            problem = self._text.notice
        elif kind == _FIXED_BINARY:
            problem = self._bytes.problem
        self.warn(f"▲ {problem}" if problem else "", Tint.VIOLATION)

    def read(self) -> OnMessage:
        """Only what the chosen reply has a use for."""
        kind = self._reply.currentData()
        if kind == _FIXED_TEXT:
            return OnMessage(MessageReply.FIXED, self._text.reason)
        if kind == _FIXED_BINARY:
            written = self._bytes.data
            answer = self.part.answer if written is None else written
            return OnMessage(MessageReply.FIXED, answer, is_text=False)
        return OnMessage(MessageReply(kind))


def usual_reply(role: Role) -> MessageReply:
    """What an end of ours does with a message unless it is told otherwise."""
    return MessageReply.ECHO if role is Role.SERVER else MessageReply.NOTHING
