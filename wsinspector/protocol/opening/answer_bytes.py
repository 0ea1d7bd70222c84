"""The bytes of an answer to an opening handshake, as a plan has it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from wsinspector.protocol.opening.asked_request import accept_for
from wsinspector.protocol.opening.opening_answer import (
    WRONG_ACCEPT,
    AcceptValue,
    OpeningAnswer,
    line_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement
    from wsinspector.protocol.opening.head import Head

_NO_CONTENT = 204


def acceptance(
    answer: OpeningAnswer,
    request: Head,
    subprotocol: str | None,
    deflate: DeflateAgreement | None,
) -> bytes:
    """The head that accepts a request, without the bytes that are glued to it.

    Args:
        answer: the plan.
        request: what is answered; its first key counts.
        subprotocol: the one to name; None for none.
        deflate: what is agreed on permessage-deflate; None if it is not in use.
    """
    lines = []
    if answer.upgrade:
        lines.append("Upgrade: websocket")
    if answer.connection:
        lines.append("Connection: Upgrade")
    if answer.accept is not AcceptValue.MISSING:
        lines.append(f"Sec-WebSocket-Accept: {_accept(answer, request)}")
    if subprotocol is not None:
        lines.append(f"Sec-WebSocket-Protocol: {subprotocol}")
    if deflate is not None:
        lines.append(f"Sec-WebSocket-Extensions: {deflate.value}")
    if answer.extension:
        lines.append(f"Sec-WebSocket-Extensions: {answer.extension}")
    start = answer.status_line or f"HTTP/{answer.version} 101 Switching Protocols"
    return _head(start, (*lines, *answer.headers))


def rejection(answer: OpeningAnswer, *, has_body: bool = True) -> bytes:
    """The whole response that rejects a request.

    Connection, Content-Type and Content-Length are filled in where the plan has no such field and
    a standard does not rule them out.

    Args:
        answer: the plan.
        has_body: False for the answer to HEAD, which has none (RFC 9110 §9.3.2).
    """
    named = {line.partition(":")[0].strip(" \t").lower() for line in answer.headers}
    filled = {}
    if answer.status >= 200:
        filled["Connection"] = "close"
        if answer.body:
            filled["Content-Type"] = "text/plain; charset=utf-8"
        # RFC 9110 §8.6: MUST NOT stand in a 1xx or 204.
        if answer.status != _NO_CONTENT:
            filled["Content-Length"] = str(len(answer.body))
    lines = [f"{name}: {value}" for name, value in filled.items() if name.lower() not in named]
    phrase = _registered(answer.status) if answer.phrase is None else answer.phrase
    start = f"HTTP/1.1 {answer.status:03d} {phrase}"
    return _head(start, (*answer.headers, *lines)) + (answer.body if has_body else b"")


def _accept(answer: OpeningAnswer, request: Head) -> str:
    if answer.accept is AcceptValue.OWN:
        return answer.accept_text
    if answer.accept is AcceptValue.WRONG:
        return WRONG_ACCEPT
    return accept_for(next(iter(request.values("Sec-WebSocket-Key")), ""))


def _registered(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _head(start_line: str, lines: Iterable[str]) -> bytes:
    return b"".join(line_bytes(line) + b"\r\n" for line in (start_line, *lines, ""))
