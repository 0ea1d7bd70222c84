"""The sentence about an arriving Ping."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.behaviours.behaviour import OnPing, PingReply
from wsinspector.protocol.behaviours.behaviour_form import RANGES
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose

_DELAY_STEP_MS = 500


class PingSentence(SentenceLine[OnPing]):
    """Shows an :class:`OnPing` and lets it be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(OnPing(), parent)
        self.add_words(self.tr("When a Ping arrives:"))
        self._reply = self.add_choice(
            self.tr("Answer to a Ping"),
            [
                Choice(
                    self.tr("answer it"),
                    PingReply.PONG,
                    self.tr("A Pong with the Ping's payload (RFC 6455 §5.5.2, §5.5.3)."),
                ),
                Choice(
                    self.tr("answer with a wrong payload"),
                    PingReply.WRONG,
                    self.tr("A Pong whose payload is another one (against RFC 6455 §5.5.3)."),
                ),
                Choice(
                    self.tr("never answer"),
                    PingReply.NEVER,
                    self.tr(
                        "No Pong: a peer that keeps the connection alive by Pings takes this end "
                        "for dead (against RFC 6455 §5.5.2)."
                    ),
                ),
            ],
        )
        self._delay = self.add_number(
            self.tr("Delay of the Pong in milliseconds"),
            RANGES["delay"],
            least=self.tr("at once"),
            prefix=self.tr("after ", "before a number of milliseconds"),
            suffix=self.tr(" ms"),
            step=_DELAY_STEP_MS,
            tip=self.tr("A Ping should be answered as soon as is practical (RFC 6455 §5.5.2)."),
        )
        self._skip = self.add_number(
            self.tr("Pings that go unanswered after each Pong"),
            RANGES["skip"],
            least=self.tr("skipping none"),
            prefix=self.tr("skipping ", "before a number of Pings"),
            tip=self.tr(
                "After each Pong so many Pings go unanswered; the next Pong answers the latest "
                "(RFC 6455 §5.5.3)."
            ),
        )
        self.set_part(self.part)

    def fill(self, part: OnPing) -> None:
        """Show it."""
        choose(self._reply, part.reply)
        self._delay.setValue(part.delay)
        self._skip.setValue(part.skip)

    def show_fields(self) -> None:
        """A Ping that is never answered is so neither late nor by turns."""
        answers = self.part.reply is not PingReply.NEVER
        self._delay.setVisible(answers)
        self._skip.setVisible(answers)

    def read(self) -> OnPing:
        """Only what the chosen reply has a use for."""
        reply = PingReply(self._reply.currentData())
        if reply is PingReply.NEVER:
            return OnPing(reply)
        return OnPing(reply, self._delay.value(), self._skip.value())
