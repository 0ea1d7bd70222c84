"""What may be sent in a Close frame, and what a browser's ``close()`` lets a script send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wsinspector.protocol.closing.close_codes import (
    CODE_MAX,
    FIRST,
    FIRST_LIBRARY,
    FIRST_PRIVATE,
    LAST,
    NEVER_ON_WIRE,
    REGISTERED,
    RESERVED,
    is_sent_by,
)
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

REASON_MAX: Final = 123
"""Bytes of the longest reason: a control frame's 125 less the code (RFC 6455 §5.5)."""


@dataclass(frozen=True, slots=True)
class Legality:
    """Whether something may be sent.

    Attributes:
        severity: how much speaks against it.
        rule: id of the rule that speaks against it; empty where none does.
        why: the reason, as a sentence.
    """

    severity: Severity
    rule: str
    why: Text

    @property
    def ok(self) -> bool:
        """Whether no MUST is broken."""
        return self.severity is not Severity.VIOLATION


def wire_legality(code: int | None, role: Role) -> Legality:
    """Whether an end may put this code into a Close frame (RFC 6455 §7.4).

    Args:
        code: 0 to 65535; None for a Close without a body.
        role: the end that sends.

    Raises:
        ValueError: the number does not fit into two bytes.
    """
    if code is None:
        return _legality(Severity.OBSERVATION, "close-no-status")
    if not 0 <= code <= CODE_MAX:
        raise ValueError(f"a close code has 16 bits: {code}")
    if code < FIRST:
        return _legality(Severity.VIOLATION, "close-code-below-1000", code=code)
    if code > LAST:
        return _legality(Severity.VIOLATION, "close-code-above-4999", code=code)
    if code == RESERVED:
        return _legality(Severity.VIOLATION, "close-code-reserved-1004")
    if code in NEVER_ON_WIRE:
        return _legality(Severity.VIOLATION, "close-code-never-on-wire", code=code)
    if code not in REGISTERED:
        return _legality_of_unregistered(code)
    if not is_sent_by(code, role):
        # §7.4.1 says of 1010 that a server does not use it; of the others only what they are for.
        severity = Severity.DEVIATION if role is Role.SERVER else Severity.OBSERVATION
        rule = "close-code-wrong-role"
        return Legality(severity, rule, text(f"legality.{rule}.{role}", code=code))
    return Legality(Severity.OK, "", text("legality.ok"))


def _legality_of_unregistered(code: int) -> Legality:
    if code >= FIRST_PRIVATE:
        return Legality(Severity.OK, "", text("legality.private"))
    if code >= FIRST_LIBRARY:
        return _legality(Severity.OBSERVATION, "close-code-unregistered", code=code)
    return _legality(Severity.VIOLATION, "close-code-unassigned", code=code)


def reason_legality(reason: bytes) -> Legality:
    """Whether these bytes may be the reason of a Close frame (RFC 6455 §5.5, §5.5.1)."""
    if len(reason) > REASON_MAX:
        return _legality(
            Severity.VIOLATION, "close-body-too-long", length=len(reason), limit=REASON_MAX
        )
    if not is_utf8(reason):
        return _legality(Severity.VIOLATION, "close-reason-invalid-utf8")
    return Legality(Severity.OK, "", text("legality.ok"))


def browser_legality(code: int | None, reason: bytes) -> Legality:
    """Whether a script may call ``close(code, reason)`` (WHATWG WebSockets, ``close()``).

    The rules here are the names of the exceptions that the call throws. A reason without a code
    is no error there, and is not said to be sent either; Chromium takes the absent code for 0
    and throws.

    Args:
        code: None for a call without a code.
        reason: UTF-8 of the reason; empty for a call without one.
    """
    if code is not None and code != FIRST and not FIRST_LIBRARY <= code <= LAST:
        return Legality(
            Severity.VIOLATION, "InvalidAccessError", text("legality.browser-code", code=code)
        )
    if len(reason) > REASON_MAX:
        return Legality(
            Severity.VIOLATION,
            "SyntaxError",
            text("legality.browser-reason", length=len(reason), limit=REASON_MAX),
        )
    if code is None and reason:
        return Legality(Severity.OBSERVATION, "", text("legality.browser-reason-alone"))
    return Legality(Severity.OK, "", text("legality.browser-ok"))


def is_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8 (RFC 3629)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legality(severity: Severity, rule: str, **args: str | int) -> Legality:
    return Legality(severity, rule, text(f"legality.{rule}", **args))
