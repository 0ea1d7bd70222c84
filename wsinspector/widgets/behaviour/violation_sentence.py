"""The sentence about a peer that breaks a rule."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.behaviours.behaviour import OnViolation, ViolationReply
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.panes.close_code_box import CloseCodeBox


class ViolationSentence(SentenceLine[OnViolation]):
    """Shows an :class:`OnViolation` and lets it be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(OnViolation(), parent)
        self.add_words(self.tr("When the peer breaks a rule:"))
        self._reply = self.add_choice(
            self.tr("Answer to a violation"),
            [
                Choice(
                    self.tr("fail with the fitting code"),
                    ViolationReply.FAIL,
                    self.tr(
                        "A Close with the code that fits the violation, then the end of TCP "
                        "(RFC 6455 §7.1.7, §7.4.1)."
                    ),
                ),
                Choice(
                    self.tr("fail with"),
                    ViolationReply.OWN,
                    self.tr(
                        "A Close with a code of its own, then the end of TCP (RFC 6455 §7.1.7)."
                    ),
                ),
                Choice(
                    self.tr("silently drop TCP"),
                    ViolationReply.DROP,
                    self.tr(
                        "TCP ends without a Close: the peer does not learn why. Once a connection "
                        "was established, a Close should come first (RFC 6455 §7.1.7)."
                    ),
                ),
                Choice(
                    self.tr("carry on"),
                    ViolationReply.CARRY_ON,
                    self.tr(
                        "As if nothing were, although most violations must fail the connection "
                        "(RFC 6455 §5.1, §5.2, §8.1)."
                    ),
                ),
            ],
        )
        self._code = CloseCodeBox(self.part.code)
        self._code.setAccessibleName(self.tr("Close code for a violation"))
        self.add_field(self._code)
        self._code.code_changed.connect(self.note_edit)
        self.set_part(self.part)

    def fill(self, part: OnViolation) -> None:
        """A code that is not asked for stays as it was typed."""
        choose(self._reply, part.reply)
        is_other = self._code.code != part.code and not self._problem
        if part.reply is ViolationReply.OWN and is_other:
            self._code.set_code(part.code)

    def show_fields(self) -> None:
        """The code is there where it counts."""
        own = self.part.reply is ViolationReply.OWN
        self._code.setVisible(own)
        self.warn(f"▲ {self._problem}" if own and self._problem else "", Tint.VIOLATION)

    def read(self) -> OnViolation:
        """Only what the chosen reply has a use for."""
        reply, code = ViolationReply(self._reply.currentData()), self._code.code
        if reply is not ViolationReply.OWN:
            return OnViolation(reply)
        return OnViolation(reply, self.part.code if code is None else code)

    @property
    def _problem(self) -> str:
        if self._code.problem:
            return self._code.problem
        return self.tr("A failure needs a code here.") if self._code.code is None else ""
