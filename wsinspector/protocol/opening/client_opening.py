"""The client's side of the opening handshake: it asks, and judges the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.head_parser import RESPONSE_START, TOO_LARGE, HeadParser
from wsinspector.protocol.opening.opening_response import SWITCHING, judge_response, status_of
from wsinspector.protocol.opening.opening_stage import (
    ABORTED_BY_CLIENT,
    BAD_101,
    HTTP_REJECTED,
    NO_RESPONSE,
    NOT_HTTP,
    Opened,
    OpeningStage,
    Refused,
    deflate_details,
    fault_details,
    first_reason,
)
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.faults import Fault
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.opening_request import OpeningRequest
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView


class ClientOpening(OpeningStage):
    """The client's side (RFC 6455 §4.1).

    Args:
        request: what is asked for.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
        accepts_faulty: whether a handshake with faults is accepted all the same.
    """

    _aborted_by = ABORTED_BY_CLIENT
    _role = Role.CLIENT

    def __init__(
        self,
        request: OpeningRequest,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        accepts_faulty: Callable[[], bool] = lambda: False,
    ) -> None:
        parser = HeadParser(limits.head_bytes, RESPONSE_START)
        super().__init__(parser, limits, outbox, transport, accepts_faulty)
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
            judgement = judge_response(
                head, self._request.asked, accepts_faulty=self._accepts_faulty()
            )
            self._outbox.record(
                Kind.RESPONSE,
                {
                    "status": judgement.status,
                    "faults": fault_details(judgement.faults),
                    "subprotocol": judgement.subprotocol,
                    **deflate_details(judgement.deflate),
                },
                sent=False,
                start=self._start,
                data=head.raw,
            )
            data = self._parser.rest
            self._start += len(head.raw)
            if judgement.accepted:
                self._remark_faulty(judgement.faults)
                return self._opened(data, judgement.deflate)
            if not judgement.interim:
                return self._refused(judgement.status, judgement.faults, data)
            # RFC 9110 §15.2: the final response follows.
            self._parser = HeadParser(self._limits.head_bytes, RESPONSE_START)
        if (hopeless := self._parser.hopeless) is None:
            return None
        if hopeless.id == TOO_LARGE and (status := status_of(self._parser.received)) is not None:
            return self._too_large(status, hopeless)
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

    def _too_large(self, status: int, why: Text) -> Refused:
        """It is HTTP, and says with what status, but its head never ends."""
        self.keep_unfinished_head()
        self._fail(BAD_101 if status == SWITCHING else HTTP_REJECTED, why, status)
        return Refused(start=self._start + len(self._parser.received))

    def _refused(self, status: int | None, faults: tuple[Fault, ...], rest: bytes) -> Refused:
        if status is None:
            self._fail(NOT_HTTP, first_reason(faults), None, faults)
            return Refused(rest, self._start)
        if status == 101:
            self._fail(BAD_101, first_reason(faults), status, faults)
            return Refused(rest, self._start)
        self._fail(HTTP_REJECTED, text("handshake.rejected", status=status), status, faults)
        self._has_http_answer = True
        return Refused(rest, self._start, "http-body")
