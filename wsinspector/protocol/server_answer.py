"""How a server of ours answers the request of an opening handshake (RFC 6455 §4.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from wsinspector.protocol.deflate_negotiation import agree_as_server
from wsinspector.protocol.deflate_terms import DeflateAgreement, DeflateTerms
from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.protocol.head import Head
from wsinspector.protocol.opening_request import VERSION, accept_for, build_head
from wsinspector.protocol.request_faults import (
    RequestLine,
    offered_extensions,
    offered_subprotocols,
    request_faults,
)
from wsinspector.protocol.site import Site
from wsinspector.texts import render, text

# RFC 9112 §3.2: a server MUST answer a bad Host with 400, whatever else is asked for.
_BAD_REQUEST_RULES = frozenset(
    ("req-target-invalid", "req-host-missing", "req-host-duplicate", "req-host-invalid")
)
_UPGRADE_RULES = frozenset(
    ("req-upgrade-invalid", "req-version-missing", "req-version-not-13", "req-http-version-low")
)


@dataclass(frozen=True, slots=True)
class ServerPolicy:
    """What a server of ours serves.

    Attributes:
        path: the path that is served, compared character by character with the path of the
            request (the query does not count); empty serves every path.
        subprotocols: the subprotocols that are supported. Chosen is the first one that the client
            offers and the server supports, in the client's order, which is its order of
            preference (RFC 6455 §4.1, item 10); none when there is no such one, or when none is
            offered.
        full: there is no room for a further connection: every valid request is refused with 503.
        deflate: on which terms permessage-deflate is accepted where a client offers it; None
            declines it.
        site: what is served as plain HTTP on paths of its own; None serves nothing.
    """

    path: str = ""
    subprotocols: tuple[str, ...] = ()
    full: bool = False
    deflate: DeflateTerms | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request.

    Attributes:
        accepted: whether the connection is open once the response is sent.
        status: HTTP status of the response; 101 exactly when accepted.
        response: the whole response as it goes on the wire.
        faults: all that is wrong or remarkable about the request.
        subprotocol: the one in use; None without one.
        resource: path and query of the request; empty where it has no valid target.
        origin: value of Origin; None without one.
        deflate: what is agreed on permessage-deflate; None if it is not in use.
    """

    accepted: bool
    status: int
    response: bytes
    faults: tuple[Fault, ...]
    subprotocol: str | None
    resource: str
    origin: str | None
    deflate: DeflateAgreement | None = None


def answer_request(head: Head, policy: ServerPolicy) -> Answer:
    """Judge a request and make the response.

    An invalid one is refused with the HTTP error that fits best (RFC 6455 §4.2.1 asks for one and
    leaves the choice open). Responses carry no Date, because the protocol knows no clock
    (RFC 9110 §6.6.1).

    Args:
        head: the request.
        policy: what is served.
    """
    resource = RequestLine.of(head).resource
    faults = request_faults(head)
    if resource is not None and policy.path not in ("", resource.partition("?")[0]):
        faults += (_path_fault(resource),)
    if policy.full:
        faults += (_FULL,)
    origins = head.values("Origin")
    accepted = not any(fault.must_fail for fault in faults)
    subprotocol = _choose(offered_subprotocols(head), policy) if accepted else None
    deflate = _agree(head, policy) if accepted else None
    if accepted:
        status = HTTPStatus.SWITCHING_PROTOCOLS
        response = _acceptance(head, subprotocol, deflate)
    else:
        status = _status_for(faults)
        response = _refusal(head, status, faults)
    return Answer(
        accepted,
        int(status),
        response,
        faults,
        subprotocol,
        resource or "",
        origins[0] if origins else None,
        deflate,
    )


_FULL = Fault(
    "req-server-full",
    text("fault.req-server-full"),
    must_fail=True,
    severity=Severity.OBSERVATION,
)


def _path_fault(resource: str) -> Fault:
    """A path that is not served: refused, though the request breaks no rule."""
    return Fault(
        "req-path-not-served",
        text("fault.req-path-not-served", path=excerpt(resource.partition("?")[0])),
        must_fail=True,
        severity=Severity.OBSERVATION,
    )


def _choose(offered: tuple[str, ...], policy: ServerPolicy) -> str | None:
    return next((name for name in offered if name in policy.subprotocols), None)


def _agree(head: Head, policy: ServerPolicy) -> DeflateAgreement | None:
    offers = offered_extensions(head)
    if policy.deflate is None or not offers:
        return None
    return agree_as_server(offers, policy.deflate)


def _status_for(faults: tuple[Fault, ...]) -> HTTPStatus:
    """The status that says best why the request is refused.

    What cannot be read comes first, then what holds for any HTTP request, then the upgrade.
    """
    rules = {fault.rule for fault in faults if fault.must_fail}
    if "req-http-version-high" in rules:
        return HTTPStatus.HTTP_VERSION_NOT_SUPPORTED
    if any(rule.startswith("head-") for rule in rules):
        return HTTPStatus.BAD_REQUEST
    if "req-method-not-get" in rules:
        return HTTPStatus.METHOD_NOT_ALLOWED
    if rules & _BAD_REQUEST_RULES:
        return HTTPStatus.BAD_REQUEST
    if "req-path-not-served" in rules:
        return HTTPStatus.NOT_FOUND
    if rules == {"req-server-full"}:
        return HTTPStatus.SERVICE_UNAVAILABLE
    # RFC 9110 §7.8: Upgrade in an HTTP/1.0 request is ignored, so it is as good as absent.
    if rules & _UPGRADE_RULES:
        return HTTPStatus.UPGRADE_REQUIRED
    return HTTPStatus.BAD_REQUEST


def _acceptance(head: Head, subprotocol: str | None, deflate: DeflateAgreement | None) -> bytes:
    fields = [
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Accept", accept_for(head.values("Sec-WebSocket-Key")[0])),
    ]
    if subprotocol is not None:
        fields.append(("Sec-WebSocket-Protocol", subprotocol))
    if deflate is not None:
        fields.append(("Sec-WebSocket-Extensions", deflate.value))
    return build_head("HTTP/1.1 101 Switching Protocols", fields)


def _refusal(head: Head, status: HTTPStatus, faults: tuple[Fault, ...]) -> bytes:
    reasons = "\n".join(f"- {render(fault.text)}" for fault in faults if fault.must_fail)
    body = render(text("answer.refusal", reasons=reasons)).encode("utf-8")
    fields = []
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        fields.append(("Allow", "GET"))
    if status is HTTPStatus.UPGRADE_REQUIRED:
        fields += [("Upgrade", "websocket"), ("Sec-WebSocket-Version", VERSION)]
    # RFC 9110 §7.8: whoever sends Upgrade names it in Connection too.
    upgrades = status is HTTPStatus.UPGRADE_REQUIRED
    fields += [
        ("Connection", "close, Upgrade" if upgrades else "close"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Length", str(len(body))),
    ]
    start_line = f"HTTP/1.1 {int(status)} {status.phrase}"
    # RFC 9110 §9.3.2: the answer to HEAD has no body.
    return build_head(start_line, fields) + (b"" if head.start_line[:5] == b"HEAD " else body)
