"""One end of a connection: events in, commands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.api_events import ApiEvents
from wsinspector.protocol.behaviours.attendance import Attendance
from wsinspector.protocol.behaviours.conduct import Conduct
from wsinspector.protocol.calls import call_details, effect_of, gives_up_opening
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.closing.closing_handshake import ClosingHandshake
from wsinspector.protocol.exchange import (
    ApiClose,
    BytesReceived,
    ChangeBehaviour,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    PassOn,
    Piece,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.lifecycle import Trigger, next_phase
from wsinspector.protocol.opening.opening_stage import Opened, Refused
from wsinspector.protocol.opening.openings import opening_of
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.protocol.sending import Sending
from wsinspector.protocol.transport_view import TransportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.api_events import Report
    from wsinspector.protocol.behaviours.behaviour import Behaviour
    from wsinspector.protocol.commands import Command
    from wsinspector.protocol.exchange import Event, Wish
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.opening_request import OpeningRequest
    from wsinspector.protocol.opening.openings import AnyOpening
    from wsinspector.protocol.opening.server_answer import ServerPolicy


class Endpoint:
    """A client or a server end, correct by default, from the transport's start to its end.

    Pure and deterministic: no clock, no socket; randomness comes from ``entropy`` alone. It never
    raises on what the peer does. Phases change in one place, by the table in ``lifecycle``, and
    what an end does when it enters a phase hangs on the phase.

    Attributes:
        role: which side it plays.
        behaviour: how it acts at present.
        phase: where it stands.
        bytes_received: offset of the next byte in the peer's stream, opening handshake included.

    Args:
        role: client or server.
        opening: the request of a client, or what a server serves.
        behaviour: how it acts at first.
        limits: sizes and patience.
        entropy: gives as many random bytes as asked for.
    """

    def __init__(
        self,
        role: Role,
        opening: OpeningRequest | ServerPolicy,
        behaviour: Behaviour,
        limits: Limits,
        entropy: Callable[[int], bytes],
    ) -> None:
        self.role = role
        self.behaviour = behaviour
        self.phase = Phase.CONNECTING_TCP
        self.bytes_received = 0
        self._limits = limits
        self._outbox = Outbox(role, entropy)
        self._transport = TransportView(limits, self._outbox, self._keep_leftovers)
        self._transport.is_bare = behaviour.close.is_bare
        self._api = ApiEvents(role, self._outbox)
        self._opening: AnyOpening = opening_of(
            opening, limits, self._outbox, self._transport, self._accepts_faulty
        )
        self._closing = ClosingHandshake(
            role, limits, self._outbox, self._transport, self._trigger, self._write_raw
        )
        self._sending = Sending(self, limits, self._outbox, self._transport, self._closing)
        self._conduct = Conduct(
            self, limits, self._outbox, self._transport, self._closing, self._api
        )
        self._attendance = Attendance(self._outbox, self._transport)

    @property
    def bytes_sent(self) -> int:
        """Offset of the next byte in our stream, opening handshake included."""
        return self._outbox.bytes_sent

    @property
    def close_received(self) -> ClosePayload | None:
        """The first valid Close of the peer; None without one."""
        return self._closing.received

    @property
    def close_sent(self) -> ClosePayload | None:
        """Our first Close, legal or not; None without one."""
        return self._closing.sent

    def report(self) -> Report | None:
        """What the API of this end has reported; None as long as it is not CLOSED."""
        return self._api.report

    def handle(self, event: Event) -> list[Command]:
        """Learn what happened; returns what is to be done, in this order.

        After :class:`TransportLost` no event changes anything; a wish is still recorded.
        """
        match event:
            case BytesReceived():
                self._receive(event.data)
            case Connected():
                self._connect()
            case EofReceived():
                self._receive_eof()
            case FinSent():
                self._note_fin_sent()
            case TransportLost():
                self._lose_transport(event)
            case TimerFired(timer):
                if self._outbox.fires(timer):
                    self._attendance.when_there(lambda: self._act_on_timer(timer))
            case PassOn():
                self._pass_on(event)
            case _:
                self._take_wish(event)
        return self._outbox.collect()

    # -- phases ----------------------------------------------------------------------------------

    def _trigger(self, trigger: Trigger) -> None:
        """Change the phase if the table says so, record that, and do what the new phase asks."""
        phase = next_phase(self.phase, trigger)
        if phase is not self.phase:
            if self.phase is Phase.OPEN:
                self._conduct.keep_alive.stop()
            self.phase = phase
            self._outbox.record(Kind.STATE, {"phase": phase.word, "ready": int(phase.ready)})
            self._enter(phase)

    def _enter(self, phase: Phase) -> None:
        closing = self._closing
        match phase:
            case Phase.CONNECTING_HTTP:
                self._opening.begin()
                self._sending.raw.begin()
            case Phase.CONNECTING_ABORTED:
                self._give_up_opening()
                self._transport.close()
            case Phase.OPEN:
                self._outbox.cancel_timer(Timer.HANDSHAKE)
                self._api.opened()
                self._conduct.keep_alive.begin(self.behaviour.keep_alive)
                closing.opened()
            case Phase.CLOSE_SENT:
                closing.await_reply()
            case Phase.CLOSE_RECEIVED:
                closing.go_on(self.behaviour.close)
            case Phase.BOTH_CLOSED:
                closing.end_tcp(self.behaviour.close)
                if self._transport.fin_out:
                    self._trigger(Trigger.FIN_OUT)
            case Phase.FAILING:
                closing.end_failed(self.behaviour.close)
            case Phase.PEER_EOF:
                closing.forget_timers()
            case Phase.NEVER_OPENED:
                self._outbox.cancel_timer(Timer.HANDSHAKE)
                self._api.never_opened()
                self._opening.leave()
            case Phase.CLOSED_CLEAN:
                self._api.closed(closing.report(clean=True, lost=False))
            case Phase.CLOSED_UNCLEAN:
                self._api.closed(
                    closing.report(clean=False, lost=self._transport.ended_by_peer is True)
                )

    # -- opening handshake -----------------------------------------------------------------------

    def _connect(self) -> None:
        if self.phase.ready is not ReadyState.CLOSED and not self._transport.is_up:
            self._begin(Trigger.CONNECTED)

    def _begin(self, trigger: Trigger) -> None:
        """The transport is there, and so is this end, or as soon as it is."""
        self._transport.is_up = True
        self._attendance.change(self.behaviour.presence)
        self._attendance.when_there(lambda: self._trigger(trigger))
        if self.phase is Phase.CONNECTING_ABORTED:
            self._transport.close()

    def _accepts_faulty(self) -> bool:
        return self.behaviour.accept_faulty

    def _open(self, outcome: Opened | Refused | None) -> None:
        """Go on from what has become of the opening handshake; None: nothing so far."""
        if isinstance(outcome, Opened):
            self._conduct.inbound.begin(outcome.start, outcome.inflater)
            self._trigger(Trigger.ACCEPTED)
            self._sending.raw.send(outcome.glued)
        elif isinstance(outcome, Refused):
            self._conduct.inbound.record_only(outcome.start, outcome.why)
            self._trigger(Trigger.REFUSED)
        if outcome is not None and outcome.rest:
            self._conduct.inbound.take(outcome.rest)

    def _give_up_opening(self) -> None:
        """It is this end that abandons the opening handshake."""
        self._outbox.cancel_timer(Timer.HANDSHAKE)
        if self._transport.is_up and not self._conduct.inbound.only_records:
            self._opening.aborted()
            self._conduct.inbound.record_only(self.bytes_received, "after-abort")

    @property
    def _is_opening(self) -> bool:
        return self.phase is Phase.CONNECTING_HTTP and not self._conduct.inbound.only_records

    # -- the transport ---------------------------------------------------------------------------

    def _receive(self, data: bytes) -> None:
        if self._transport.is_up and data:
            self.bytes_received += len(data)
            if self._is_opening:
                self._open(self._opening.receive(data))
            else:
                self._conduct.inbound.take(data)
                if self.phase is Phase.NEVER_OPENED and self._conduct.inbound.is_full:
                    self._transport.close()

    def _receive_eof(self) -> None:
        if not self._transport.on_eof(self.bytes_received):
            return
        if self._is_opening:
            self._opening.lost(reset=False)
            self._conduct.inbound.record_only(self.bytes_received, "after-refusal")
            self._trigger(Trigger.REFUSED)
            return
        self._trigger(Trigger.EOF)
        if self._goes_too or self._is_over:
            self._transport.close()

    def _note_fin_sent(self) -> None:
        if self._transport.on_fin_sent():
            self._trigger(Trigger.FIN_OUT)
            if self._transport.peer_fin and not self._closing.stays:
                self._transport.close()

    def _lose_transport(self, event: TransportLost) -> None:
        if self.phase.ready is ReadyState.CLOSED and not self._transport.is_up:
            return
        self._sending.raw.finish("cut-off")
        self._transport.on_lost(event, self.bytes_received)
        if self._is_opening:
            self._opening.lost(event.reset)
            self._conduct.inbound.record_only(self.bytes_received, "after-refusal")
        self._trigger(Trigger.LOST)

    def _keep_leftovers(self, why: str) -> None:
        """Record what has come and is not whole, now that it never will be."""
        if self._is_opening:
            self._opening.keep_unfinished_head()
        else:
            self._conduct.inbound.finish(why)

    @property
    def _goes_too(self) -> bool:
        """Whether this end closes its transport once the peer's stream is over."""
        fin_out = self._transport.fin_out and not self._closing.stays
        return self.behaviour.close.ends_tcp or fin_out

    @property
    def _is_over(self) -> bool:
        """Whether nothing of the WebSocket connection is left, only TCP."""
        return self.phase in (Phase.NEVER_OPENED, Phase.CONNECTING_ABORTED)

    def _act_on_timer(self, timer: Timer) -> None:
        match timer:
            case Timer.HANDSHAKE:
                self._keep_leftovers("timeout")
                self._outbox.timed_out(timer, self._limits.handshake_ms)
                self._opening.timed_out()
                self._conduct.inbound.record_only(self.bytes_received, "after-refusal")
                self._trigger(Trigger.REFUSED)
            case Timer.ANSWER_DELAY:
                self._open(self._opening.resume())
            case Timer.CLOSE_REPLY:
                self._closing.miss_reply(self.behaviour.close)
            case Timer.REPLY_DELAY:
                self._closing.go_on(self.behaviour.close)
            case Timer.NEXT_PIECE:
                self._sending.raw.go_on()
            case Timer.PONG_DELAY:
                self._conduct.pings.send_late()
            case Timer.KEEP_ALIVE:
                self._conduct.keep_alive.beat()
            case Timer.PONG:
                self._conduct.keep_alive.give_up()
            case Timer.TCP_END:
                self._transport.miss_end(is_told=not self._is_over)

    def _pass_on(self, message: PassOn) -> None:
        if self.phase is Phase.OPEN and self._transport.can_write:
            self._outbox.write_message(message.opcode, message.data)

    # -- wishes ----------------------------------------------------------------------------------

    def _take_wish(self, wish: Wish) -> None:
        """Record a wish, whether it has an effect or not, and carry it out."""
        effect = effect_of(wish, self.role, self.phase, self._transport)
        if not effect and self._is_opening and gives_up_opening(wish):
            self._keep_leftovers("aborted")
        self._outbox.record(Kind.CALL, call_details(wish) | effect)
        if not effect:
            self._carry_out(wish)

    def _carry_out(self, wish: Wish) -> None:
        match wish:
            case ApiClose() if self.phase is not Phase.OPEN:
                self._trigger(Trigger.ABORTED)
            case EndTcp(how):
                if self._is_opening and gives_up_opening(wish):
                    self._give_up_opening()
                self._transport.end_by_hand(how)
            case ChangeBehaviour(behaviour):
                self.behaviour = behaviour
                self._transport.is_bare = behaviour.close.is_bare
                self._conduct.keep_alive.change(behaviour.keep_alive)
                self._attendance.change(behaviour.presence)
            case _:
                self._sending.carry_out(wish)

    def _write_raw(self, data: bytes) -> None:
        self._sending.raw.send((Piece(data),))
