"""One end of a connection that is encrypted: what TLS adds to its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
    CloseNotifyReceived,
    Connected,
    TlsBegun,
    TlsFailed,
)
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.lifecycle import Trigger
from wsinspector.protocol.opening.openings import Opening
from wsinspector.protocol.opening.tls_opening import TlsOpening
from wsinspector.protocol.phases import Phase, ReadyState

if TYPE_CHECKING:
    from wsinspector.protocol.commands import Command
    from wsinspector.protocol.exchange import Event, TlsEvent


class TlsEndpoint(Endpoint):
    """An end on TLS: TCP is up before it is connected, and a stream has an end apart from FIN.

    It gets :class:`TlsBegun` first, and then :class:`Connected` or :class:`TlsFailed`.
    """

    def handle(self, event: Event | TlsEvent) -> list[Command]:
        """Learn what happened; see :meth:`Endpoint.handle`."""
        match event:
            case TlsBegun():
                self._begin_tls()
            case Connected():
                self._end_tls_handshake()
            case TlsFailed():
                self._fail_tls(event)
            case CloseNotifyReceived():
                self._receive_close_notify()
            case _:
                return super().handle(event)
        return self._outbox.collect()

    def _begin_tls(self) -> None:
        if self._transport.is_up or self.phase.ready is ReadyState.CLOSED:
            return
        self._begin(Trigger.TLS_BEGUN)

    def _enter(self, phase: Phase) -> None:
        if phase is Phase.CONNECTING_TLS and isinstance(self._opening, Opening):
            self._opening = TlsOpening(
                self.role, self._opening, self._limits, self._outbox, self._transport
            )
            self._opening.begin()
        else:
            super()._enter(phase)

    @property
    def _is_opening(self) -> bool:
        is_tls = self.phase is Phase.CONNECTING_TLS and not self._conduct.inbound.only_records
        return is_tls or super()._is_opening

    def _end_tls_handshake(self) -> None:
        self._transport.is_secure = self._transport.is_up
        if self._is_opening and isinstance(self._opening, TlsOpening):
            self._opening = self._opening.then
            self._trigger(Trigger.CONNECTED)

    def _fail_tls(self, event: TlsFailed) -> None:
        """Before it is connected that fails the connect, later it ends everything."""
        self._transport.is_secure = False
        if self._is_opening and isinstance(self._opening, TlsOpening):
            self._opening.failed(event.reason, event.text)
            self._miss_opening()
        elif self._transport.is_up and not self._transport.is_closing:
            said: list[Detail] = [event.text.id, dict(event.text.args)]
            self._outbox.record(Kind.FAILURE, {"reason": event.reason, "text": said})
            self._transport.close()

    def _miss_opening(self) -> None:
        """Nothing will be opened, for a reason that is recorded."""
        self._conduct.inbound.record_only(self.bytes_received, "after-refusal")
        self._trigger(Trigger.REFUSED)

    def _receive_close_notify(self) -> None:
        """The peer's stream is over, and so is ours.

        RFC 5246 §7.2.1 asks for a close_notify in turn; RFC 8446 §6.1 does not, but nobody would
        use the other direction. The transport is closed when the peer's FIN has come, so that it
        is seen.
        """
        if not self._transport.on_close_notify():
            return
        if self._is_opening:
            self._opening.lost(reset=False)
            self._miss_opening()
            return
        self._trigger(Trigger.EOF)
        if self._goes_too or self._is_over:
            self._transport.await_end()
            self._transport.half_close()
