"""One entry as a line for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.journal.summary import is_marked, lane_label, summary
from wsinspector.journal.visible_text import visible
from wsinspector.texts import render

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal

_LANES_WIDTH = 42
_CONNECTION_WIDTH = 4


def entry_line(journal: Journal, entry_id: int) -> str:
    """Seconds since the beginning, connection, who did what to whom, what it says; a line feed.

    A ``▲`` marks what its sender must not do.
    """
    entry = journal.entry(entry_id)
    connection = journal.connection_of(entry_id)
    number = f"#{connection}" if connection else ""
    lanes = _lanes(entry, render(lane_label(journal, entry_id)))
    words = render(summary(journal, entry_id))
    if is_marked(journal, entry_id):
        words = f"▲ {words}"
    line = f"{entry.time_ns / 1e9:11.6f}  {number:<{_CONNECTION_WIDTH}} {lanes:<{_LANES_WIDTH}} {words}"
    return visible(line.rstrip()) + "\n"


def _lanes(entry: Entry, label: str) -> str:
    if entry.direction is not None:
        sender = entry.direction.sender
        return f"{sender} → {sender.peer}: {label}"
    role = entry.end_kind.role
    return label if role is None else f"{role}: {label}"
