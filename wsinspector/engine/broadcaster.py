"""Passes messages on to every connection of a listener, as a chat server does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import PassOn
from wsinspector.protocol.facts import note
from wsinspector.settings import QUEUE_BYTES
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.engine.link import Link
    from wsinspector.protocol.commands import Broadcast
    from wsinspector.settings import Settings


class Broadcaster:
    """Sends what one connection got to all of them, itself included.

    A peer that does not read must not let memory grow for ever: while too much waits for it,
    messages are left out there, and that is said once.

    Args:
        links: the live connections by end id, those that open later included.
        settings: tell from how many waiting bytes on messages are left out.
    """

    def __init__(self, links: Mapping[int, Link], settings: Settings) -> None:
        self._links = links
        self._settings = settings
        self._behind: set[int] = set()

    def send(self, message: Broadcast) -> None:
        """Pass a message on."""
        most = self._settings.get(QUEUE_BYTES)
        for end_id, link in list(self._links.items()):
            if link.backlog < most:
                self._behind.discard(end_id)
                link.pass_on(PassOn(message.opcode, message.data))
            elif end_id not in self._behind:
                self._behind.add(end_id)
                link.record(note(text("broadcast.skipped", bytes=link.backlog)))

    def forget(self, end_id: int) -> None:
        """This connection is over."""
        self._behind.discard(end_id)
