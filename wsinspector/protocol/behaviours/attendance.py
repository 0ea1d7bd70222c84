"""Whether an end takes part at all, and what waits until it does again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.commands import SetPresence
from wsinspector.protocol.facts import Kind
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView


class Attendance:
    """Keeps what an end would do of its own accord while it has vanished.

    Nothing of the peer has to be kept, because the transport is not read then.

    Args:
        outbox: where the commands go.
        transport: what is left of the transport.
    """

    def __init__(self, outbox: Outbox, transport: TransportView) -> None:
        self._presence = Presence.NORMAL
        self._outbox = outbox
        self._transport = transport
        self._waiting: list[Callable[[], None]] = []

    def change(self, presence: Presence) -> None:
        """Take part so from now on; what waited for that happens now.

        As long as there is no transport there is nothing to take part in.
        """
        if presence is self._presence or not self._transport.is_up:
            return
        self._presence = presence
        self._transport.is_mute = presence is Presence.VANISHED
        said = text(f"presence.{presence}")
        self._outbox.record(Kind.NOTE, {"text": [said.id, said.args], "presence": str(presence)})
        self._outbox.tell(SetPresence(presence))
        while self._waiting and not self._transport.is_mute:
            self._waiting.pop(0)()

    def when_there(self, action: Callable[[], None]) -> None:
        """Do this now, or when the end is back."""
        if self._transport.is_mute:
            self._waiting.append(action)
        else:
            action()
