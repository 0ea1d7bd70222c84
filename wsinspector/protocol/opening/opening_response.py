"""Every rule of RFC 6455 §4.1 and §4.2.2 that a response can break, judged at once."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from websockets.exceptions import InvalidHeader
from websockets.headers import parse_extension

from wsinspector.protocol.deflate.deflate_negotiation import (
    agree_as_client,
    answer_faults,
    terms_answered,
    terms_offered,
)
from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement
from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.protocol.opening.asked_request import GUID, AskedRequest
from wsinspector.protocol.opening.head import Head
from wsinspector.protocol.opening.request_faults import (
    has_upgrade,
    has_upgrade_option,
    observe,
    refuse,
)
from wsinspector.texts import text

SAMPLE_ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""The answer to the key of the example in RFC 6455 §1.3."""

_STATUS_LINE = re.compile(r"HTTP/([0-9])\.([0-9]) ([0-9]{3})(?: (.*))?", re.DOTALL)
SWITCHING = 101


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a response means for the client that asked.

    Attributes:
        accepted: whether the connection is open.
        status: the HTTP status; None where there is no valid status line.
        reason_phrase: the words after the status, as they came (Latin-1).
        faults: all that is wrong or remarkable.
        subprotocol: the one in use; None without one.
        interim: a 1xx response other than 101: the final one follows it (RFC 9110 §15.2), so
            nothing is decided yet.
        deflate: what is agreed on permessage-deflate; None if it is not in use.
    """

    accepted: bool
    status: int | None
    reason_phrase: str
    faults: tuple[Fault, ...]
    subprotocol: str | None = None
    interim: bool = False
    deflate: DeflateAgreement | None = None


def status_of(beginning: bytes) -> int | None:
    """The status in the first line of an answer; None where that is no whole status line."""
    line, end, _ = beginning.lstrip(b"\r\n").partition(b"\n")
    match = _STATUS_LINE.fullmatch(line.rstrip(b"\r").decode("latin-1"))
    return int(match[3]) if match is not None and end else None


def judge_response(head: Head, request: AskedRequest, *, accepts_faulty: bool = False) -> Judgement:
    """Judge a response against the request that it answers.

    Our defaults where the standards leave room, or where clients differ:

    - a 101 with HTTP/1.0 is refused (RFC 9110 §15.2 knows no 1xx there), though browsers open;
    - a subprotocol that was offered and not chosen is accepted (RFC 6455), though browsers fail
      (WHATWG); the difference is shown;
    - several Sec-WebSocket-Accept or -Protocol fields are refused, because no single value
      remains that could be compared;
    - Content-Length or Transfer-Encoding in a 101 is shown and passed over, as all clients do;
    - redirects and authentication are not followed, as in browsers.

    Args:
        head: the response.
        request: what it answers.
        accepts_faulty: accept a 101 whatever rules it breaks. What it says of extensions counts
            only if that is right.
    """
    line = head.start_line.decode("latin-1")
    match = _STATUS_LINE.fullmatch(line)
    if match is None:
        faults = (*head.faults, refuse("resp-not-http", line=excerpt(line)))
        return Judgement(False, None, "", faults)
    major, minor, status = int(match[1]), int(match[2]), int(match[3])
    reason_phrase = match[4] or ""
    if status != SWITCHING:
        faults = (*head.faults, *_other_status(head, status, request))
        return Judgement(False, status, reason_phrase, faults, interim=100 <= status < 200)
    extension_faults = tuple(_extensions(head, request))
    faults = (
        *head.faults,
        *_request(request),
        *_http_version(major, minor),
        *_upgrade(head),
        *_accept(head, request),
        *_subprotocol(head, request),
        *extension_faults,
        *_body(head),
    )
    accepted = accepts_faulty or not any(fault.must_fail for fault in faults)
    chosen = head.joined("Sec-WebSocket-Protocol") if accepted else None
    is_agreed = accepted and not any(fault.must_fail for fault in extension_faults)
    deflate = _deflate(head, request) if is_agreed else None
    return Judgement(accepted, status, reason_phrase, faults, chosen, deflate=deflate)


def _request(request: AskedRequest) -> Iterator[Fault]:
    """A 101 to a request that §4.2.1 wants refused."""
    if not request.is_correct:
        yield _note("resp-accepted-invalid-request")


def _other_status(head: Head, status: int, request: AskedRequest) -> Iterator[Fault]:
    """A response that is good HTTP and opens no WebSocket."""
    yield Fault(
        "resp-status-not-101",
        text("fault.resp-status-not-101", status=status),
        must_fail=not 100 <= status < 200,
        severity=Severity.OBSERVATION,
    )
    location = head.joined("Location")
    if 300 <= status < 400 and location is not None:
        yield observe("resp-redirect", location=excerpt(location))
    if status == 401 and not head.values("WWW-Authenticate"):
        yield _note("resp-401-no-challenge")
    if status == 426 and not head.values("Upgrade"):
        yield _note("resp-426-no-upgrade")
    # §4.2.2, item 4: any answer that refuses another version has to name the right ones.
    of_version = 400 <= status < 500 and _asked_other_version(request)
    if (status == 426 or of_version) and not head.values("Sec-WebSocket-Version"):
        yield Fault(
            "resp-version-not-advertised",
            text("fault.resp-version-not-advertised", status=status),
        )


def _asked_other_version(request: AskedRequest) -> bool:
    return any(fault.rule == "req-version-not-13" for fault in request.faults)


def _note(rule: str, **args: str | int) -> Fault:
    """A violation that our end passes over."""
    return Fault(rule, text(f"fault.{rule}", **args))


def _http_version(major: int, minor: int) -> Iterator[Fault]:
    if (major, minor) < (1, 1):
        yield refuse("resp-http-version-1-0", version=f"HTTP/{major}.{minor}")
    elif major > 1:
        yield refuse("resp-http-version-high", version=f"HTTP/{major}.{minor}")


def _upgrade(head: Head) -> Iterator[Fault]:
    upgrade = head.joined("Upgrade")
    # Unlike a request's, the value must be the one word (§4.1, item 2 of the checks).
    if upgrade is None:
        yield Fault("resp-upgrade-invalid", text("fault.resp-upgrade-missing"), must_fail=True)
    elif upgrade.lower() != "websocket":
        rule = "fault.resp-upgrade-list" if has_upgrade(head) else "fault.resp-upgrade-invalid"
        yield Fault("resp-upgrade-invalid", text(rule, value=excerpt(upgrade)), must_fail=True)
    connection = head.joined("Connection")
    if connection is None:
        yield Fault(
            "resp-connection-invalid", text("fault.resp-connection-missing"), must_fail=True
        )
    elif not has_upgrade_option(head):
        yield refuse("resp-connection-invalid", value=excerpt(connection))


def _accept(head: Head, request: AskedRequest) -> Iterator[Fault]:
    values = head.values("Sec-WebSocket-Accept")
    key, expected = request.key_text, request.expected_accept
    if not values:
        words = ".no-key" if expected is None else ""
        said = text(f"fault.resp-accept-missing{words}", expected=expected or "")
        yield Fault("resp-accept-missing", said, must_fail=True)
        return
    if len(values) > 1:
        yield refuse("resp-accept-duplicate", count=len(values))
    for value in values:
        if key is None or expected is None:
            said = text("fault.resp-accept-wrong.no-key", value=excerpt(value))
            yield Fault("resp-accept-wrong", said, must_fail=True)
            return
        if value != expected:
            mistake = _mistake(value, key, expected, request.key_bytes)
            yield Fault(
                "resp-accept-wrong",
                text(
                    f"fault.resp-accept-wrong{mistake}",
                    value=excerpt(value),
                    expected=expected,
                ),
                must_fail=True,
            )
            return


def _mistake(value: str, key_text: str, expected: str, decoded: bytes | None) -> str:
    """Which known mistake made this Sec-WebSocket-Accept: the ending of a text id, or nothing."""
    key, guid = key_text.encode("latin-1"), GUID.encode("ascii")
    right = _sha1(key + guid)
    known = {
        ".key-echoed": (key,),
        ".sample": (SAMPLE_ACCEPT.encode("ascii"),),
        ".guid-missing": (base64.b64encode(_sha1(key)),),
        ".guid-lower-case": (base64.b64encode(_sha1(key + guid.lower())),),
        ".key-decoded": () if decoded is None else (base64.b64encode(_sha1(decoded + guid)),),
        ".key-with-space": tuple(
            base64.b64encode(_sha1(spaced + guid))
            for spaced in (key + b"\r", key + b"\r\n", key + b" ", b" " + key, key + b"\n")
        ),
        ".hex": (right.hex().encode("ascii"), base64.b64encode(right.hex().encode("ascii"))),
        ".unpadded": (base64.b64encode(right).rstrip(b"="),),
    }
    given = value.encode("latin-1")
    for mistake, results in known.items():
        if given in results or (mistake == ".hex" and given.lower() in results):
            return mistake
    if given.lower() == expected.lower().encode("ascii"):
        return ".case-changed"
    return ""


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def _subprotocol(head: Head, request: AskedRequest) -> Iterator[Fault]:
    values = head.values("Sec-WebSocket-Protocol")
    if not values:
        if request.subprotocols:
            yield Fault(
                "resp-protocol-none-selected",
                text(
                    "fault.resp-protocol-none-selected",
                    offered=excerpt(", ".join(request.subprotocols)),
                ),
                severity=Severity.DEVIATION,
            )
        return
    names = [name.strip(" \t") for value in values for name in value.split(",")]
    if len(names) > 1:
        yield refuse("resp-protocol-multiple", value=excerpt(", ".join(values)))
    if "" in names:
        yield refuse("resp-protocol-empty")
    # Compared as it stands: subprotocol names are case-sensitive (§4.1, item 6 of the checks).
    strange = [name for name in names if name and name not in request.subprotocols]
    if strange:
        yield refuse("resp-protocol-unrequested", name=excerpt(strange[0]))


def _extensions(head: Head, request: AskedRequest) -> Iterator[Fault]:
    # Erratum 3433: a response may have several Sec-WebSocket-Extensions fields.
    value = head.joined("Sec-WebSocket-Extensions")
    if value is None:
        return
    try:
        extensions = parse_extension(value)
    except InvalidHeader:
        yield refuse("resp-extensions-malformed", value=excerpt(value))
        return
    terms = terms_answered(extensions, terms_offered(request.extensions))
    yield from answer_faults(extensions, terms, [name for name, _ in request.extensions])


def _deflate(head: Head, request: AskedRequest) -> DeflateAgreement | None:
    """What an answer without faults agrees on."""
    value = head.joined("Sec-WebSocket-Extensions")
    if value is None:
        return None
    extensions = parse_extension(value)
    terms = terms_answered(extensions, terms_offered(request.extensions))
    return None if terms is None else agree_as_client(extensions, terms)


def _body(head: Head) -> Iterator[Fault]:
    if head.values("Content-Length"):
        yield _note("resp-content-length-in-101")
    if head.values("Transfer-Encoding"):
        yield _note("resp-transfer-encoding-in-101")
