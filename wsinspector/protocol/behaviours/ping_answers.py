"""What an end does about a Ping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.behaviours.behaviour import PingReply
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind

if TYPE_CHECKING:
    from wsinspector.protocol.behaviours.behaviour import OnPing
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

WRONG_PAYLOADS: Final = (b"wrong", b"not this")
"""What a wrong Pong carries: the first one, or the second where that would be right."""

# Asked for with every Ping; to call an enumeration takes longer.
_RIGHT = PingReply.PONG


class PingAnswers:
    """Answers Pings: at once, late, wrongly, now and then, or never (RFC 6455 §5.5.2, §5.5.3).

    Args:
        outbox: where the commands go.
        transport: what is left of the transport.
    """

    def __init__(self, outbox: Outbox, transport: TransportView) -> None:
        self._outbox = outbox
        self._transport = transport
        self._to_skip = 0
        self._late: bytes | None = None  # payload of the Pong that waits for its time

    def take(self, payload: bytes, chosen: OnPing) -> None:
        """A Ping arrived, and no Close before it."""
        answer = payload
        if chosen.reply is not _RIGHT:
            if chosen.reply is PingReply.NEVER:
                return
            answer = _wrong(payload)
        if self._late is not None:
            # §5.5.3: it may send a Pong for only the most recently processed Ping.
            self._late = answer
            return
        if self._to_skip and chosen.skip:
            self._to_skip = min(self._to_skip, chosen.skip) - 1
            return
        self._to_skip = chosen.skip
        if chosen.delay:
            self._late = answer
            self._outbox.start_timer(Timer.PONG_DELAY, chosen.delay)
        else:
            self._send(answer)

    def send_late(self) -> None:
        """The time of a late Pong has come."""
        if self._late is not None:
            self._send(self._late)
            self._late = None

    def forget(self) -> None:
        """No Pong is due any more (§5.5.2: unless it already received a Close frame)."""
        self._late = None
        self._outbox.cancel_timer(Timer.PONG_DELAY)

    def _send(self, payload: bytes) -> None:
        if self._transport.can_write:
            self._outbox.write_frame(Kind.PONG, payload)


def _wrong(payload: bytes) -> bytes:
    first, second = WRONG_PAYLOADS
    return second if payload == first else first
