"""A rule that a connection may break or bend, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wsinspector.protocol.faults import Severity
from wsinspector.texts import Text, text


class Side(StrEnum):
    """Whom a rule binds."""

    CLIENT = "client"
    SERVER = "server"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. What breaks it is found by a detector; one detector may serve several rules.

    Attributes:
        id: its name, stable for ever.
        severity: how much it weighs where it is broken.
        reference: the section that states it.
        side: whom it binds.
        must_fail: the receiver has to fail the connection because of it (RFC 6455 §7.1.7).
        applies: False for what cannot happen over HTTP/1.1.
    """

    id: str
    severity: Severity
    reference: str
    side: Side
    must_fail: bool = False
    applies: bool = True

    @property
    def what(self) -> Text:
        """What the rule says, as a sentence."""
        return text(f"rule.{self.id}")

    @property
    def why(self) -> Text:
        """Why it matters, as a sentence."""
        return text(f"rule.{self.id}.why")
