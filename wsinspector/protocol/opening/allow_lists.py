"""Whom a server lets in, by what a request says of where it comes from and whom it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wsinspector.protocol.opening.head import Head
    from wsinspector.texts import Text

ALLOW_LIST_RULES: Final = frozenset(("req-origin-not-allowed", "req-host-not-allowed"))
"""The rules whose breach is answered with 403."""

NO_ORIGIN: Final = "none"
"""Stands in a list of Origins for a request that has no Origin, as programs send it."""


def allow_list_faults(
    head: Head, origins: tuple[str, ...], hosts: tuple[str, ...]
) -> tuple[Fault, ...]:
    """Why a request is not let in (RFC 6455 §4.2.2, item 4, and §10.2); it breaks no rule.

    An Origin must be on the list as it stands there, in any case. A Host on the list without a
    port holds for every port.

    Args:
        head: the request.
        origins: the Origins that are let in, :data:`NO_ORIGIN` for requests without one; empty
            lets in all.
        hosts: the Hosts that are let in; empty lets in all.
    """
    return (*_origin(head, origins), *_host(head, hosts))


def _origin(head: Head, allowed: tuple[str, ...]) -> Iterator[Fault]:
    if not allowed:
        return
    listed = {origin.lower() for origin in allowed}
    values = head.values("Origin")
    if not values and NO_ORIGIN not in listed:
        yield _refused("req-origin-not-allowed", text("fault.req-origin-not-allowed.missing"))
    for value in values:
        if value.lower() not in listed:
            why = text("fault.req-origin-not-allowed", origin=excerpt(value))
            yield _refused("req-origin-not-allowed", why)
            return


def _host(head: Head, allowed: tuple[str, ...]) -> Iterator[Fault]:
    if not allowed:
        return
    listed = {host.lower() for host in allowed}
    for value in head.values("Host"):
        named = value.lower()
        if named not in listed and _without_port(named) not in listed:
            why = text("fault.req-host-not-allowed", host=excerpt(value))
            yield _refused("req-host-not-allowed", why)
            return


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else host


def _refused(rule: str, why: Text) -> Fault:
    return Fault(rule, why, must_fail=True, severity=Severity.OBSERVATION)
