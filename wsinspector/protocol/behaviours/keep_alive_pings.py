"""Pings of an end's own accord, and what it makes of a missing Pong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.behaviours.behaviour import KeepAlive
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.message_reader import Violation
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

INTERNAL_ERROR: Final = 1011
TIMEOUT_REASON: Final = b"keepalive ping timeout"
"""The reason that libraries give."""

_NAME: Final = b"keep-alive "


class KeepAlivePings:
    """Sends a Ping each interval while the connection is open, and waits for its Pong.

    A Pong answers the Ping that has its payload, and all Pings before that one (RFC 6455 §5.5.3).

    Args:
        outbox: where the commands go.
        transport: what is left of the transport.
        fail: called when no Pong came in time.
    """

    def __init__(
        self,
        outbox: Outbox,
        transport: TransportView,
        fail: Callable[[Violation], None],
    ) -> None:
        self._outbox = outbox
        self._transport = transport
        self._fail = fail
        self._chosen = KeepAlive()
        self._is_open = False
        self._sent = 0  # Pings so far
        self._answered = 0  # all up to this one

    def begin(self, chosen: KeepAlive) -> None:
        """The connection is open."""
        self._is_open = True
        self.change(chosen)

    def change(self, chosen: KeepAlive) -> None:
        """Act so from now on."""
        if not self._is_open or chosen == self._chosen:
            return
        if chosen.interval != self._chosen.interval:
            self._outbox.cancel_timer(Timer.KEEP_ALIVE)
            if chosen.interval:
                self._outbox.start_timer(Timer.KEEP_ALIVE, chosen.interval)
        if chosen.timeout != self._chosen.timeout or not chosen.interval:
            # What was sent before has no deadline any more.
            self._outbox.cancel_timer(Timer.PONG)
            self._answered = self._sent
        self._chosen = chosen

    def stop(self) -> None:
        """The connection is no longer open."""
        self._is_open = False
        self._outbox.cancel_timer(Timer.KEEP_ALIVE)
        self._outbox.cancel_timer(Timer.PONG)

    def beat(self) -> None:
        """The time of the next Ping has come."""
        if not self._transport.can_write:
            return
        self._sent += 1
        self._outbox.write_frame(Kind.PING, _NAME + b"%d" % self._sent)
        self._outbox.start_timer(Timer.KEEP_ALIVE, self._chosen.interval)
        if Timer.PONG not in self._outbox.running:
            self._wait()

    def take_pong(self, payload: bytes) -> None:
        """A Pong arrived; one that answers no Ping of these is none of ours."""
        number = payload.removeprefix(_NAME)
        if number == payload or not number.isdigit() or len(number) > len(str(self._sent)):
            return
        if self._answered < int(number) <= self._sent:
            self._answered = int(number)
            self._outbox.cancel_timer(Timer.PONG)
            if self._answered < self._sent:
                self._wait()

    def give_up(self) -> None:
        """No Pong came in time."""
        ms = self._chosen.timeout
        self._outbox.timed_out(Timer.PONG, ms)
        missing = text("fault.ping-not-answered", ms=ms)
        self._fail(Violation(INTERNAL_ERROR, "ping-not-answered", missing))

    def _wait(self) -> None:
        if self._chosen.timeout:
            self._outbox.start_timer(Timer.PONG, self._chosen.timeout)
