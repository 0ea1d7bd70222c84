"""One request for the site and its answer, on a connection that never becomes a WebSocket."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from wsinspector.protocol.commands import TakeReport
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.opening_stage import Refused
from wsinspector.protocol.website.site import refusal
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.protocol.opening.head import Head
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView
    from wsinspector.protocol.website.site import Site, SiteAnswer


class SiteExchange:
    """Takes the request, waits for its body where it has one, and answers.

    There is one request on a connection: what follows it is recorded, and not answered.

    Args:
        site: what is served.
        head: the request's head.
        outbox: where the commands go.
        transport: what is left of the transport.

    Attributes:
        has_answer: the answer is written.
    """

    def __init__(self, site: Site, head: Head, outbox: Outbox, transport: TransportView) -> None:
        self.has_answer = False
        self._site = site
        self._outbox = outbox
        self._transport = transport
        self._start = len(head.raw)
        self._body = bytearray()
        self._has_kept = False
        answer = site.answer(head)
        self._answer: SiteAnswer | None = None if isinstance(answer, int) else answer
        # What is refused may be an attack, and stays in view.
        is_plain = self._answer is None or self._answer.status is HTTPStatus.OK
        outbox.record(Kind.REQUEST, {"plain": True} if is_plain else {}, sent=False, data=head.raw)
        self._expected = answer if isinstance(answer, int) else 0

    def receive(self, data: bytes) -> Refused | None:
        """Take the next bytes behind the head; None as long as the body is not whole."""
        self._body += data
        if self._answer is None:
            if len(self._body) < self._expected:
                return None
            body = bytes(self._body[: self._expected])
            self._keep(body)
            self._answer = self._site.take_report(body)
        rest = bytes(self._body[self._expected :])
        self._send(self._answer)
        return Refused(rest, self._start + self._expected, "after-answer")

    def keep_unfinished(self) -> None:
        """Record what has come of a body that never gets whole; called before its end is."""
        self._keep(bytes(self._body))

    def note(self, why: Text) -> None:
        """Say what became of it: it is no failed opening handshake."""
        self._outbox.record(Kind.NOTE, {"text": [why.id, dict(why.args)]})

    def timed_out(self) -> None:
        """The body did not come in time."""
        self._send(refusal(HTTPStatus.REQUEST_TIMEOUT, text("site.slow")))

    def _keep(self, body: bytes) -> None:
        if body and not self._has_kept:
            self._has_kept = True
            self._outbox.record(
                Kind.BYTES, {"why": "http-body"}, sent=False, start=self._start, data=body
            )

    def _send(self, answer: SiteAnswer) -> None:
        if not self._transport.can_write:
            self.note(text("site.no-answer"))
            return
        if answer.report is not None:
            self._outbox.tell(TakeReport(answer.report))
        self.note(answer.text)
        self._outbox.record(
            Kind.RESPONSE, {"status": int(answer.status)}, sent=True, data=answer.response
        )
        self._outbox.write((answer.response,))
        self.has_answer = True
