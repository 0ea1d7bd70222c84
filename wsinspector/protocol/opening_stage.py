"""The opening handshake as the first stage of an endpoint: what each side does and records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.head_parser import RESPONSE_START, HeadParser
from wsinspector.protocol.opening_failures import (
    ABORTED_BY_CLIENT,
    ABORTED_BY_SERVER,
    BAD_101,
    HTTP_REJECTED,
    NO_REQUEST,
    NO_RESPONSE,
    NOT_HTTP,
    PEER_DROPPED,
)
from wsinspector.protocol.opening_request import build_head
from wsinspector.protocol.opening_response import judge_response
from wsinspector.protocol.phases import Role
from wsinspector.protocol.server_answer import answer_request
from wsinspector.texts import Text, render, text

if TYPE_CHECKING:
    from wsinspector.protocol.deflate_terms import DeflateAgreement
    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.faults import Fault
    from wsinspector.protocol.inflater import Inflater
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening_request import OpeningRequest
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.server_answer import ServerPolicy
    from wsinspector.protocol.transport_view import TransportView


@dataclass(frozen=True, slots=True)
class Opened:
    """The opening handshake succeeded.

    Attributes:
        rest: the bytes that came after the peer's head.
        start: stream offset of their first byte.
        inflater: what the peer's messages are decompressed with; None if they cannot be compressed.
    """

    rest: bytes
    start: int
    inflater: Inflater | None = None


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


class _Stage:
    """What both sides have in common."""

    _aborted_by: str
    _role: Role

    def __init__(
        self, parser: HeadParser, limits: Limits, outbox: Outbox, transport: TransportView
    ) -> None:
        self._parser = parser
        self._limits = limits
        self._outbox = outbox
        self._transport = transport
        self._has_http_answer = False
        self._start = 0  # stream offset of what the parser has
        self._has_kept = False

    def keep_unfinished_head(self) -> None:
        """Record what has come of a head that never gets whole; called before its end is."""
        if not self._has_kept and (received := self._parser.received):
            self._has_kept = True
            self._bytes(received, "head-incomplete")

    def aborted(self) -> None:
        """This end gives up the handshake."""
        self._fail(self._aborted_by, text("handshake.aborted"))

    def _opened(self, rest: bytes, deflate: DeflateAgreement | None) -> Opened:
        """From here on messages are compressed, if that is agreed."""
        if deflate is None:
            return Opened(rest, self._start)
        self._outbox.deflater = deflate.deflater(self._role)
        return Opened(rest, self._start, deflate.inflater(self._role))

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
                "faults": _fault_details(faults),
            },
        )


class ClientOpening(_Stage):
    """The client's side (RFC 6455 §4.1).

    Args:
        request: what is asked for.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
    """

    _aborted_by = ABORTED_BY_CLIENT
    _role = Role.CLIENT

    def __init__(
        self,
        request: OpeningRequest,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
    ) -> None:
        parser = HeadParser(limits.head_bytes, RESPONSE_START)
        super().__init__(parser, limits, outbox, transport)
        self._request = request

    def begin(self) -> None:
        """The transport is established: send the request."""
        head = self._request.head()
        self._outbox.record(Kind.REQUEST, sent=True, data=head)
        self._outbox.write((head,))
        self._outbox.start_timer(Timer.HANDSHAKE, self._limits.handshake_ms)

    def receive(self, data: bytes) -> Opened | Refused | None:
        """Take the next bytes of the peer; None as long as the answer is not whole."""
        while (head := self._parser.feed(data)) is not None:
            judgement = judge_response(head, self._request)
            self._outbox.record(
                Kind.RESPONSE,
                {
                    "status": judgement.status,
                    "faults": _fault_details(judgement.faults),
                    "subprotocol": judgement.subprotocol,
                    **_deflate_details(judgement.deflate),
                },
                sent=False,
                start=self._start,
                data=head.raw,
            )
            data = self._parser.rest
            self._start += len(head.raw)
            if judgement.accepted:
                return self._opened(data, judgement.deflate)
            if not judgement.interim:
                return self._refused(judgement.status, judgement.faults, data)
            # RFC 9110 §15.2: the final response follows.
            self._parser = HeadParser(self._limits.head_bytes, RESPONSE_START)
        if (hopeless := self._parser.hopeless) is None:
            return None
        return self._hopeless(hopeless)

    def lost(self, reset: bool) -> None:
        """The peer ended TCP before its answer was whole."""
        self._lost(reset, text("handshake.server-dropped"))

    def timed_out(self) -> None:
        """The answer did not come in time."""
        self._fail(NO_RESPONSE, text("handshake.no-response", ms=self._limits.handshake_ms))

    def leave(self) -> None:
        """End TCP; the body of an HTTP answer is worth waiting for until the server ends it."""
        if self._has_http_answer:
            self._transport.await_end()
        else:
            self._transport.close()

    def _refused(self, status: int | None, faults: tuple[Fault, ...], rest: bytes) -> Refused:
        if status is None:
            self._fail(NOT_HTTP, _first_reason(faults), None, faults)
            return Refused(rest, self._start)
        if status == 101:
            self._fail(BAD_101, _first_reason(faults), status, faults)
            return Refused(rest, self._start)
        self._fail(HTTP_REJECTED, text("handshake.rejected", status=status), status, faults)
        self._has_http_answer = True
        return Refused(rest, self._start, "http-body")


class ServerOpening(_Stage):
    """The server's side (RFC 6455 §4.2).

    Args:
        policy: what is served.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
    """

    _aborted_by = ABORTED_BY_SERVER
    _role = Role.SERVER

    def __init__(
        self,
        policy: ServerPolicy,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
    ) -> None:
        super().__init__(HeadParser(limits.head_bytes), limits, outbox, transport)
        self._policy = policy

    def begin(self) -> None:
        """The transport is established: wait for the request."""
        self._outbox.start_timer(Timer.HANDSHAKE, self._limits.handshake_ms)

    def receive(self, data: bytes) -> Opened | Refused | None:
        """Take the next bytes of the peer; None as long as the request is not whole."""
        head = self._parser.feed(data)
        if head is None:
            if (hopeless := self._parser.hopeless) is None:
                return None
            refused = self._hopeless(hopeless)
            if self._transport.can_write:
                # §4.2.1: what is no handshake MUST be answered by an HTTP error.
                self._answer(_bad_request(hopeless), 400)
            return refused
        answer = answer_request(head, self._policy)
        self._outbox.record(
            Kind.REQUEST,
            {"faults": _fault_details(answer.faults), "resource": answer.resource},
            sent=False,
            data=head.raw,
        )
        self._start = len(head.raw)
        rest = self._parser.rest
        if not self._transport.can_write:
            # Our FIN was sent by hand before: no answer can follow it.
            self._fail(self._aborted_by, text("handshake.aborted"), None, answer.faults)
            return Refused(rest, self._start)
        if rest and answer.accepted:
            # §4.1: the client MUST wait for the response before sending any further data. No
            # standard makes the server fail because of it, so the data is taken.
            early = text("handshake.early-data", length=len(rest))
            self._outbox.record(
                Kind.NOTE,
                {"rule": "req-early-data", "text": [early.id, early.args]},
                sent=False,
                start=self._start,
            )
        if not answer.accepted:
            self._fail(HTTP_REJECTED, _first_reason(answer.faults), answer.status, answer.faults)
        self._answer(answer.response, answer.status, answer.subprotocol, answer.deflate)
        if answer.accepted:
            return self._opened(rest, answer.deflate)
        return Refused(rest, self._start)

    def lost(self, reset: bool) -> None:
        """The peer ended TCP before its request was whole."""
        self._lost(reset, text("handshake.client-dropped"))

    def timed_out(self) -> None:
        """The request did not come in time."""
        self._fail(NO_REQUEST, text("handshake.no-request", ms=self._limits.handshake_ms))

    def leave(self) -> None:
        """End TCP; after an HTTP answer by a FIN first, so that the answer arrives."""
        if self._has_http_answer:
            self._transport.await_end()
            self._transport.half_close()
        else:
            self._transport.close()

    def _answer(
        self,
        response: bytes,
        status: int,
        subprotocol: str | None = None,
        deflate: DeflateAgreement | None = None,
    ) -> None:
        self._outbox.record(
            Kind.RESPONSE,
            {"status": status, "subprotocol": subprotocol, **_deflate_details(deflate)},
            sent=True,
            data=response,
        )
        self._outbox.write((response,))
        self._has_http_answer = True


def _fault_details(faults: tuple[Fault, ...]) -> list[Detail]:
    return [[f.rule, str(f.severity), [f.text.id, dict(f.text.args)]] for f in faults]


def _deflate_details(deflate: DeflateAgreement | None) -> dict[str, Detail]:
    return {} if deflate is None else {"deflate": deflate.value}


def _first_reason(faults: tuple[Fault, ...]) -> Text:
    """What refused, in words: the first fault that did."""
    return next(fault.text for fault in faults if fault.must_fail)


def _bad_request(why: Text) -> bytes:
    body = render(text("answer.refusal", reasons=f"- {render(why)}")).encode()
    fields = [
        ("Connection", "close"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Length", str(len(body))),
    ]
    return build_head("HTTP/1.1 400 Bad Request", fields) + body
