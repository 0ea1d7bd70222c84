"""Which rows of the timeline a person wants to see, fast enough to ask at every keystroke."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from wsinspector.journal.entries import BACKGROUND, Direction, direction_of, kind_of
from wsinspector.journal.text_search import TextSearch
from wsinspector.protocol.facts import Kind

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What to show; the default is everything but background.

    Attributes:
        connection: id of the only connection; None for all. Entries of the session itself belong
            to none.
        directions: only what travelled so; None for all, also what travels nowhere.
        kinds: only these kinds (a frame's kind is its opcode); None for all.
        text: only what has this text in its payload or, for what is no frame, in its raw bytes
            or details; ASCII letters match in either case. Empty for all.
        background: kinds of :data:`~wsinspector.journal.entries.BACKGROUND` that are rows too.
        aside: whether connections that were set aside are shown too.
        findings: only what proves a finding of some weight; who shows the rows knows which.
    """

    connection: int | None = None
    directions: frozenset[Direction] | None = None
    kinds: frozenset[Kind] | None = None
    text: str = ""
    background: frozenset[Kind] = frozenset()
    aside: bool = False
    findings: bool = False

    @property
    def shows_every_row(self) -> bool:
        """Whether no row is left out."""
        return (self.connection, self.directions, self.kinds) == (None, None, None) and (
            not self.text and not self.findings
        )

    def accepts_key(self, key: int) -> bool:
        """Whether kind and direction in a key byte fit."""
        if self.kinds is not None and kind_of(key) not in self.kinds:
            return False
        return self.directions is None or direction_of(key) in self.directions


class FilteredRows:
    """The entries that pass a filter, in order; grows with the journal.

    Args:
        journal: where they are.
        row_filter: which ones.

    Attributes:
        entries: their ids, ascending.
    """

    def __init__(self, journal: Journal, row_filter: RowFilter) -> None:
        self.journal = journal
        self.filter = row_filter
        self.entries: array[int] = array("I")
        self._keys = bytes(row_filter.accepts_key(key) for key in range(256))
        self._every_key = all(self._keys)
        self._search = TextSearch(journal, row_filter.text) if row_filter.text else None
        self._seen = 0
        self._background = 0
        self._moves = len(journal.rows.moves)
        self._withdrawn = len(journal.rows.withdrawn)
        self.extend()

    def __len__(self) -> int:
        return len(self.entries)

    def extend(self) -> bool:
        """Take in what the journal has recorded since the last time.

        Returns:
            False, if older rows came to the connection that is shown or ceased to be rows, so that
            all was filtered anew; True, if :attr:`entries` only grew, or stayed.
        """
        grew = not (self._has_new_old_rows() | self._has_withdrawn_rows())
        if not grew:
            self._seen = self._background = 0
            del self.entries[:]
        if self._search is not None:
            self._search.extend()
        new = self._new_rows()
        background = self._new_background()
        if background:
            new = sorted([*new, *background])
        self.entries += new if isinstance(new, array) else array("I", list(new))
        return grew

    def _has_new_old_rows(self) -> bool:
        moves = self.journal.rows.moves
        found = False
        while self._moves < len(moves):
            entry, connection = moves[self._moves]
            self._moves += 1
            if connection == self.filter.connection and entry < self._seen:
                found = True
        return found

    def _has_withdrawn_rows(self) -> bool:
        withdrawn = self.journal.rows.withdrawn
        begin, self._withdrawn = self._withdrawn, len(withdrawn)
        return any(entry < self._seen for entry in withdrawn[begin:])

    def _new_rows(self) -> Iterable[int]:
        rows = self.journal.rows
        begin, self._seen = rows.row_at(self._seen - 1) + 1, len(self.journal)
        if begin == len(rows):
            return ()
        entries = rows.entries[begin:]
        if self.filter.shows_every_row:
            return entries
        connection = self.filter.connection
        chosen = rows.keys[begin:].translate(self._keys)
        if connection is not None:
            connections = rows.connections[begin:]
            if self._every_key:
                chosen = bytearray(map(connection.__eq__, connections))
            else:
                entries = array("I", compress(entries, chosen))
                chosen = bytearray(map(connection.__eq__, compress(connections, chosen)))
        search = self._search
        if search is None:
            return compress(entries, chosen)
        if not search.found_any:
            return ()
        if not self._every_key or connection is not None:
            entries = array("I", compress(entries, chosen))
        if not entries:
            return ()
        first, stop = entries[0], entries[-1] + 1
        if stop - first == len(entries):
            return compress(entries, search.found[first:stop])
        return compress(entries, map(search.found.__getitem__, entries))

    def _new_background(self) -> list[int]:
        background = self.journal.rows.background
        begin, self._background = self._background, len(background)
        if not self.filter.background and not self.filter.aside:
            return []
        return [entry for entry in background[begin:] if self._accepts(entry)]

    def _accepts(self, entry: int) -> bool:
        key = self.journal.key_of(entry)
        connection = self.journal.table.ends[self.journal.end_of(entry)].connection
        if connection < 0 and not self.filter.aside:
            return False
        if (kind := kind_of(key)) in BACKGROUND and kind not in self.filter.background:
            return False
        if not self._keys[key] or self.filter.connection not in (None, connection):
            return False
        return self._search is None or bool(self._search.found[entry])
