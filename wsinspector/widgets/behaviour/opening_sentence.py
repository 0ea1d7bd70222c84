"""The sentence about an opening handshake with faults."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose


class OpeningSentence(SentenceLine[bool]):
    """Shows whether faults are let pass, and lets that be changed.

    Args:
        role: whose; a server judges requests, a client answers.
    """

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(False, parent)
        if role is Role.SERVER:
            refuse = self.tr(
                "A request with faults is answered by 400 or another error "
                "(RFC 6455 §4.2.1, §4.2.2)."
            )
            accept = self.tr(
                "A request with faults is accepted as far as it can be understood, and frames "
                "follow (against RFC 6455 §4.2.1); its faults are shown all the same."
            )
        else:
            refuse = self.tr("An answer with faults fails the connection (RFC 6455 §4.1).")
            accept = self.tr(
                "An answer with faults is accepted, and frames follow (against RFC 6455 §4.1); "
                "its faults are shown all the same."
            )
        self.add_words(self.tr("When the opening handshake has faults:"))
        self._accept = self.add_choice(
            self.tr("Answer to a faulty opening handshake"),
            [
                Choice(self.tr("refuse as the RFC says"), False, refuse),
                Choice(self.tr("accept anyway"), True, accept),
            ],
        )
        self.set_part(self.part)

    def fill(self, part: bool) -> None:
        """Show it."""
        choose(self._accept, part)

    def read(self) -> bool:
        """Whether faults are let pass."""
        return bool(self._accept.currentData())
