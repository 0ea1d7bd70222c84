"""Waiting for what a journal tells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from wsinspector.journal.entries import Entry
from wsinspector.journal.journal import Journal


async def until(journal: Journal, condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until the condition holds; it is asked again whenever the journal has changed.

    Raises:
        TimeoutError: it did not; the message is the journal's story.
    """
    changed = asyncio.Event()
    watch = journal.watch(changed.set)
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await changed.wait()
                changed.clear()
                watch.take()
    except TimeoutError:
        raise TimeoutError("\n".join(story(journal))) from None
    finally:
        journal.unwatch(watch)


def entries(journal: Journal, end: int | None = None) -> list[Entry]:
    """All entries, or those of one end."""
    found = [journal.entry(entry) for entry in range(len(journal))]
    return [entry for entry in found if end is None or entry.end == end]


def story(journal: Journal, end: int | None = None) -> list[str]:
    """What was recorded, one short line an entry: ``client CLOSE sent`` or ``client STATE open``.

    Wishes and sent or received heads are told by their kind alone, facts by their first detail.
    """
    lines = []
    for entry in entries(journal, end):
        details = journal.details(entry.id)
        words = [entry.end_kind.name.lower(), entry.kind.name]
        if entry.sent is not None:
            words.append("sent" if entry.sent else "received")
        for key in ("step", "phase", "event", "call", "reason", "timer", "status"):
            if details.get(key) not in (None, ""):
                words.append(str(details[key]))
                break
        if entry.kind.name == "NOTE":
            words.append(str(details["text"]).split("'")[1])
        lines.append(" ".join(words))
    return lines
