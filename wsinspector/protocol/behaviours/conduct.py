"""What an end does about what arrives, as its behaviour has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wsinspector.protocol.behaviours.behaviour import MessageReply
from wsinspector.protocol.behaviours.keep_alive_pings import TIMEOUT_REASON, KeepAlivePings
from wsinspector.protocol.behaviours.message_answers import MessageAnswers
from wsinspector.protocol.behaviours.ping_answers import PingAnswers
from wsinspector.protocol.behaviours.violation_answers import answer_violation, passes_over
from wsinspector.protocol.inbound import Inbound
from wsinspector.protocol.phases import Phase, Role

if TYPE_CHECKING:
    from wsinspector.protocol.api_events import ApiEvents
    from wsinspector.protocol.behaviours.behaviour import Behaviour
    from wsinspector.protocol.closing.close_payload import ClosePayload
    from wsinspector.protocol.closing.closing_handshake import ClosingHandshake
    from wsinspector.protocol.frames.message_reader import Message, Violation
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

# Asked for with every message; to call an enumeration takes longer.
_OPEN = Phase.OPEN
_NOTHING = MessageReply.NOTHING


class BehavingEnd(Protocol):
    """Where an end stands, and how it acts."""

    @property
    def role(self) -> Role:
        """Which side it plays."""

    @property
    def phase(self) -> Phase:
        """How far its connection is."""

    behaviour: Behaviour


class Conduct:
    """Acts on what arrives: the actions of its Inbound.

    Attributes:
        inbound: reads what arrives.
        pings: answers Pings.
        keep_alive: sends Pings.

    Args:
        end: whose conduct.
        limits: largest message.
        outbox: where the commands go.
        transport: what is left of the transport.
        closing: takes Closes, and fails the connection.
        api: is told of messages.
    """

    def __init__(
        self,
        end: BehavingEnd,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        closing: ClosingHandshake,
        api: ApiEvents,
    ) -> None:
        self.inbound = Inbound(end.role, limits, outbox, self)
        self.pings = PingAnswers(outbox, transport)
        self.keep_alive = KeepAlivePings(outbox, transport, self._fail_by_silence)
        self._end = end
        self._outbox = outbox
        self._transport = transport
        self._closing = closing
        self._api = api
        self._messages = MessageAnswers(end.role, outbox)

    def take_message(self, message: Message) -> None:
        """A whole message: WHATWG passes it on, and we answer, only while readyState is OPEN."""
        end = self._end
        if end.phase is _OPEN:
            self._api.received(message)
            chosen = end.behaviour.message
            if chosen.reply is not _NOTHING and self._transport.can_write:
                self._messages.take(message, chosen)

    def take_ping(self, payload: bytes) -> None:
        """RFC 6455 §5.5.2: MUST send a Pong, unless it already received a Close frame."""
        self.pings.take(payload, self._end.behaviour.ping)

    def take_pong(self, payload: bytes) -> None:
        """The answer to a Ping of ours, or of nobody's (§5.5.3)."""
        self.keep_alive.take_pong(payload)

    def take_close(self, payload: ClosePayload) -> None:
        """The peer's Close."""
        self.pings.forget()
        self._closing.take(payload)

    def take_violation(self, violation: Violation) -> None:
        """What fails the connection."""
        self.pings.forget()
        answer_violation(violation, self._end.behaviour.violation, self._closing)

    def passes_over(self, violation: Violation) -> bool:
        """Whether this end carries on although a rule was broken."""
        return passes_over(violation, self._end.behaviour.violation)

    def burst_echo(self) -> bool | None:
        """A server has no message events, so while it is OPEN an echo is all there is."""
        end = self._end
        if end.role is Role.SERVER and end.phase is _OPEN and not self._outbox.divert:
            reply = end.behaviour.message.reply
            if reply is MessageReply.ECHO:
                return self._transport.can_write
            return False if reply is MessageReply.NOTHING else None
        return None

    def _fail_by_silence(self, violation: Violation) -> None:
        self.pings.forget()
        self.inbound.fail(violation)
        self._closing.fail(violation, TIMEOUT_REASON)
