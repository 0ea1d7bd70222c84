"""Where an answer that redirects leads to (RFC 9110 §10.2.2 and §15.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.journal.open_failure import answer_head, open_failure_details
from wsinspector.protocol.opening.field_text import meant
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.engine.tls_contexts import Trust
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.opening.request_plan import RequestPlan

REDIRECTS = frozenset((301, 302, 303, 307, 308))
"""The statuses that redirect a request of GET."""

_SCHEMES = {"http": "ws", "https": "wss"}


@dataclass(frozen=True, slots=True)
class Redirection:
    """What a server redirects to.

    Attributes:
        status: the status that said so.
        address: the new address.
        loses_tls: from wss:// to ws://.
        other_server: another host or port: what is meant for the first one is not for this one.
    """

    status: int
    address: WsAddress
    loses_tls: bool
    other_server: bool


def redirection(journal: Journal, client_end: int, url: str) -> Redirection | None:
    """What the answer to a client redirects to; None if it does not.

    Args:
        journal: where the answer is recorded.
        client_end: id of the client's end.
        url: the address that it connected to.

    Raises:
        AddressError: it redirects to something that is no address of a WebSocket server.
    """
    status = open_failure_details(journal, client_end).get("status")
    if not isinstance(status, int) or status not in REDIRECTS:
        return None
    head = answer_head(journal, client_end)
    places = () if head is None else tuple(dict.fromkeys(head.values("Location")))
    if len(places) != 1:
        return None
    before = WsAddress.parse(url)
    address = _resolved(before, places[0])
    return Redirection(
        status,
        address,
        before.secure and not address.secure,
        (before.host, before.port) != (address.host, address.port),
    )


class Redirects:
    """How far a client may follow redirects, and with what it asks at the next server.

    Attributes:
        plan: what the next request is to say.
        trust: whom to believe.
        limit: how many may be followed in a row; 0 for none.

    Args:
        plan: see above.
        trust: see above.
        limit: see above.
    """

    def __init__(self, plan: RequestPlan, trust: Trust | None, limit: int) -> None:
        self.plan = plan
        self.trust = trust
        self.limit = limit
        self._followed = 0

    def stop(self) -> None:
        """Follow none from now on."""
        self.limit = 0

    def refusal(self, found: Redirection) -> Text | None:
        """Why a redirect is not followed; None if it is."""
        if found.loses_tls:
            return text("redirect.loses-tls", url=found.address.url)
        if self._followed >= self.limit:
            return text("redirect.too-many", url=found.address.url, limit=self.limit)
        return None

    def take(self, found: Redirection, url: str) -> Text:
        """Count a redirect that is followed, and keep from another server what is not for it.

        Args:
            found: where it leads to.
            url: the address that redirected.

        Returns:
            What is to be said of the connection that follows it.
        """
        self._followed += 1
        kept = self.plan.without_secrets() if found.other_server else self.plan
        words = "redirect.followed"
        if kept != self.plan:
            words = "redirect.followed-bare"
        self.plan = kept
        return text(
            words,
            status=found.status,
            url=url,
            number=self._followed,
            limit=self.limit,
        )


def _resolved(before: WsAddress, place: str) -> WsAddress:
    """The address that a Location names, seen from the one that was asked."""
    place = meant(place)
    try:
        # Joined as HTTP, of which this is an answer; a fragment means nothing to a WebSocket.
        joined = urljoin(before.url.replace("ws", "http", 1), place).partition("#")[0]
    except ValueError:
        raise AddressError(text("address.bad-host", host=place)) from None
    scheme, colon, rest = joined.partition(":")
    return WsAddress.parse(_SCHEMES.get(scheme.lower(), scheme) + colon + rest)
