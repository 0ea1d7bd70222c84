"""Every rule of RFC 6455 §4.1 and §4.2.1 that a request can break, judged at once."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

from websockets.exceptions import InvalidHeader
from websockets.headers import (
    parse_connection,
    parse_extension,
    parse_subprotocol,
    parse_upgrade,
)

from wsinspector.protocol.deflate.deflate_negotiation import Extensions, offer_faults
from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.protocol.opening.head import Head, is_token
from wsinspector.protocol.opening.request_plan import VERSION
from wsinspector.texts import text

REGISTERED_EXTENSIONS = frozenset(("permessage-deflate", "bbf-usp-protocol"))
"""The extension names in the IANA registry."""

SAMPLE_KEY = "dGhlIHNhbXBsZSBub25jZQ=="
"""The key of the example in RFC 6455 §1.3."""

_VERSION = re.compile(r"HTTP/([0-9])\.([0-9])")
_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_ABSOLUTE = re.compile(r"(?:https?|wss?)://[^/?#]+", re.IGNORECASE)
_TARGET = re.compile(r"[!-\"$-~]+")
_HOST = re.compile(r"(?:\[[0-9A-Za-z:.%~_-]+\]|[-A-Za-z0-9._~!$&'()*+,;=%]*)(?::[0-9]*)?")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """The start line of a request, taken apart as far as it can be.

    Attributes:
        method: the first word.
        target: what stands between method and version, spaces included.
        version: (major, minor), or None where the line does not end in a version.
    """

    method: str
    target: str
    version: tuple[int, int] | None

    @staticmethod
    def of(head: Head) -> RequestLine:
        """Read the start line of a head."""
        words = head.start_line.decode("latin-1").split(" ")
        match = _VERSION.fullmatch(words[-1]) if len(words) > 1 else None
        end = len(words) if match is None else len(words) - 1
        version = None if match is None else (int(match[1]), int(match[2]))
        return RequestLine(words[0], " ".join(words[1:end]), version)

    @property
    def resource(self) -> str | None:
        """Path and query of the target; None where the target is not a valid one.

        RFC 6455 §4.2.1 allows the origin form and an absolute URI; RFC 9112 §3.2.2 lets a server
        go by the path of the latter alone.
        """
        if _TARGET.fullmatch(self.target) is None:
            return None
        if self.target.startswith("/"):
            return self.target
        absolute = _ABSOLUTE.match(self.target)
        if absolute is None:
            return None
        remainder = self.target[absolute.end() :]
        return remainder if remainder.startswith("/") else "/" + remainder


def request_faults(head: Head) -> tuple[Fault, ...]:
    """All that is wrong or remarkable about a request, in the order of RFC 6455 §4.1.

    The oddities of its form come first. Every violation refuses the request, because §4.2.1 asks
    for that, apart from those of form that RFC 9112 lets a receiver pass over.
    """
    return (
        *head.faults,
        *_start_line(head),
        *_host(head),
        *_upgrade(head),
        *_key(head),
        *_version(head),
        *_origin(head),
        *_subprotocols(head),
        *_extensions(head),
        *_body(head),
    )


def offered_subprotocols(head: Head) -> tuple[str, ...]:
    """The subprotocols that a request offers, in its order; none if the list is malformed."""
    value = head.joined("Sec-WebSocket-Protocol")
    if value is None:
        return ()
    try:
        return tuple(parse_subprotocol(value))
    except InvalidHeader:
        return ()


def offered_extensions(head: Head) -> Extensions | None:
    """The extensions that a request offers, in its order; None if the list is malformed."""
    value = head.joined("Sec-WebSocket-Extensions")
    if value is None:
        return ()
    try:
        return parse_extension(value)
    except InvalidHeader:
        return None


def has_upgrade(head: Head, name: str = "websocket") -> bool:
    """Whether the Upgrade list names this protocol, in any case (RFC 6455 §4.2.1, item 3)."""
    try:
        return name in (item.lower() for item in parse_upgrade(head.joined("Upgrade") or ""))
    except InvalidHeader:
        return False


def has_upgrade_option(head: Head) -> bool:
    """Whether the Connection list has the option "upgrade" (RFC 6455 §4.2.1, item 4)."""
    try:
        options = parse_connection(head.joined("Connection") or "")
    except InvalidHeader:
        return False
    return "upgrade" in (option.lower() for option in options)


def refuse(rule: str, **args: str | int) -> Fault:
    """A violation because of which our end refuses the opening handshake."""
    return Fault(rule, text(f"fault.{rule}", **args), must_fail=True)


def observe(rule: str, **args: str | int) -> Fault:
    """Something legal that is worth showing."""
    return Fault(rule, text(f"fault.{rule}", **args), severity=Severity.OBSERVATION)


def _start_line(head: Head) -> Iterator[Fault]:
    line = RequestLine.of(head)
    if line.version is None or not is_token(line.method):
        yield refuse("head-start-line-malformed", line=excerpt(head.start_line.decode("latin-1")))
    if line.method != "GET":
        yield refuse("req-method-not-get", method=excerpt(line.method))
    if line.version is not None and line.version < (1, 1):
        yield refuse("req-http-version-low", version=_version_text(line.version))
    if line.version is not None and line.version[0] > 1:
        yield refuse("req-http-version-high", version=_version_text(line.version))
    if line.resource is None:
        yield refuse("req-target-invalid", target=excerpt(line.target))


def _version_text(version: tuple[int, int]) -> str:
    return f"HTTP/{version[0]}.{version[1]}"


def _host(head: Head) -> Iterator[Fault]:
    values = head.values("Host")
    if not values:
        yield refuse("req-host-missing")
    if len(values) > 1:
        yield refuse("req-host-duplicate", count=len(values))
    for value in values[:1]:
        if _HOST.fullmatch(value) is None:
            yield refuse("req-host-invalid", value=excerpt(value))


def _upgrade(head: Head) -> Iterator[Fault]:
    if not has_upgrade(head):
        yield _list_fault(head, "Upgrade", "req-upgrade")
    if not has_upgrade_option(head):
        yield _list_fault(head, "Connection", "req-connection")


def _list_fault(head: Head, name: str, rule: str) -> Fault:
    value = head.joined(name)
    if value is None:
        return Fault(f"{rule}-invalid", text(f"fault.{rule}-missing"), must_fail=True)
    return refuse(f"{rule}-invalid", value=excerpt(value))


def _key(head: Head) -> Iterator[Fault]:
    values = head.values("Sec-WebSocket-Key")
    if not values:
        yield refuse("req-key-missing")
        return
    if len(values) > 1:
        yield refuse("req-key-duplicate", count=len(values))
    key = values[0]
    if _KEY.fullmatch(key) is None:
        yield refuse("req-key-not-16-bytes", value=excerpt(key))
    elif base64.b64encode(base64.b64decode(key)).decode("ascii") != key:
        # Erratum 3150: the last four bits are padding; the RFC's own sample had them set.
        yield observe("req-key-noncanonical", value=key)
    if key == SAMPLE_KEY:
        yield observe("req-key-sample")


def _version(head: Head) -> Iterator[Fault]:
    values = head.values("Sec-WebSocket-Version")
    if not values:
        yield refuse("req-version-missing")
        return
    if len(values) > 1:
        yield refuse("req-version-duplicate", count=len(values))
    other = [value for value in values if value != VERSION]
    if other:
        yield refuse("req-version-not-13", value=excerpt(other[0]))


def _origin(head: Head) -> Iterator[Fault]:
    if not head.values("Origin"):
        yield observe("req-origin-missing")


def _subprotocols(head: Head) -> Iterator[Fault]:
    value = head.joined("Sec-WebSocket-Protocol")
    if value is None:
        return
    offered = offered_subprotocols(head)
    if not offered:
        yield refuse("req-protocol-malformed", value=excerpt(value))
    seen: set[str] = set()
    for name in offered:
        if name in seen:
            yield refuse("req-protocol-duplicate", name=excerpt(name))
            return
        seen.add(name)


def _extensions(head: Head) -> Iterator[Fault]:
    extensions = offered_extensions(head)
    if extensions is None:
        value = head.joined("Sec-WebSocket-Extensions") or ""
        yield refuse("req-extensions-malformed", value=excerpt(value))
        return
    yield from offer_faults(extensions)
    unknown = [name for name, _ in extensions if name not in REGISTERED_EXTENSIONS]
    if unknown:
        yield observe("req-extension-unregistered", name=excerpt(unknown[0]))


def _body(head: Head) -> Iterator[Fault]:
    length = head.joined("Content-Length")
    if head.values("Transfer-Encoding") or length not in (None, "", "0"):
        yield observe("req-has-body")
