"""What a program asks of its API at the wrong time, or in the wrong way (WHATWG WebSockets)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.phases import ReadyState, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wsinspector.protocol.facts import Detail
    from wsinspector.verdicts.findings import Findings

_THROWN: Final = {
    "InvalidAccessError": "api-close-code-invalid",
    "SyntaxError": "api-close-reason-too-long",
}
_CLOSE: Final = {
    ReadyState.CONNECTING: "api-close-while-connecting",
    ReadyState.CLOSED: "api-close-when-closed",
}
_SEND: Final = {
    ReadyState.CONNECTING: "api-send-while-connecting",
    ReadyState.CLOSING: "api-send-after-close",
    ReadyState.CLOSED: "api-send-after-close",
}


def note_call(
    findings: Findings, entry: int, details: Mapping[str, Detail], ready: ReadyState
) -> None:
    """Judge a call of a client.

    Args:
        findings: where it goes.
        entry: id of the call's entry.
        details: what was called, and what it threw.
        ready: readyState before the call.
    """
    call, thrown = details.get("call"), details.get("throws")
    rule = None
    if call == "close":
        rule = _THROWN.get(str(thrown)) if thrown else _CLOSE.get(ready)
    elif call == "send":
        rule = _SEND.get(ready)
    if rule is not None:
        findings.add(rule, Role.CLIENT, entry)
