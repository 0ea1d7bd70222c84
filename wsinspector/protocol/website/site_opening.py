"""The server's side of an opening handshake where the same port serves the site, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.opening.server_opening import ServerOpening
from wsinspector.protocol.website.site_exchange import SiteExchange
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.opening_stage import Opened, Refused
    from wsinspector.protocol.opening.server_answer import ServerPolicy
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView
    from wsinspector.protocol.website.site import Site


class SiteOpening(ServerOpening):
    """Hands a request for the site to a :class:`SiteExchange`; all others are opening handshakes.

    Args:
        site: what is served as plain HTTP.
        policy: what is served else.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
        accepts_faulty: whether a handshake with faults is accepted all the same.
    """

    def __init__(
        self,
        site: Site,
        policy: ServerPolicy,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        accepts_faulty: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(policy, limits, outbox, transport, accepts_faulty)
        self._site = site
        self._exchange: SiteExchange | None = None
        self._has_looked = False

    def receive(self, data: bytes) -> Opened | Refused | None:
        """Take the next bytes of the peer; None as long as the request has no answer."""
        if self._exchange is not None:
            return self._exchange.receive(data)
        if self._has_looked:
            return super().receive(data)
        head = self._parser.feed(data)
        if head is None and self._parser.hopeless is None:
            return None
        self._has_looked = True
        if head is None or not self._site.claims(head):
            return super().receive(b"")  # the parser has the bytes
        self._exchange = SiteExchange(self._site, head, self._outbox, self._transport)
        return self._exchange.receive(self._parser.rest)

    def keep_unfinished_head(self) -> None:
        """Record what has come and was not acted on; called before the end of it all is."""
        if self._exchange is None:
            super().keep_unfinished_head()
        else:
            self._exchange.keep_unfinished()

    def aborted(self) -> None:
        """This end gives up."""
        if self._exchange is None:
            super().aborted()
        else:
            self._exchange.note(text("site.no-answer"))

    def lost(self, reset: bool) -> None:
        """The peer ended TCP before its request was whole."""
        if self._exchange is None:
            super().lost(reset)
        else:
            self._exchange.note(text("site.no-answer"))

    def timed_out(self) -> None:
        """The request did not come in time."""
        if self._exchange is None:
            super().timed_out()
        else:
            self._exchange.timed_out()

    def leave(self) -> None:
        """End TCP; after an answer by a FIN first, so that the answer arrives."""
        if self._exchange is None or not self._exchange.has_answer:
            super().leave()
        else:
            self._transport.await_end()
            self._transport.half_close()
