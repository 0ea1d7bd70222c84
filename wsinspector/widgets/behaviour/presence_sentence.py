"""The sentence about whether an end is there at all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.widgets.behaviour.sentence_line import Choice, SentenceLine, choose


class PresenceSentence(SentenceLine[Presence]):
    """Shows a :class:`Presence` and lets it be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Presence.NORMAL, parent)
        self.add_words(self.tr("This end is"))
        self._presence = self.add_choice(
            self.tr("Whether the end is there"),
            [
                Choice(
                    self.tr("present"),
                    Presence.NORMAL,
                    self.tr("It reads what arrives and writes what is due."),
                ),
                Choice(
                    self.tr("not reading"),
                    Presence.NOT_READING,
                    self.tr(
                        "It writes but takes nothing from TCP: the peer's queue fills up, and no "
                        "Close or Ping is answered (RFC 6455 §5.5.1, §5.5.2)."
                    ),
                ),
                Choice(
                    self.tr("vanished"),
                    Presence.VANISHED,
                    self.tr(
                        "It neither reads nor writes and sends no FIN, as after a power loss or a "
                        "cut cable: the peer sees nothing at all (RFC 6455 §5.5.1, §5.5.2)."
                    ),
                ),
            ],
        )
        self.set_part(self.part)

    def fill(self, part: Presence) -> None:
        """Show it."""
        choose(self._presence, part)

    def show_fields(self) -> None:
        """Say what cannot be seen meanwhile."""
        blind = self.tr("◆ Meanwhile even the peer's FIN and RST cannot be seen.")
        self.warn("" if self.is_plain else blind)

    def read(self) -> Presence:
        """Whether it is there."""
        return Presence(self._presence.currentData())
