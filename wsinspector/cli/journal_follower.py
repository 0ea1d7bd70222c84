"""Lets readers know what was recorded, as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from wsinspector.journal.journal import Journal


class JournalFollower:
    """Tells new entries to readers, in one batch for each turn of the loop.

    What every reader has seen is forgotten by the journal, so that a server can print for days.
    To be made on a running loop.

    Args:
        journal: what to follow, from now on.
        readers: called with the ids of new entries, one after the other; with none where only
            a connection or an end has changed.
    """

    def __init__(self, journal: Journal, readers: Sequence[Callable[[range], None]]) -> None:
        self._journal = journal
        self._readers = readers
        self._loop = asyncio.get_running_loop()
        self._due: asyncio.Handle | None = None
        self._watch = journal.watch(self._wake)

    def close(self) -> None:
        """Tell what is left, and follow no longer."""
        self._catch_up()
        self._journal.unwatch(self._watch)
        if self._due is not None:  # a reader may have recorded something just now
            self._due.cancel()

    def _wake(self) -> None:
        self._due = self._loop.call_soon(self._catch_up)

    def _catch_up(self) -> None:
        advance = self._watch.take()
        entries = range(advance.first_entry, advance.stop_entry)
        if entries or advance.connections:
            for read in self._readers:
                read(entries)
            self._journal.forget(entries.stop)
