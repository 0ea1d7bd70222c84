"""The closing handshake of one end: both Close frames, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.api_events import ABNORMAL, NO_STATUS, Report
from wsinspector.protocol.behaviours.behaviour import CloseReply, TcpDuty
from wsinspector.protocol.closing.close_legality import REASON_MAX
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.lifecycle import Trigger
from wsinspector.protocol.phases import Role
from wsinspector.texts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.behaviours.behaviour import OnClose
    from wsinspector.protocol.frames.message_reader import Violation
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

LATE_MESSAGE: Final = b"message %d after the Close"
"""What is sent before an answer, where messages are to be."""
PING_PAYLOAD: Final = b"after the Close"


class ClosingHandshake:
    """Sends and takes Close frames; what it does on entering a phase, the endpoint decides.

    Attributes:
        sent: our first Close, legal or not; None without one.
        received: the first valid Close of the peer; None without one.
        violation: why this end failed the connection; None if it did not.
        stays: this end has answered by its FIN, and leaves the end of the other direction alone.

    Args:
        role: which end's.
        limits: the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
        trigger: changes the phase.
        write_raw: sends bytes as they are, and tells :meth:`went_out` of every Close in them.
    """

    def __init__(
        self,
        role: Role,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        trigger: Callable[[Trigger], None],
        write_raw: Callable[[bytes], None],
    ) -> None:
        self.sent: ClosePayload | None = None
        self.received: ClosePayload | None = None
        self.violation: Violation | None = None
        self.stays = False
        self._role = role
        self._limits = limits
        self._outbox = outbox
        self._transport = transport
        self._trigger = trigger
        self._write_raw = write_raw
        self._is_silent = False
        self._fail_reason: bytes | None = None
        self._step = 0  # of those before the answer

    def send(self, payload: ClosePayload, times: int = 1) -> None:
        """Send a Close exactly as asked; only the first one counts for the handshake."""
        for _ in range(times):
            self._outbox.write_frame(Kind.CLOSE, payload.serialize())
        self.went_out(payload)

    def went_out(self, payload: ClosePayload) -> None:
        """A Close of ours is out, however it was sent."""
        if self.sent is None:
            self.sent = payload
            self._trigger(Trigger.CLOSE_OUT)
            if self.received is not None:
                self._trigger(Trigger.COMPLETED)

    def opened(self) -> None:
        """The opening handshake is over; a Close may have been sent by hand before that."""
        if self.sent is not None:
            self._trigger(Trigger.CLOSE_OUT)

    def take(self, payload: ClosePayload) -> None:
        """The peer's valid Close arrived."""
        self.received = payload
        self._trigger(Trigger.CLOSE_IN)

    def fail(
        self, violation: Violation, reason: bytes | None = None, *, silently: bool = False
    ) -> None:
        """The peer did what makes this end fail the connection.

        Args:
            violation: what.
            reason: of the Close that says so; in words if absent.
            silently: end TCP without such a Close.
        """
        self.violation = violation
        self._fail_reason = reason
        self._is_silent = silently
        self._trigger(Trigger.VIOLATION)

    def await_reply(self) -> None:
        """Our Close is out first: the peer has to answer it (RFC 6455 §5.5.1)."""
        self._outbox.start_timer(Timer.CLOSE_REPLY, self._limits.close_reply_ms)

    def miss_reply(self, chosen: OnClose) -> None:
        """The answer to our Close did not come in time."""
        self._outbox.timed_out(Timer.CLOSE_REPLY, self._limits.close_reply_ms)
        if chosen.tcp is TcpDuty.RST:
            self._transport.abort()
        elif chosen.ends_tcp:
            self._transport.close()

    def go_on(self, chosen: OnClose) -> None:
        """The peer's Close came first: take the next step to its answer, now or later."""
        steps = max(chosen.messages_first, self._delays(chosen) or chosen.ping_first)
        while self._step < steps:
            before, self._step = self._step, self._step + 1
            self._write_before(before, chosen)
            if self._delays(chosen):
                share = chosen.delay * self._step // steps - chosen.delay * before // steps
                self._outbox.start_timer(Timer.REPLY_DELAY, share)
                return
        self._answer(chosen)

    def _delays(self, chosen: OnClose) -> bool:
        """Whether time passes between the Close and its answer, or the last message before it."""
        return chosen.delay > 0 and (
            chosen.reply is not CloseReply.NEVER or self._step < chosen.messages_first
        )

    def _write_before(self, number: int, chosen: OnClose) -> None:
        """Send what is to be sent first (§5.5.1 forbids to begin a message)."""
        if not self._transport.can_write:
            return
        if number < chosen.messages_first:
            self._outbox.write_message(Kind.TEXT, LATE_MESSAGE % (number + 1))
        if number == 0 and chosen.ping_first:
            self._outbox.write_frame(Kind.PING, PING_PAYLOAD)

    def _answer(self, chosen: OnClose) -> None:
        """Do what this end does about a Close."""
        match chosen.reply:
            case CloseReply.ECHO:
                # §5.5.1: it typically echos the status code it received.
                self._reply(self.received or ClosePayload(), chosen)
            case CloseReply.OWN:
                self._reply(ClosePayload(chosen.code, chosen.reason), chosen)
            case CloseReply.EMPTY:
                self._reply(ClosePayload(), chosen)
            case CloseReply.BYTES:
                self._reply_raw(chosen)
            case CloseReply.FIN:
                self.stays = not chosen.ends_tcp
                if chosen.ends_tcp:
                    self._transport.await_end()
                self._transport.half_close(bare=True)
                self._transport.end_here()
            case CloseReply.RST:
                self._transport.abort()
            case CloseReply.NEVER:
                pass

    def end_tcp(self, chosen: OnClose) -> None:
        """Both Close frames are out, or this end fails: end TCP as the role demands.

        §7.1.1: when a server is instructed to close the WebSocket connection it SHOULD initiate a
        TCP Close immediately, and when a client is instructed to do the same, it SHOULD wait for a
        TCP Close from the server; in abnormal cases (not having received one after a reasonable
        amount of time) it MAY initiate it. The server's part is the section's own example of a
        clean closure: our FIN, then reading to the peer's, then the full close.
        """
        self.forget_timers()
        if chosen.tcp is TcpDuty.RST:
            self._transport.abort()
        elif chosen.ends_tcp:
            if not self._transport.is_closing:
                self._transport.await_end()
            if self._role is Role.SERVER:
                self._transport.half_close()

    def end_failed(self, chosen: OnClose) -> None:
        """This end fails the connection: say so, if it does, and end TCP."""
        if self._is_silent:
            self.forget_timers()
            self._transport.await_end()
            self._transport.half_close(bare=True)
            self._transport.end_here()
        else:
            self._say_why()
            self.end_tcp(chosen)

    def _say_why(self) -> None:
        """Tell the peer why the connection is failed.

        §7.1.7: SHOULD send a Close frame with an appropriate status code. After a Close of ours
        there is no second one (§5.5.1).
        """
        if self.violation is not None and self.sent is None and self._transport.can_write:
            reason = self._fail_reason or render(self.violation.text).encode()
            if len(reason) > REASON_MAX:
                reason = self.violation.rule.encode()
            self.send(ClosePayload(self.violation.code, reason))

    def forget_timers(self) -> None:
        """No Close is awaited or planned any more."""
        self._outbox.cancel_timer(Timer.CLOSE_REPLY)
        self._outbox.cancel_timer(Timer.REPLY_DELAY)

    def report(self, *, clean: bool, lost: bool) -> Report:
        """What the API reports now that TCP is over.

        Args:
            clean: the closing handshake was completed before (§7.1.4).
            lost: the connection was lost unexpectedly, which fails it (§7.2.1).
        """
        code, reason = ABNORMAL, ""
        if self.received is not None:
            # A body that says neither may have been passed over.
            code = NO_STATUS if self.received.code is None else self.received.code
            if self.received.code is not None:
                reason = self.received.reason.decode(errors="replace")
        return Report(code, reason, clean, lost or self.violation is not None)

    def _reply(self, payload: ClosePayload, chosen: OnClose) -> None:
        if self._transport.can_write:
            self.send(payload, chosen.times)
        else:
            # The person has ended our direction before: only the end of TCP is left.
            self.end_tcp(chosen)

    def _reply_raw(self, chosen: OnClose) -> None:
        if self._transport.can_write:
            self._write_raw(chosen.raw * chosen.times)
        if self.sent is None:
            # These bytes are the answer, whatever the peer makes of them.
            self.end_tcp(chosen)
