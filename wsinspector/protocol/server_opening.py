"""The server's side of the opening handshake: it waits for the request, and answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.head_parser import HeadParser
from wsinspector.protocol.opening_request import build_head
from wsinspector.protocol.opening_stage import (
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
from wsinspector.protocol.phases import Role
from wsinspector.protocol.server_answer import answer_request
from wsinspector.protocol.site_exchange import SiteExchange
from wsinspector.texts import Text, render, text

if TYPE_CHECKING:
    from wsinspector.protocol.deflate_terms import DeflateAgreement
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.server_answer import ServerPolicy
    from wsinspector.protocol.transport_view import TransportView


class ServerOpening(OpeningStage):
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
        self._exchange: SiteExchange | None = None

    def begin(self) -> None:
        """The transport is established: wait for the request."""
        self._outbox.start_timer(Timer.HANDSHAKE, self._limits.handshake_ms)

    def receive(self, data: bytes) -> Opened | Refused | None:
        """Take the next bytes of the peer; None as long as the request is not whole."""
        if self._exchange is not None:
            return self._exchange.receive(data)
        head = self._parser.feed(data)
        if head is None:
            if (hopeless := self._parser.hopeless) is None:
                return None
            refused = self._hopeless(hopeless)
            if self._transport.can_write:
                # §4.2.1: what is no handshake MUST be answered by an HTTP error.
                self._answer(_bad_request(hopeless), 400)
            return refused
        if (site := self._policy.site) is not None and site.claims(head):
            self._exchange = SiteExchange(site, head, self._outbox, self._transport)
            return self._exchange.receive(self._parser.rest)
        answer = answer_request(head, self._policy)
        self._outbox.record(
            Kind.REQUEST,
            {"faults": fault_details(answer.faults), "resource": answer.resource},
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
            self._fail(HTTP_REJECTED, first_reason(answer.faults), answer.status, answer.faults)
        self._answer(answer.response, answer.status, answer.subprotocol, answer.deflate)
        if answer.accepted:
            return self._opened(rest, answer.deflate)
        return Refused(rest, self._start)

    def keep_unfinished_head(self) -> None:
        if self._exchange is None:
            super().keep_unfinished_head()
        else:
            self._exchange.keep_unfinished()

    def aborted(self) -> None:
        if self._exchange is None:
            super().aborted()
        else:
            self._exchange.note(text("site.no-answer"))

    def lost(self, reset: bool) -> None:
        """The peer ended TCP before its request was whole."""
        if self._exchange is not None:
            self._exchange.note(text("site.no-answer"))
            return
        self._lost(reset, text("handshake.client-dropped"))

    def timed_out(self) -> None:
        """The request did not come in time."""
        if self._exchange is not None:
            self._exchange.timed_out()
            return
        self._fail(NO_REQUEST, text("handshake.no-request", ms=self._limits.handshake_ms))

    def leave(self) -> None:
        """End TCP; after an HTTP answer by a FIN first, so that the answer arrives."""
        if self._has_http_answer or (self._exchange is not None and self._exchange.has_answer):
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
            {"status": status, "subprotocol": subprotocol, **deflate_details(deflate)},
            sent=True,
            data=response,
        )
        self._outbox.write((response,))
        self._has_http_answer = True


def _bad_request(why: Text) -> bytes:
    body = render(text("answer.refusal", reasons=f"- {render(why)}")).encode()
    fields = [
        ("Connection", "close"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Length", str(len(body))),
    ]
    return build_head("HTTP/1.1 400 Bad Request", fields) + body
