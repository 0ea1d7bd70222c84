"""What is wrong with an answer of our own, as any client must find."""

from __future__ import annotations

import re

from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.opening.asked_request import AskedRequest
from wsinspector.protocol.opening.head import Head
from wsinspector.protocol.opening.head_parser import RESPONSE_START, HeadParser
from wsinspector.protocol.opening.opening_response import judge_response
from wsinspector.texts import text

_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_ABOUT_THE_KEY = frozenset(("resp-accept-wrong", "resp-accept-missing"))


def answer_faults(response: bytes, request: Head) -> tuple[Fault, ...]:
    """Judge an answer of ours, made on purpose, by the request that it answers.

    What the value of Sec-WebSocket-Accept should be is left open where the request has no single
    good key.

    Args:
        response: what goes on the wire.
        request: what came.
    """
    parser = HeadParser(len(response) + 1, RESPONSE_START)
    head = parser.feed(response)
    if head is None:
        why = parser.hopeless or text("handshake.server-dropped")
        return (Fault("resp-not-http", why, must_fail=True),)
    keys = request.values("Sec-WebSocket-Key")
    has_key = len(keys) == 1 and _KEY.fullmatch(keys[0]) is not None
    return tuple(
        fault
        for fault in judge_response(head, AskedRequest(request)).faults
        if has_key or fault.rule not in _ABOUT_THE_KEY
    )


def worst(faults: tuple[Fault, ...]) -> Severity:
    """The heaviest severity among faults."""
    order = list(Severity)
    return max((fault.severity for fault in faults), key=order.index, default=Severity.OK)
