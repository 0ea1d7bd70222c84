"""What an endpoint knows of the transport under it: who ended what, and what it asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.commands import AbortTransport, CloseNotify, CloseTransport, HalfClose
from wsinspector.protocol.exchange import TcpEnd, Timer, TransportLost
from wsinspector.protocol.facts import Kind
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox


class TransportView:
    """The ends of the two directions, each asked for and recorded once.

    Attributes:
        is_up: the transport is established and not gone.
        is_mute: this end has vanished: nothing is written, and no stream ended.
        is_secure: TLS lies on it, its handshake being over.
        fin_out: our FIN is out.
        peer_fin: the peer's FIN has arrived.
        is_bare: our FIN comes without the close_notify that belongs before it on TLS.
        is_closing: the transport was told to close or to reset: nothing can be written.
        ended_by_peer: who ended TCP first: True the peer, False this end, None nobody so far.

    Args:
        limits: for the patience with an end that does not come.
        outbox: where commands and facts go.
        keep_leftovers: records what has come and is not whole yet, before the end that leaves it
            so is recorded; its argument is why.
    """

    def __init__(
        self,
        limits: Limits,
        outbox: Outbox,
        keep_leftovers: Callable[[str], None] = lambda _why: None,
    ) -> None:
        self.is_up = False
        self.is_mute = False
        self.is_secure = False
        self.is_bare = False
        self.fin_out = False
        self.peer_fin = False
        self.is_closing = False
        self.ended_by_peer: bool | None = None
        self._fin_asked = False
        self._notify_asked = False
        self._peer_notified = False
        self._aborted = False
        self._limits = limits
        self._outbox = outbox
        self._keep_leftovers = keep_leftovers

    @property
    def can_write(self) -> bool:
        """Whether bytes that are written now can still go out."""
        return self.can_half_close and not self._notify_asked

    @property
    def can_half_close(self) -> bool:
        """Whether our FIN can still be asked for."""
        return self.can_close and not self._fin_asked

    @property
    def can_close(self) -> bool:
        """Whether a full close can still be asked for."""
        return self.is_up and not self.is_closing and not self.is_mute

    @property
    def can_notify(self) -> bool:
        """Whether TLS can still say that our stream is over."""
        return self.is_secure and self.can_write

    @property
    def can_abort(self) -> bool:
        """Whether a reset would still change something."""
        return self.is_up and not self._aborted

    def notify(self) -> None:
        """Ask for our close_notify alone, unless our stream is over."""
        if self.can_notify:
            self._notify_asked = True
            self._outbox.end(CloseNotify())

    def half_close(self, *, bare: bool = False) -> None:
        """Ask for our FIN, unless it was asked for.

        Args:
            bare: without the close_notify that TLS should send before.
        """
        if self.can_half_close:
            self._fin_asked = True
            self._outbox.end(HalfClose(bare or self.is_bare))

    def close(self) -> None:
        """Close the transport, unless that was asked for.

        What is written may never leave if the peer does not read, so a timer runs on.
        """
        if self.is_up and not self.is_closing:
            self.is_closing = True
            self.end_here()
            self._outbox.cancel_timers(but=Timer.TCP_END)
            # Before the close, which may be answered at once.
            self.await_end()
            self._outbox.end(CloseTransport(self.is_bare))

    def abort(self) -> None:
        """Reset the connection."""
        if self.can_abort:
            self._aborted = self.is_closing = True
            self.end_here()
            self._outbox.cancel_timers()
            self._keep_leftovers("reset")
            self._outbox.record(Kind.RST, sent=True, start=self._outbox.bytes_sent)
            self._outbox.end(AbortTransport())

    def end_by_hand(self, how: TcpEnd) -> None:
        """Do what a person wishes; that it has an effect is known."""
        match how:
            case TcpEnd.NOTIFY:
                self.notify()
                self.end_here()
            case TcpEnd.FIN:
                self.half_close(bare=True)
                self.end_here()
            case TcpEnd.CLOSE:
                self.close()
            case TcpEnd.RST:
                self.abort()

    def end_here(self) -> None:
        """It is this end that ends TCP, unless the peer was first."""
        if self.ended_by_peer is None:
            self.ended_by_peer = False

    def await_end(self) -> None:
        """Give the end of TCP its time."""
        if self.is_up:
            self._outbox.start_timer(Timer.TCP_END, self._limits.tcp_end_ms)

    def miss_end(self, *, is_told: bool) -> None:
        """The end of TCP did not come in time: go on to harder means.

        Args:
            is_told: whether it was waited for as a part of the connection, which is recorded.
        """
        if is_told:
            self._outbox.timed_out(Timer.TCP_END, self._limits.tcp_end_ms)
        if self.is_closing:
            self.abort()
        else:
            self.close()

    def on_fin_sent(self) -> bool:
        """Our FIN is out; False if that was known."""
        if self.fin_out or not self.is_up:
            return False
        self._fin_asked = self.fin_out = True
        self._outbox.record(Kind.FIN, sent=True, start=self._outbox.bytes_sent)
        return True

    def on_close_notify(self) -> bool:
        """The peer's close_notify arrived; False if its stream was known to be over."""
        if self._peer_notified or self.peer_fin or not self.is_up:
            return False
        self._peer_notified = True
        self._keep_leftovers("eof")
        if self.ended_by_peer is None:
            self.ended_by_peer = True
        return True

    def on_eof(self, received: int) -> bool:
        """The peer's FIN arrived; False if that was known.

        Args:
            received: how many bytes came before it.
        """
        if self.peer_fin or not self.is_up:
            return False
        self.peer_fin = True
        if self.ended_by_peer is None:
            self.ended_by_peer = True
        self._keep_leftovers("eof")
        self._outbox.record(Kind.FIN, sent=False, start=received)
        return True

    def on_lost(self, event: TransportLost, received: int) -> None:
        """The transport is gone.

        Args:
            event: how.
            received: how many bytes came before.
        """
        self.is_up = False
        self.is_closing = True
        if self.ended_by_peer is None:
            self.ended_by_peer = True
        self._outbox.cancel_timers()
        self._keep_leftovers("reset" if event.reset or self._aborted else "lost")
        if self._aborted:
            return
        if event.reset:
            details = {"error": event.error} if event.error else {}
            self._outbox.record(Kind.RST, details, sent=False, start=received)
        elif event.error:
            error = text("transport.lost", error=event.error)
            self._outbox.record(Kind.FAILURE, {"text": [error.id, dict(error.args)]})
