"""A broken or remarkable rule, found while reading what the peer sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wsinspector.protocol.opening.field_text import meant
from wsinspector.texts import Text

EXCERPT_LENGTH = 80


class Severity(StrEnum):
    """How much a rule weighs."""

    OK = "ok"
    """Nothing to say against it."""
    OBSERVATION = "observation"
    """Legal, but worth showing."""
    DEVIATION = "deviation"
    """Against a SHOULD, or against the plain intent of a standard."""
    VIOLATION = "violation"
    """Breaks a MUST or MUST NOT."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule's answer to something the peer sent.

    Attributes:
        rule: id of the rule, for example ``req-host-missing``.
        text: what is wrong, as a sentence.
        must_fail: whether our end refuses the handshake, or fails the connection, because of it.
            A standard demands that, or it is our default where the standards leave it open; the
            place that makes the fault says which.
        severity: how much it weighs. A fault that refuses need not be a violation: a request for
            a path that is not served breaks no rule.
    """

    rule: str
    text: Text
    must_fail: bool = False
    severity: Severity = Severity.VIOLATION


def excerpt(value: str, length: int = EXCERPT_LENGTH) -> str:
    r"""A peer's words, made fit to stand in a sentence.

    Control and bidi characters become escapes such as ``\x00``, and what is longer than
    ``length`` characters is cut, with the number of characters left out. Bytes beyond ASCII, read
    as Latin-1, become what was meant.
    """
    value = meant(value)
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value[:length]
    )
    left_out = len(value) - length
    return f"{shown}… (+{left_out})" if left_out > 0 else shown
