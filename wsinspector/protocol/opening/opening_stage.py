"""The opening handshake as the first stage of an endpoint: what both sides have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wsinspector.protocol.facts import Kind
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement
    from wsinspector.protocol.deflate.inflater import Inflater
    from wsinspector.protocol.exchange import Piece
    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.faults import Fault
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.head_parser import HeadParser
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.phases import Role
    from wsinspector.protocol.transport_view import TransportView

HTTP_REJECTED = "http-rejected"
BAD_101 = "bad-101"
NOT_HTTP = "not-http"
PEER_DROPPED = "peer-dropped"
NO_RESPONSE = "no-response"
NO_REQUEST = "no-request"
ABORTED_BY_CLIENT = "aborted-by-client"
ABORTED_BY_SERVER = "aborted-by-server"


@dataclass(frozen=True, slots=True)
class Opened:
    """The opening handshake succeeded.

    Attributes:
        rest: the bytes that came after the peer's head.
        start: stream offset of their first byte.
        inflater: what the peer's messages are decompressed with; None if they cannot be compressed.
        glued: what this end sends in one go with its own head.
    """

    rest: bytes
    start: int
    inflater: Inflater | None = None
    glued: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """The opening handshake failed, and why is recorded.

    Attributes:
        rest: the bytes that came after the peer's head and are not recorded yet.
        start: stream offset of their first byte.
        why: what these bytes, and those that follow them, are.
    """

    rest: bytes = b""
    start: int = 0
    why: str = "after-refusal"


class OpeningStage:
    """What both sides have in common."""

    _aborted_by: str
    _role: Role

    def __init__(
        self,
        parser: HeadParser,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        accepts_faulty: Callable[[], bool],
    ) -> None:
        self._parser = parser
        self._limits = limits
        self._outbox = outbox
        self._transport = transport
        self._accepts_faulty = accepts_faulty
        self._has_http_answer = False
        self._start = 0  # stream offset of what the parser has
        self._has_kept = False

    def keep_unfinished_head(self) -> None:
        """Record what has come of a head that never gets whole; called before its end is."""
        if not self._has_kept and (received := self._parser.received):
            self._has_kept = True
            self._bytes(received, "head-incomplete")

    def resume(self) -> Opened | Refused | None:
        """The time of :attr:`Timer.ANSWER_DELAY` has come; only an answer is ever delayed."""
        return None

    def aborted(self) -> None:
        """This end gives up the handshake."""
        self._fail(self._aborted_by, text("handshake.aborted"))

    def _opened(self, rest: bytes, deflate: DeflateAgreement | None) -> Opened:
        """From here on messages are compressed, if that is agreed."""
        if deflate is None:
            return Opened(rest, self._start)
        self._outbox.deflater = deflate.deflater(self._role)
        return Opened(rest, self._start, deflate.inflater(self._role))

    def _remark_faulty(self, faults: tuple[Fault, ...]) -> None:
        """Say that the handshake is accepted in spite of these, if there is something."""
        fatal = [fault.rule for fault in faults if fault.must_fail]
        if fatal:
            said = text("handshake.accepted-faulty", rules=", ".join(dict.fromkeys(fatal)))
            self._outbox.record(Kind.NOTE, {"text": [said.id, said.args]})

    def _lost(self, reset: bool, dropped: Text) -> None:
        self._fail(PEER_DROPPED, text("handshake.reset") if reset else dropped)

    def _hopeless(self, message: Text) -> Refused:
        received = self._parser.received
        self._bytes(received, NOT_HTTP)
        self._fail(NOT_HTTP, message)
        return Refused(start=self._start + len(received), why=NOT_HTTP)

    def _bytes(self, data: bytes, why: str) -> None:
        self._outbox.record(Kind.BYTES, {"why": why}, sent=False, start=self._start, data=data)

    def _fail(
        self,
        reason: str,
        message: Text,
        status: int | None = None,
        faults: tuple[Fault, ...] = (),
    ) -> None:
        self._outbox.record(
            Kind.FAILURE,
            {
                "step": "http",
                "reason": reason,
                "text": [message.id, dict(message.args)],
                "status": status,
                "faults": fault_details(faults),
            },
        )


def fault_details(faults: tuple[Fault, ...]) -> list[Detail]:
    """Faults as they stand in an entry."""
    return [[f.rule, str(f.severity), [f.text.id, dict(f.text.args)]] for f in faults]


def deflate_details(deflate: DeflateAgreement | None) -> dict[str, Detail]:
    """What an entry says of compression; nothing where none is agreed."""
    return {} if deflate is None else {"deflate": deflate.value}


def first_reason(faults: tuple[Fault, ...]) -> Text:
    """What refused, in words: the first fault that did."""
    return next(fault.text for fault in faults if fault.must_fail)
