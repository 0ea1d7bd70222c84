"""What is wrong or remarkable about the body of a Close frame (RFC 6455 §5.5.1, §7.4)."""

from __future__ import annotations

from wsinspector.protocol.closing.close_legality import REASON_MAX, is_utf8, wire_legality
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role

WRONG_ROLE = "close-code-wrong-role"
"""Not a matter of the body alone: an answer may repeat the code of the other role."""

_PRINTABLE = range(0x20, 0x7F)


def close_content_rules(body: bytes, sender: Role) -> set[str]:
    """The rules that a body breaks.

    Args:
        body: unmasked.
        sender: which role sends it.
    """
    if len(body) == 1:
        return {"close-body-one-byte"}
    payload = ClosePayload.parse(body)
    legality = wire_legality(payload.code, sender)
    broken = {legality.rule} - {"", WRONG_ROLE}
    if legality.severity is Severity.VIOLATION and suspicion(body):
        broken.add("close-code-suspicious")
    if len(payload.reason) > REASON_MAX:
        broken.add("close-body-too-long")
    if not is_utf8(payload.reason):
        broken.add("close-reason-invalid-utf8")
    return broken


def suspicion(body: bytes) -> str:
    """What an illegal code may really be: ``swapped``, ``text`` or ``http``; else empty."""
    code, swapped = int.from_bytes(body[:2], "big"), int.from_bytes(body[:2], "little")
    if body[0] in _PRINTABLE and body[1] in _PRINTABLE:
        return "text"
    if 100 <= code <= 599:
        return "http"
    return "swapped" if 1000 <= swapped <= 4999 else ""
