"""What is wrong or remarkable about the body of a Close frame (RFC 6455 §5.5.1, §7.4)."""

from __future__ import annotations

from wsinspector.protocol.phases import Role

_NEVER_ON_WIRE = frozenset((1005, 1006, 1015))
_REGISTERED_ABOVE_3000 = frozenset((3000, 3003, 3008))
_OF_SERVERS = range(1011, 1015)
_MANDATORY_EXTENSION = 1010
_PRINTABLE = range(0x20, 0x7F)


def close_content_rules(body: bytes, sender: Role) -> set[str]:
    """The rules that a body breaks.

    Args:
        body: unmasked.
        sender: which role sends it.
    """
    if not body:
        return {"close-no-status"}
    if len(body) == 1:
        return {"close-body-one-byte"}
    code, reason = int.from_bytes(body[:2], "big"), body[2:]
    broken = {rule for rule in (_range_rule(code),) if rule}
    if broken and broken != {"close-code-unregistered"} and suspicion(body):
        broken.add("close-code-suspicious")
    if code == _MANDATORY_EXTENSION:
        if sender is Role.SERVER:
            broken.add("close-code-wrong-role")
        elif not reason:
            broken.add("close-1010-without-list")
    if sender is Role.CLIENT and code in _OF_SERVERS:
        broken.add("close-code-wrong-role")
    try:
        reason.decode()
    except UnicodeDecodeError:
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


def _range_rule(code: int) -> str:
    if code < 1000:
        return "close-code-below-1000"
    if code == 1004:
        return "close-code-reserved-1004"
    if code in _NEVER_ON_WIRE:
        return "close-code-never-on-wire"
    if 1016 <= code <= 2999:
        return "close-code-unassigned"
    if code > 4999:
        return "close-code-above-4999"
    if 3000 <= code <= 3999 and code not in _REGISTERED_ABOVE_3000:
        return "close-code-unregistered"
    return ""
