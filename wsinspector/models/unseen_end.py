"""An end of which a look back has no state to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from wsinspector.protocol.phases import Role


class Unseen(Enum):
    """Why there is no state."""

    NOT_OURS = auto()
    """It is an endpoint of another program, seen from the other end only."""
    ELSEWHERE = auto()
    """It is ours, but another client's than the one that is asked."""
    NOT_YET = auto()
    """At that moment the connection had not come as far as this end."""


@dataclass(frozen=True, slots=True)
class UnseenEnd:
    """Stands for an end in a look back at its connection.

    Attributes:
        role: client or server.
        connection: id of the connection.
        why: why there is no state.
    """

    role: Role
    connection: int
    why: Unseen
