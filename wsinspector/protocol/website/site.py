"""What the embedded server serves as plain HTTP: the page for browsers, and the way for reports.

A website that somebody visits must be able neither to drive nor to read the program. So whatever is
asked for, Host must be a name of this machine (against DNS rebinding), Origin the page's own, and
the path must have the token, which nobody outside can know. None of this concerns WebSocket
requests: those are what the program is there to see.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from wsinspector.protocol.faults import excerpt
from wsinspector.protocol.opening.opening_request import build_head
from wsinspector.protocol.opening.request_faults import RequestLine
from wsinspector.protocol.website.api_report import ReportError, read_report
from wsinspector.protocol.website.site_address import PREFIX, REPORT
from wsinspector.texts import Text, render, text

if TYPE_CHECKING:
    from wsinspector.protocol.opening.head import Head
    from wsinspector.protocol.website.api_report import ApiReport

_DIGITS: Final = frozenset("0123456789")
_JSON: Final = "application/json"
_SAFE_SITES: Final = frozenset({"same-origin", "none"})
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        # The page opens a WebSocket to whatever address the person writes.
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
_SECURITY_FIELDS: Final = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the page.

    Attributes:
        content_type: value of Content-Type.
        data: its bytes.
    """

    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """The answer to a request for the site.

    Attributes:
        status: HTTP status.
        response: the whole response as it goes on the wire.
        text: what was served, or why not, as a sentence.
        report: what was reported by it; None if nothing was.
    """

    status: HTTPStatus
    response: bytes
    text: Text
    report: ApiReport | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The page for browsers and the way for reports.

    Attributes:
        token: what the path must have; unguessable.
        hosts: values of Host that are this machine, in lower case, with the port.
        secure: whether TLS is spoken, so that the page's origin is https.
        files: the page's files by name; the page itself has the empty name.
        report_bytes: largest report.
    """

    token: str = field(repr=False)
    hosts: frozenset[str]
    secure: bool
    files: Mapping[str, SiteFile] = field(repr=False)
    report_bytes: int

    def claims(self, head: Head) -> bool:
        """Whether a request is for the site, and no opening handshake."""
        line = RequestLine.of(head)
        upgrade = (head.joined("Upgrade") or "").lower()
        return (
            line.version is not None
            and line.target.startswith(PREFIX)
            and "websocket" not in upgrade
        )

    def answer(self, head: Head) -> SiteAnswer | int:
        """The answer to a request, or how many bytes of body belong to it and are to come."""
        method, name = RequestLine.of(head).method, self._name_of(head)
        refused = _form_fault(head) or self._guard(head, name)
        if refused is not None:
            status, why = refused
        elif name is not None and method in ("GET", "HEAD") and name in self.files:
            return self._serve(name, has_body=method == "GET")
        elif method == "POST" and name == REPORT:
            length = self._report_length(head)
            if isinstance(length, int):
                return length
            status, why = length
        elif name == REPORT or name in self.files:
            status, why = HTTPStatus.METHOD_NOT_ALLOWED, text("site.method", method=excerpt(method))
        else:
            status, why = HTTPStatus.NOT_FOUND, text("site.unknown")
        allow = ("POST",) if name == REPORT else ("GET", "HEAD")
        return refusal(status, why, allow=allow, has_body=method != "HEAD")

    def take_report(self, body: bytes) -> SiteAnswer:
        """The answer to a report whose head was good."""
        try:
            report = read_report(body)
        except ReportError as error:
            return refusal(HTTPStatus.BAD_REQUEST, error.text)
        status = HTTPStatus.NO_CONTENT
        said = text("site.reported", count=len(report.facts))
        return SiteAnswer(status, _response(status, ()), said, report)

    def _name_of(self, head: Head) -> str | None:
        """The last part of the path; None if the token before it is missing or wrong."""
        path = RequestLine.of(head).target[len(PREFIX) :].partition("?")[0]
        token, _, name = path.partition("/")
        # Constant time: how long it takes tells nothing about how much of it is right.
        good = hmac.compare_digest(token.encode("latin-1"), self.token.encode("latin-1"))
        return name if good else None

    def _guard(self, head: Head, name: str | None) -> tuple[HTTPStatus, Text] | None:
        """Why a request is not let in; None if it is."""
        hosts = head.values("Host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            host = excerpt(", ".join(hosts))
            return HTTPStatus.MISDIRECTED_REQUEST, text("site.foreign-host", host=host)
        own = f"{'https' if self.secure else 'http'}://{hosts[0].lower()}"
        origins = head.values("Origin")
        if any(origin.lower() != own for origin in origins):
            return HTTPStatus.FORBIDDEN, text("site.foreign-origin", origin=excerpt(origins[0]))
        sites = head.values("Sec-Fetch-Site")
        if any(site.lower() not in _SAFE_SITES for site in sites):
            return HTTPStatus.FORBIDDEN, text("site.foreign-site", site=excerpt(sites[0]))
        if name is None:
            return HTTPStatus.FORBIDDEN, text("site.no-token")
        return None

    def _serve(self, name: str, *, has_body: bool) -> SiteAnswer:
        file = self.files[name]
        fields = (("Content-Type", file.content_type), ("Content-Length", str(len(file.data))))
        response = _response(HTTPStatus.OK, fields) + (file.data if has_body else b"")
        said = text("site.file", name=name) if name else text("site.page")
        return SiteAnswer(HTTPStatus.OK, response, said)

    def _report_length(self, head: Head) -> int | tuple[HTTPStatus, Text]:
        kinds = head.values("Content-Type")
        if len(kinds) != 1 or kinds[0].partition(";")[0].strip().lower() != _JSON:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, text("site.media-type")
        lengths = head.values("Content-Length")
        if not lengths or head.values("Transfer-Encoding"):
            return HTTPStatus.LENGTH_REQUIRED, text("site.length-required")
        # More digits than these are too large, however many of them are zeros.
        if len(lengths) > 1 or not lengths[0] or not _DIGITS.issuperset(lengths[0]):
            return HTTPStatus.BAD_REQUEST, text("site.bad-length", length=excerpt(lengths[0]))
        if len(lengths[0]) > len(str(self.report_bytes)) or int(lengths[0]) > self.report_bytes:
            why = text("site.too-large", limit=self.report_bytes)
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why
        return int(lengths[0])


def refusal(
    status: HTTPStatus, why: Text, *, allow: tuple[str, ...] = (), has_body: bool = True
) -> SiteAnswer:
    """An answer that says why nothing is served.

    Args:
        status: HTTP status.
        why: as a sentence, which is also the body.
        allow: the methods that are possible, told where the status asks for them.
        has_body: whether the body is sent; RFC 9110 §9.3.2 forbids it after HEAD.
    """
    body = f"{render(why)}\n".encode()
    fields = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
    ]
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        fields.append(("Allow", ", ".join(allow)))
    return SiteAnswer(status, _response(status, tuple(fields)) + (body if has_body else b""), why)


def _form_fault(head: Head) -> tuple[HTTPStatus, Text] | None:
    wrong = next((fault for fault in head.faults if fault.must_fail), None)
    return None if wrong is None else (HTTPStatus.BAD_REQUEST, wrong.text)


def _response(status: HTTPStatus, fields: tuple[tuple[str, str], ...]) -> bytes:
    return build_head(
        f"HTTP/1.1 {int(status)} {status.phrase}",
        [("Connection", "close"), *fields, *_SECURITY_FIELDS],
    )
