"""How an end acts, as a sentence whose choices are fields."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from wsinspector.protocol.behaviour import Behaviour, CloseReply, MessageReply, OnMessage, TcpDuty
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour_words import behaviour_summary, oddities
from wsinspector.widgets.chip import Chip
from wsinspector.widgets.close_code_box import CloseCodeBox
from wsinspector.widgets.flow_layout import FlowLayout
from wsinspector.widgets.reason_field import ReasonField
from wsinspector.widgets.tinted_label import Tint, TintedLabel

_DELAY_MAX_MS = 600_000
_DELAY_STEP_MS = 500


class BehaviourSentence(QWidget):
    """A sentence such as: when a Close arrives, echo it, at once, then end TCP.

    Args:
        role: whose behaviour; only a server is asked what it does with a message.
    """

    changed = Signal(object)
    """The person chose another :class:`Behaviour`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._behaviour = Behaviour(message=OnMessage(_reply(role is Role.SERVER)))
        self._reply = self._combo(
            self.tr("Answer to a Close"),
            [
                (self.tr("echo it"), CloseReply.ECHO),
                (self.tr("reply with"), CloseReply.OWN),
                (self.tr("reply empty"), CloseReply.EMPTY),
                (self.tr("never reply"), CloseReply.NEVER),
                (self.tr("send FIN instead"), CloseReply.FIN),
                (self.tr("send RST instead"), CloseReply.RST),
            ],
        )
        self._code = CloseCodeBox()
        self._code.setAccessibleName(self.tr("Close code of the reply"))
        self._reason = ReasonField()
        self._reason.setAccessibleName(self.tr("Reason of the reply"))
        self._cut = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self._delay = QSpinBox()
        self._delay.setRange(0, _DELAY_MAX_MS)
        self._delay.setSingleStep(_DELAY_STEP_MS)
        self._delay.setSpecialValueText(self.tr("at once"))
        self._delay.setPrefix(self.tr("after ", "before a number of milliseconds"))
        self._delay.setSuffix(self.tr(" ms"))
        self._delay.setAccessibleName(self.tr("Delay of the answer in milliseconds"))
        is_server = role is Role.SERVER
        self._tcp = self._combo(
            self.tr("End of TCP"),
            [
                (self.tr("end TCP") if is_server else self.tr("close its side"), TcpDuty.END),
                (self.tr("keep TCP open"), TcpDuty.LEAVE),
            ],
        )
        self._echo = self._combo(
            self.tr("Answer to a message"),
            [(self.tr("echo it"), True), (self.tr("do nothing"), False)],
        )
        self._echo.setVisible(is_server)
        self._odd = Chip(self.tr("odd"))
        self._lay_out()
        self._show()
        for combo in (self._reply, self._tcp, self._echo):
            combo.activated.connect(self._take)
        self._code.code_changed.connect(self._take)
        self._reason.textChanged.connect(self._take)
        self._delay.valueChanged.connect(self._take)

    @property
    def behaviour(self) -> Behaviour:
        """What is chosen."""
        return self._behaviour

    @property
    def summary(self) -> str:
        """What is chosen, in a few words."""
        return behaviour_summary(self._behaviour, self._role)

    @property
    def oddity(self) -> str:
        """What of it is against the standard, with the section; empty where nothing is."""
        return "\n".join(oddities(self._behaviour, self._role))

    def set_behaviour(self, behaviour: Behaviour) -> None:
        """Show this behaviour; not announced by ``changed``."""
        if behaviour != self._behaviour:
            self._behaviour = behaviour
            self._show()

    def _combo(self, name: str, choices: list[tuple[str, object]]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        for label, value in choices:
            combo.addItem(label, value)
        return combo

    def _lay_out(self) -> None:
        sentence = FlowLayout(spacing=6, line_spacing=6)
        sentence.addWidget(QLabel(self.tr("When a Close arrives:")))
        sentence.addWidget(self._reply)
        sentence.addWidget(self._code)
        sentence.addWidget(self._reason)
        sentence.addWidget(self._delay)
        sentence.addWidget(QLabel(self.tr("then", "echo it at once, then end TCP")))
        sentence.addWidget(self._tcp)
        sentence.addWidget(self._odd)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(sentence)
        layout.addWidget(self._cut)
        if self._role is Role.SERVER:
            about_messages = FlowLayout(spacing=6, line_spacing=6)
            about_messages.addWidget(QLabel(self.tr("On a message:")))
            about_messages.addWidget(self._echo)
            layout.addLayout(about_messages)

    def _show(self) -> None:
        chosen = self._behaviour.close
        fields: tuple[QWidget, ...] = (self._code, self._reason, self._delay)
        blocked = [field.blockSignals(True) for field in fields]
        self._reply.setCurrentIndex(self._reply.findData(chosen.reply))
        if not self._code.problem and self._code.code != chosen.code:
            self._code.set_code(chosen.code)
        reason = chosen.reason.decode("utf-8", "surrogatepass")
        if self._reason.text() != reason:
            self._reason.setText(reason)
        self._delay.setValue(chosen.delay)
        for field, before in zip(fields, blocked, strict=True):
            field.blockSignals(before)
        self._tcp.setCurrentIndex(self._tcp.findData(chosen.tcp))
        self._echo.setCurrentIndex(self._echo.findData(self._behaviour.message.echoes))
        self._show_consequences()

    def _show_consequences(self) -> None:
        chosen = self._behaviour.close
        own = chosen.reply is CloseReply.OWN
        self._code.setVisible(own)
        self._reason.setVisible(own)
        self._reason.setEnabled(chosen.code is not None)
        self._cut.say(f"▲ {self._reason.notice}" if own and self._reason.notice else "")
        self._delay.setVisible(chosen.reply is not CloseReply.NEVER)
        oddity = self.oddity
        self._odd.setVisible(bool(oddity))
        self._odd.setToolTip(oddity)
        self._odd.setAccessibleDescription(oddity)

    def _take(self) -> None:
        code = self._behaviour.close.code if self._code.problem else self._code.code
        reason = self._reason.reason
        close = replace(
            self._behaviour.close,
            reply=CloseReply(self._reply.currentData()),
            code=code,
            reason=b"" if code is None else reason,
            delay=self._delay.value(),
            tcp=TcpDuty(self._tcp.currentData()),
        )
        message = replace(self._behaviour.message, reply=_reply(bool(self._echo.currentData())))
        chosen = replace(self._behaviour, close=close, message=message)
        changed, self._behaviour = chosen != self._behaviour, chosen
        self._show_consequences()
        if changed:
            self.changed.emit(chosen)


def _reply(echoes: bool) -> MessageReply:
    return MessageReply.ECHO if echoes else MessageReply.NOTHING
