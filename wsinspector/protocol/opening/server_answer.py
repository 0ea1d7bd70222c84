"""How a server of ours answers the request of an opening handshake (RFC 6455 §4.2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from wsinspector.protocol.deflate.deflate_negotiation import agree_as_server
from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement, DeflateTerms
from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.protocol.opening.allow_lists import ALLOW_LIST_RULES, allow_list_faults
from wsinspector.protocol.opening.answer_bytes import acceptance, rejection
from wsinspector.protocol.opening.head import Head
from wsinspector.protocol.opening.opening_answer import (
    PLAIN_ANSWER,
    AnswerKind,
    OpeningAnswer,
    SubprotocolAnswer,
)
from wsinspector.protocol.opening.opening_request import build_head
from wsinspector.protocol.opening.request_faults import (
    RequestLine,
    offered_extensions,
    offered_subprotocols,
    request_faults,
)
from wsinspector.protocol.opening.request_plan import VERSION
from wsinspector.protocol.website.site import Site
from wsinspector.texts import render, text

# RFC 9112 §3.2: a server MUST answer a bad Host with 400, whatever else is asked for.
_BAD_REQUEST_RULES = frozenset(
    ("req-target-invalid", "req-host-missing", "req-host-duplicate", "req-host-invalid")
)
_UPGRADE_RULES = frozenset(
    ("req-upgrade-invalid", "req-version-missing", "req-version-not-13", "req-http-version-low")
)


_STATUS = re.compile(rb"HTTP/[0-9.]+ ([0-9]{3})(?![0-9])")


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
        full: there is no room for a further connection: a request that could be met is refused with 503, and
            so is one that only lacks what an upgrade needs.
        deflate: on which terms permessage-deflate is accepted where a client offers it; None
            declines it.
        answer: how requests are answered; a server that is full refuses them all the same.
        origins: the only values of Origin that are let in; empty lets in all, see
            :mod:`~wsinspector.protocol.opening.allow_lists`.
        hosts: the only values of Host that are let in; empty lets in all.
        site: what is served as plain HTTP on paths of its own; None serves nothing.
    """

    path: str = ""
    subprotocols: tuple[str, ...] = ()
    full: bool = False
    deflate: DeflateTerms | None = None
    answer: OpeningAnswer = PLAIN_ANSWER
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request.

    Attributes:
        accepted: whether the connection is open once the response is sent.
        status: HTTP status of the response; None where it has none.
        response: the whole response as it goes on the wire; empty where the plan has none.
        faults: all that is wrong or remarkable about the request.
        subprotocol: the one in use; None without one.
        resource: path and query of the request; empty where it has no valid target.
        origin: value of Origin; None without one.
        deflate: what is agreed on permessage-deflate; None if it is not in use.
        plan: what the answer was made by.
    """

    accepted: bool
    status: int | None
    response: bytes
    faults: tuple[Fault, ...]
    subprotocol: str | None
    resource: str
    origin: str | None
    deflate: DeflateAgreement | None = None
    plan: OpeningAnswer = PLAIN_ANSWER


def answer_request(head: Head, policy: ServerPolicy, *, accepts_faulty: bool = False) -> Answer:
    """Judge a request and make the response.

    An invalid one is refused with the HTTP error that fits best (RFC 6455 §4.2.1 asks for one and
    leaves the choice open). Responses carry no Date, because the protocol knows no clock
    (RFC 9110 §6.6.1).

    Args:
        head: the request.
        policy: what is served.
        accepts_faulty: accept a request whatever rules it breaks, with what can be made of it. Who
            is not let in, and what is not served, is refused all the same.
    """
    resource = RequestLine.of(head).resource
    faults = request_faults(head)
    if resource is not None and policy.path not in ("", resource.partition("?")[0]):
        faults += (_path_fault(resource),)
    faults += allow_list_faults(head, policy.origins, policy.hosts)
    if policy.full:
        faults += (_FULL,)
    plan = PLAIN_ANSWER if policy.full else policy.answer
    accepted = plan.opens
    status: int | None = None
    response = b""
    subprotocol: str | None = None
    deflate: DeflateAgreement | None = None
    if plan.kind is AnswerKind.REJECT:
        status = plan.status
        response = rejection(plan, has_body=not _asks_for_head(head))
    elif plan.kind is AnswerKind.ACCEPT:
        accepted = not any(_refuses(fault, accepts_faulty) for fault in faults)
        if accepted:
            subprotocol = _choose(offered_subprotocols(head), policy)
            deflate = _agree(head, policy)
            response = acceptance(plan, head, subprotocol, deflate)
            status = _status_of(response)
        else:
            status = _status_for(faults)
            response = _refusal(head, status, faults)
    origins = head.values("Origin")
    return Answer(
        accepted,
        status,
        response,
        faults,
        subprotocol,
        resource or "",
        origins[0] if origins else None,
        deflate,
        plan,
    )


def _refuses(fault: Fault, accepts_faulty: bool) -> bool:
    """A fault that is no violation is a refusal of ours, which stands."""
    is_passed = accepts_faulty and fault.severity is not Severity.OBSERVATION
    return fault.must_fail and not is_passed


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
    if policy.answer.subprotocol is SubprotocolAnswer.NAMED:
        return policy.answer.subprotocol_name
    if policy.answer.subprotocol is SubprotocolAnswer.NONE:
        return None
    return next((name for name in offered if name in policy.subprotocols), None)


def _agree(head: Head, policy: ServerPolicy) -> DeflateAgreement | None:
    offers = offered_extensions(head)
    if policy.deflate is None or not offers:
        return None
    return agree_as_server(offers, policy.deflate)


def _status_of(response: bytes) -> int | None:
    """The status of a response that may have any first line."""
    match = _STATUS.match(response)
    return None if match is None else int(match[1])


def _status_for(faults: tuple[Fault, ...]) -> int:
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
    if rules & ALLOW_LIST_RULES:
        return HTTPStatus.FORBIDDEN
    if "req-path-not-served" in rules:
        return HTTPStatus.NOT_FOUND
    if "req-server-full" in rules:
        return HTTPStatus.SERVICE_UNAVAILABLE
    # RFC 9110 §7.8: Upgrade in an HTTP/1.0 request is ignored, so it is as good as absent.
    if rules & _UPGRADE_RULES:
        return HTTPStatus.UPGRADE_REQUIRED
    return HTTPStatus.BAD_REQUEST


def _refusal(head: Head, status: int, faults: tuple[Fault, ...]) -> bytes:
    reasons = "\n".join(f"- {render(fault.text)}" for fault in faults if fault.must_fail)
    body = render(text("answer.refusal", reasons=reasons)).encode("utf-8")
    fields = []
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        fields.append(("Allow", "GET"))
    if status == HTTPStatus.UPGRADE_REQUIRED:
        fields += [("Upgrade", "websocket"), ("Sec-WebSocket-Version", VERSION)]
    # RFC 9110 §7.8: whoever sends Upgrade names it in Connection too.
    upgrades = status == HTTPStatus.UPGRADE_REQUIRED
    fields += [
        ("Connection", "close, Upgrade" if upgrades else "close"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Length", str(len(body))),
    ]
    start_line = f"HTTP/1.1 {int(status)} {HTTPStatus(status).phrase}"
    return build_head(start_line, fields) + (b"" if _asks_for_head(head) else body)


def _asks_for_head(head: Head) -> bool:
    """RFC 9110 §9.3.2: the answer to HEAD has no body."""
    return head.start_line[:5] == b"HEAD "
