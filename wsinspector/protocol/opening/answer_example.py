"""What an answer looks like: its bytes for an example request, and what is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.opening.answer_faults import answer_faults
from wsinspector.protocol.opening.head import is_token, parse_head
from wsinspector.protocol.opening.opening_answer import AnswerKind, OpeningAnswer
from wsinspector.protocol.opening.request_faults import SAMPLE_KEY
from wsinspector.protocol.opening.server_answer import ServerPolicy, answer_request
from wsinspector.texts import text

_LATE_MS = 5_000


class AnswerExample(NamedTuple):
    """An answer to an example request.

    Attributes:
        response: an HTTP response with its body; empty where the answer is none.
        after: the bytes behind it, or the bytes that are no HTTP.
        faults: what clients find wrong or remarkable.
    """

    response: bytes
    after: bytes
    faults: tuple[Fault, ...]


def answer_example(answer: OpeningAnswer, subprotocols: tuple[str, ...] = ()) -> AnswerExample:
    """Answer the request of RFC 6455 §1.2, which offers the subprotocols that are supported.

    Args:
        answer: the plan.
        subprotocols: what is supported.
    """
    names = ", ".join(filter(is_token, subprotocols))  # no request could offer the others
    offered = f"Sec-WebSocket-Protocol: {names}\r\n" if names else ""
    request = parse_head(
        (
            "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {SAMPLE_KEY}\r\n"
            f"Origin: http://example.com\r\n{offered}Sec-WebSocket-Version: 13\r\n\r\n"
        ).encode(),
        is_request=True,
    )
    response = answer_request(request, ServerPolicy("", subprotocols, answer=answer)).response
    late = (_late(answer.delay),) if answer.delay >= _LATE_MS else ()
    match answer.kind:
        case AnswerKind.ACCEPT | AnswerKind.REJECT:
            glued = answer.glued if answer.kind is AnswerKind.ACCEPT else b""
            return AnswerExample(response, glued, (*answer_faults(response, request), *late))
        case AnswerKind.GARBAGE:
            faults = (*answer_faults(answer.garbage, request), *late)
            return AnswerExample(b"", answer.garbage, faults)
        case AnswerKind.SILENCE:
            return AnswerExample(b"", b"", (_fault("resp-late", Severity.OBSERVATION),))
        case AnswerKind.FIN:
            return AnswerExample(b"", b"", (_fault("resp-none", Severity.VIOLATION), *late))
        case AnswerKind.RST:
            faults = (
                _fault("resp-none", Severity.VIOLATION),
                _fault("tcp-rst-instead-of-fin", Severity.DEVIATION),
            )
            return AnswerExample(b"", b"", (*faults, *late))


def _late(ms: int) -> Fault:
    return Fault("resp-late", text("fault.resp-late.ms", ms=ms), severity=Severity.OBSERVATION)


def _fault(rule: str, severity: Severity) -> Fault:
    return Fault(rule, text(f"fault.{rule}"), severity=severity)
