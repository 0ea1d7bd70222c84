"""The sentence about an end's own Pings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.behaviours.behaviour import KeepAlive
from wsinspector.protocol.behaviours.behaviour_form import RANGES
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose

_USUAL_MS = 20_000
"""What a common library takes for both, unless told otherwise."""
_STEP_MS = 1_000


class KeepAliveSentence(SentenceLine[KeepAlive]):
    """Shows a :class:`KeepAlive` and lets it be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(KeepAlive(), parent)
        self.add_words(self.tr("Keep-alive:"))
        self._pings = self.add_choice(
            self.tr("Pings to keep the connection alive"),
            [
                Choice(
                    self.tr("no Pings"),
                    False,
                    self.tr("The connection may be dead without anybody noticing."),
                ),
                Choice(
                    self.tr("Ping"),
                    True,
                    self.tr(
                        "A Ping at intervals asks whether the peer is there (RFC 6455 §5.5.2)."
                    ),
                ),
            ],
        )
        self._interval = self.add_number(
            self.tr("Milliseconds between two Pings"),
            (1, RANGES["interval"][1]),
            prefix=self.tr("every ", "before a number of milliseconds"),
            suffix=self.tr(" ms"),
            step=_STEP_MS,
            tip=self.tr("How long after one Ping the next is sent (RFC 6455 §5.5.2)."),
        )
        self._timeout = self.add_number(
            self.tr("Milliseconds to wait for the Pong"),
            RANGES["timeout"],
            least=self.tr("wait for ever"),
            prefix=self.tr("wait ", "before a number of milliseconds"),
            suffix=self.tr(" ms"),
            step=_STEP_MS,
            tip=self.tr(
                "Without a Pong in that time the connection fails with Close 1011, keep-alive "
                "timeout: a common way, no rule (RFC 6455 §5.5.2, §7.4.1)."
            ),
        )
        self._interval.setValue(_USUAL_MS)
        self._timeout.setValue(_USUAL_MS)
        self._tail = self.add_words(self.tr("for the Pong"))
        self.set_part(self.part)

    def fill(self, part: KeepAlive) -> None:
        """Times that are not asked for stay as they were."""
        choose(self._pings, part.interval > 0)
        if part.interval:
            self._interval.setValue(part.interval)
            self._timeout.setValue(part.timeout)

    def show_fields(self) -> None:
        """Times are there where there are Pings."""
        for field in (self._interval, self._timeout, self._tail):
            field.setVisible(self.part.interval > 0)

    def read(self) -> KeepAlive:
        """No times without Pings."""
        if not self._pings.currentData():
            return KeepAlive()
        return KeepAlive(self._interval.value(), self._timeout.value())
