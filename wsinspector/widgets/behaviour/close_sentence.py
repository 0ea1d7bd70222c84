"""The sentence about an arriving Close: when a Close arrives, echo it, at once, then end TCP."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from wsinspector.protocol.behaviours.behaviour import CloseReply, OnClose, TcpDuty
from wsinspector.protocol.behaviours.behaviour_form import RANGES
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose
from wsinspector.widgets.controls.hex_field import HexField
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.panes.close_code_box import CloseCodeBox
from wsinspector.widgets.panes.reason_field import ReasonField

_DELAY_STEP_MS = 500
_WITH_FRAME = (CloseReply.ECHO, CloseReply.OWN, CloseReply.EMPTY, CloseReply.BYTES)


class CloseSentence(SentenceLine[OnClose]):
    """Shows an :class:`OnClose` and lets it be changed.

    Args:
        role: whose.
    """

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(OnClose(), parent)
        self.add_words(self.tr("When a Close arrives:"))
        self._messages = self.add_number(
            self.tr("Messages before the answer"),
            RANGES["messages_first"],
            least=self.tr("no message first"),
            prefix=self.tr("send ", "before a number of messages"),
            suffix=self.tr(" messages first"),
            tip=self.tr(
                "New text messages that are sent before the answer, although a Close should be "
                "answered as soon as is practical; the peer discards them (RFC 6455 §5.5.1, §1.4)."
            ),
        )
        self._ping = self.add_choice(
            self.tr("Ping before the answer"),
            [
                Choice(self.tr("no Ping first"), False, self.tr("Nothing comes in between.")),
                Choice(
                    self.tr("a Ping first"),
                    True,
                    self.tr(
                        "A Ping is sent before the answer. The peer has sent its Close and need "
                        "not answer it any more (RFC 6455 §5.5.2)."
                    ),
                ),
            ],
        )
        self._reply = self.add_choice(self.tr("Answer to a Close"), self._replies())
        self._code = CloseCodeBox()
        self._code.setAccessibleName(self.tr("Close code of the reply"))
        self._reason = ReasonField()
        self._reason.setAccessibleName(self.tr("Reason of the reply"))
        self._raw = HexField(self.tr("Bytes of the reply"))
        self._raw.setToolTip(
            self.tr("Sent as they are, with no header of ours, in place of a Close frame.")
        )
        for field in (self._code, self._reason, self._raw):
            self.add_field(field)
        self._delay = self.add_number(
            self.tr("Delay of the answer in milliseconds"),
            RANGES["delay"],
            least=self.tr("at once"),
            prefix=self.tr("after ", "before a number of milliseconds"),
            suffix=self.tr(" ms"),
            step=_DELAY_STEP_MS,
            tip=self.tr("A Close should be answered as soon as is practical (RFC 6455 §5.5.1)."),
        )
        self._times = self.add_choice(
            self.tr("How often the answer is sent"),
            [
                Choice(
                    self.tr("once"),
                    1,
                    self.tr("It is the last frame of this end (RFC 6455 §5.5.1)."),
                ),
                Choice(
                    self.tr("twice"),
                    2,
                    self.tr(
                        "A second one finds a peer that has closed, or fails the connection: "
                        "clients differ (RFC 6455 §5.5.1, §1.4)."
                    ),
                ),
            ],
        )
        self.add_words(self.tr("then", "echo it at once, then end TCP"))
        self._tcp = self._duties(role)
        self._code.code_changed.connect(self.note_edit)
        self._reason.textChanged.connect(lambda _text: self.note_edit())
        self._raw.textChanged.connect(lambda _text: self.note_edit())
        self.set_part(self.part)

    def fill(self, part: OnClose) -> None:
        """What a reply has no use for stays as it was typed."""
        self._messages.setValue(part.messages_first)
        choose(self._ping, part.ping_first)
        choose(self._reply, part.reply)
        if part.reply is CloseReply.OWN:
            if not self._code.problem and self._code.code != part.code:
                self._code.set_code(part.code)
            self._reason.set_reason(part.reason)
        if part.reply is CloseReply.BYTES:
            self._raw.set_data(part.raw)
        self._delay.setValue(part.delay)
        choose(self._times, part.times)
        choose(self._tcp, part.tcp)

    def show_fields(self) -> None:
        """Show the fields that what is chosen asks for, and what is wrong in them."""
        part, reply = self.part, self.part.reply
        self._messages.setVisible(self.full or part.messages_first > 0)
        self._ping.setVisible(self.full or part.ping_first)
        self._code.setVisible(reply is CloseReply.OWN)
        self._reason.setVisible(reply is CloseReply.OWN)
        self._reason.setEnabled(self._code.code is not None or bool(self._code.problem))
        self._raw.setVisible(reply is CloseReply.BYTES)
        self._delay.setVisible(reply is not CloseReply.NEVER)
        self._times.setVisible(reply in _WITH_FRAME and (self.full or part.times > 1))
        problem = ""
        if reply is CloseReply.OWN:
            problem = self._code.problem or self._reason.notice
        elif reply is CloseReply.BYTES:
            problem = self._raw.problem
        self.warn(f"▲ {problem}" if problem else "", Tint.VIOLATION)

    def read(self) -> OnClose:
        """Only what the chosen reply has a use for."""
        reply = CloseReply(self._reply.currentData())
        part = OnClose(
            reply,
            messages_first=self._messages.value(),
            ping_first=bool(self._ping.currentData()),
            tcp=TcpDuty(self._tcp.currentData()),
        )
        if reply is CloseReply.OWN:
            code = self.part.code if self._code.problem else self._code.code
            part = replace(part, code=code, reason=b"" if code is None else self._reason.reason)
        if reply is CloseReply.BYTES:
            raw = self._raw.data
            part = replace(part, raw=self.part.raw if raw is None else raw)
        if reply is not CloseReply.NEVER:
            part = replace(part, delay=self._delay.value())
        if reply in _WITH_FRAME:
            part = replace(part, times=int(self._times.currentData()))
        return part

    def _replies(self) -> list[Choice]:
        return [
            Choice(
                self.tr("echo it"),
                CloseReply.ECHO,
                self.tr("A Close with the same code and reason, as usual (RFC 6455 §5.5.1)."),
            ),
            Choice(
                self.tr("reply with"),
                CloseReply.OWN,
                self.tr(
                    "A Close with a code and reason of its own: allowed, the echo is only usual "
                    "(RFC 6455 §5.5.1)."
                ),
            ),
            Choice(
                self.tr("reply empty"),
                CloseReply.EMPTY,
                self.tr(
                    "A Close without a code: allowed; the peer's API reports 1005 "
                    "(RFC 6455 §5.5.1, §7.1.5)."
                ),
            ),
            Choice(
                self.tr("send bytes"),
                CloseReply.BYTES,
                self.tr(
                    "Any bytes in place of the Close: a broken frame, or no frame at all "
                    "(against RFC 6455 §5.5.1)."
                ),
            ),
            Choice(
                self.tr("never reply"),
                CloseReply.NEVER,
                self.tr(
                    "The Close stays unanswered: the peer waits, and its API reports 1006 in the "
                    "end (against RFC 6455 §5.5.1)."
                ),
            ),
            Choice(
                self.tr("send FIN instead"),
                CloseReply.FIN,
                self.tr(
                    "TCP is closed without an answer: the peer's API reports 1006 "
                    "(against RFC 6455 §5.5.1)."
                ),
            ),
            Choice(
                self.tr("send RST instead"),
                CloseReply.RST,
                self.tr(
                    "TCP is reset without an answer: the peer's API reports 1006, and bytes on "
                    "their way may be lost (against RFC 6455 §5.5.1, §7.1.1)."
                ),
            ),
        ]

    def _duties(self, role: Role) -> QComboBox:
        if role is Role.SERVER:
            end = Choice(
                self.tr("end TCP"),
                TcpDuty.END,
                self.tr(
                    "After both Close frames the server closes TCP at once (RFC 6455 §5.5.1, "
                    "§7.1.1)."
                ),
            )
        else:
            end = Choice(
                self.tr("close its side"),
                TcpDuty.END,
                self.tr(
                    "A client waits for the server to close TCP, then closes its own side "
                    "(RFC 6455 §7.1.1)."
                ),
            )
        leave = Choice(
            self.tr("keep TCP open"),
            TcpDuty.LEAVE,
            self.tr("TCP stays open after both Close frames (against RFC 6455 §5.5.1, §7.1.1)."),
        )
        reset = Choice(
            self.tr("reset TCP"),
            TcpDuty.RST,
            self.tr(
                "RST right after the Close. Where it overtakes the Close, the peer never reads it "
                "(RFC 6455 §7.1.1)."
            ),
        )
        bare = Choice(
            self.tr("end TCP without close_notify"),
            TcpDuty.BARE,
            self.tr(
                "On TLS the FIN comes without the close_notify that must come before it "
                "(RFC 8446 §6.1); on plain TCP nothing is different."
            ),
        )
        return self.add_choice(self.tr("End of TCP"), [end, leave, bare, reset])
