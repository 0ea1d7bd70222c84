"""The server's side of the opening handshake: it waits for the request, and answers it."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import Piece, Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.answer_faults import answer_faults
from wsinspector.protocol.opening.head_parser import TOO_LARGE, HeadParser
from wsinspector.protocol.opening.opening_answer import AnswerKind
from wsinspector.protocol.opening.opening_request import build_head
from wsinspector.protocol.opening.opening_stage import (
    ABORTED_BY_SERVER,
    HTTP_REJECTED,
    NO_REQUEST,
    Opened,
    OpeningStage,
    Refused,
    deflate_details,
    fault_details,
    first_reason,
)
from wsinspector.protocol.opening.server_answer import answer_request
from wsinspector.protocol.opening.unanswered_bytes import UNANSWERED, UnansweredBytes
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, render, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.head import Head
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer
    from wsinspector.protocol.opening.server_answer import Answer, ServerPolicy
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

_BLANK_LINE = b"\r\n\r\n"


class ServerOpening(OpeningStage):
    """The server's side (RFC 6455 §4.2).

    Args:
        policy: what is served.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
        accepts_faulty: whether a handshake with faults is accepted all the same.
    """

    _aborted_by = ABORTED_BY_SERVER
    _role = Role.SERVER

    def __init__(
        self,
        policy: ServerPolicy,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        accepts_faulty: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(HeadParser(limits.head_bytes), limits, outbox, transport, accepts_faulty)
        self._policy = policy
        self._planned: tuple[Answer, Head] | None = None  # what the client waits for
        self._unanswered: UnansweredBytes | None = None  # what it has sent meanwhile
        self._ends_by = AnswerKind.ACCEPT

    def begin(self) -> None:
        """The transport is established: wait for the request."""
        self._outbox.start_timer(Timer.HANDSHAKE, self._limits.handshake_ms)

    def receive(self, data: bytes) -> Opened | Refused | None:
        """Take the next bytes of the peer; None as long as it has no answer."""
        if self._unanswered is not None:
            return self._wait(data)
        head = self._parser.feed(data)
        if head is None:
            if (hopeless := self._parser.hopeless) is None:
                return None
            refused = self._hopeless(hopeless)
            if self._transport.can_write:
                # §4.2.1: what is no handshake MUST be answered by an HTTP error.
                status = _status_of(hopeless)
                details: dict[str, Detail] = {"status": int(status), "subprotocol": None}
                self._respond(_refusal(hopeless, status), details)
            return refused
        answer = answer_request(head, self._policy, accepts_faulty=self._accepts_faulty())
        self._outbox.record(
            Kind.REQUEST,
            {"faults": fault_details(answer.faults), "resource": answer.resource},
            sent=False,
            data=head.raw,
        )
        self._start = len(head.raw)
        rest = self._parser.rest
        if not self._transport.can_write:
            return self._come_too_late(answer, rest)
        self._remark_early(rest, answer)
        if answer.plan.delay == 0 and answer.plan.kind is not AnswerKind.SILENCE:
            return self._give(answer, head, rest)
        self._begin_waiting(answer.plan)
        self._planned = (answer, head)
        self._unanswered = UnansweredBytes(
            self._start, self._limits.head_bytes, self._outbox, keeps=answer.accepted
        )
        return self._take_early(self._unanswered, rest)

    def resume(self) -> Opened | Refused | None:
        """The time for a delayed answer has come."""
        if self._planned is None or self._unanswered is None:
            return None
        (answer, head), early = self._planned, self._unanswered
        self._start = early.start
        if not self._transport.can_write:
            return self._come_too_late(answer, early.kept)
        return self._give(answer, head, early.kept)

    def keep_unfinished_head(self) -> None:
        """Record what has come and was not acted on; called before the end of it all is."""
        if self._unanswered is None:
            super().keep_unfinished_head()
        else:
            self._unanswered.finish(UNANSWERED)

    def lost(self, reset: bool) -> None:
        """The peer ended TCP before its request was whole, or before it had an answer."""
        waited = self._unanswered is not None
        self._lost(reset, text("answer.left" if waited else "handshake.client-dropped"))

    def timed_out(self) -> None:
        """The request did not come in time."""
        self._fail(NO_REQUEST, text("handshake.no-request", ms=self._limits.handshake_ms))

    def leave(self) -> None:
        """End TCP; after an answer by a FIN first, so that the answer arrives."""
        if self._ends_by is AnswerKind.RST:
            self._transport.abort()
        elif self._ends_by is AnswerKind.FIN:
            self._transport.await_end()
            self._transport.half_close(bare=True)
            self._transport.end_here()
        elif self._has_http_answer:
            self._transport.await_end()
            self._transport.half_close()
        else:
            self._transport.close()

    # -- waiting --------------------------------------------------------------------------------

    def _begin_waiting(self, plan: OpeningAnswer) -> None:
        """The request is whole, so nothing is due from the client; its answer takes its time."""
        self._outbox.cancel_timer(Timer.HANDSHAKE)
        if plan.kind is AnswerKind.SILENCE:
            said = text("answer.silence")
        else:
            said = text("answer.delayed", ms=plan.delay)
            self._outbox.start_timer(Timer.ANSWER_DELAY, plan.delay)
        self._outbox.record(Kind.NOTE, {"text": [said.id, said.args]})

    def _wait(self, data: bytes) -> Refused | None:
        """More comes although there is no answer yet."""
        assert self._planned is not None
        assert self._unanswered is not None
        if not self._unanswered.has_come:
            self._start = self._unanswered.start
            self._remark_early(data, self._planned[0])
        return self._take_early(self._unanswered, data)

    def _take_early(self, unanswered: UnansweredBytes, data: bytes) -> Refused | None:
        unanswered.take(data)
        if not unanswered.is_too_much:
            return None
        self._outbox.cancel_timer(Timer.ANSWER_DELAY)
        self._fail(self._aborted_by, text("answer.overrun", limit=self._limits.head_bytes))
        return Refused(unanswered.kept, unanswered.start)

    def _remark_early(self, data: bytes, answer: Answer) -> None:
        if data and answer.accepted:
            # §4.1: the client MUST wait for the response before sending any further data. No
            # standard makes the server fail because of it, so the data is taken.
            early = text("handshake.early-data", length=len(data))
            self._outbox.record(
                Kind.NOTE,
                {"rule": "req-early-data", "text": [early.id, early.args]},
                sent=False,
                start=self._start,
            )

    # -- answering ------------------------------------------------------------------------------

    def _come_too_late(self, answer: Answer, rest: bytes) -> Refused:
        """Our FIN was sent by hand before: no answer can follow it."""
        self._fail(self._aborted_by, text("handshake.aborted"), None, answer.faults)
        return Refused(rest, self._start)

    def _give(self, answer: Answer, head: Head, rest: bytes) -> Opened | Refused:
        plan = answer.plan
        if not answer.accepted:
            self._say_why_not(answer)
        if answer.response:
            details: dict[str, Detail] = {
                "status": answer.status,
                "subprotocol": answer.subprotocol,
                **deflate_details(answer.deflate),
            }
            if not plan.is_plain:
                details["faults"] = fault_details(answer_faults(answer.response, head))
            self._respond(answer.response, details)
        elif plan.kind is AnswerKind.GARBAGE:
            self._outbox.record(
                Kind.BYTES,
                {"why": "garbage"},
                sent=True,
                start=self._outbox.bytes_sent,
                data=plan.garbage,
            )
            self._outbox.write((plan.garbage,))
            self._has_http_answer = True
        else:
            self._ends_by = plan.kind
        if not answer.accepted:
            return Refused(rest, self._start)
        if plan.kind is AnswerKind.ACCEPT:
            self._remark_faulty(answer.faults)
        glued = (Piece(plan.glued),) if plan.glued else ()
        return replace(self._opened(rest, answer.deflate), glued=glued)

    def _say_why_not(self, answer: Answer) -> None:
        plan = answer.plan
        if plan.kind is AnswerKind.ACCEPT:
            self._fail(HTTP_REJECTED, first_reason(answer.faults), answer.status, answer.faults)
        elif plan.kind is AnswerKind.REJECT:
            said = text("answer.rejects", status=plan.status)
            self._fail(HTTP_REJECTED, said, plan.status, answer.faults)
        else:
            said = text(f"answer.{plan.kind}", length=len(plan.garbage))
            self._fail(self._aborted_by, said, None, answer.faults)

    def _respond(self, response: bytes, details: dict[str, Detail]) -> None:
        head, blank, body = response.partition(_BLANK_LINE)
        start = self._outbox.bytes_sent
        stop = start + len(head) + len(blank)
        self._outbox.record(Kind.RESPONSE, details, sent=True, start=start, data=head + blank)
        if body:  # apart, as the client reads it
            why = {"why": "body"}
            self._outbox.record(Kind.BYTES, why, sent=True, start=stop, data=body)
        self._outbox.write((response,))
        self._has_http_answer = True


def _status_of(why: Text) -> HTTPStatus:
    """RFC 6585 §5: 431 for a head that is too large; 400 for what is no head at all."""
    if why.id == TOO_LARGE:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return HTTPStatus.BAD_REQUEST


def _refusal(why: Text, status: HTTPStatus) -> bytes:
    body = render(text("answer.refusal", reasons=f"- {render(why)}")).encode()
    fields = [
        ("Connection", "close"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Length", str(len(body))),
    ]
    return build_head(f"HTTP/1.1 {int(status)} {status.phrase}", fields) + body
