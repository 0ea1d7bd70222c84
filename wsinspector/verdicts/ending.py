"""What became of a connection, in a word and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wsinspector.journal.verdict import Certainty, Party

STILL_OPEN: Final = "still-open"
"""The ending of what has not ended."""

NOBODY_THERE: Final = frozenset(("open-dns-failed", "open-tcp-refused", "open-tcp-timeout"))
"""Endings without a server that could have been told anything."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a connection.

    Attributes:
        name: of the ending.
        initiator: who began it.
        cause: whose doing it was.
        certainty: how sure the initiator is.
        entries: ids of the entries that decide it.
        flags: what else is to be said.
        complete: both Close frames were exchanged.
    """

    name: str
    initiator: Party
    cause: Party
    certainty: Certainty = Certainty.CERTAIN
    entries: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()
    complete: bool = False
