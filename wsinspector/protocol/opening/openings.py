"""The opening handshake that an endpoint begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from wsinspector.protocol.opening.client_opening import ClientOpening
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.server_opening import ServerOpening
from wsinspector.protocol.website.site_opening import SiteOpening

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.server_answer import ServerPolicy
    from wsinspector.protocol.opening.tls_opening import TlsOpening
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

Opening = ClientOpening | ServerOpening
"""The opening handshake of either side."""

AnyOpening: TypeAlias = "ClientOpening | ServerOpening | TlsOpening"
"""The same, or what comes before it on TLS."""


def opening_of(
    plan: OpeningRequest | ServerPolicy,
    limits: Limits,
    outbox: Outbox,
    transport: TransportView,
    accepts_faulty: Callable[[], bool] = lambda: False,
) -> Opening:
    """A client asks, a server answers.

    Args:
        plan: the request of a client, or what a server serves.
        limits: largest head, and the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
        accepts_faulty: whether a handshake with faults is accepted all the same.
    """
    if isinstance(plan, OpeningRequest):
        return ClientOpening(plan, limits, outbox, transport, accepts_faulty)
    if plan.site is not None:
        return SiteOpening(plan.site, plan, limits, outbox, transport, accepts_faulty)
    return ServerOpening(plan, limits, outbox, transport, accepts_faulty)
