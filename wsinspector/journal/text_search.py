"""Which entries have a text in their bytes."""

from __future__ import annotations

import json
from bisect import bisect_right
from itertools import compress
from typing import TYPE_CHECKING

from wsinspector.journal.entries import kind_of
from wsinspector.journal.segment import HEADER_MASK, LARGE, ROWS, Segment
from wsinspector.texts import TEMPLATES, Text, render

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.facts import Detail

_CACHE_MAX = 1024
_NO_FRAME = bytes(not kind_of(key).is_frame for key in range(256))


class TextSearch:
    """Searches payloads, raw bytes and details; grows with the journal.

    A segment's bytes lie back to back, so they are searched in one go, and what is found is given
    to its row; after a find the search goes on behind that row.

    Args:
        journal: where to search.
        text: what to search; ASCII letters match in either case.

    Attributes:
        found: one byte an entry, 1 if it has the text.
        found_any: whether any has.
    """

    def __init__(self, journal: Journal, text: str) -> None:
        self.found = bytearray()
        self.found_any = False
        self._journal = journal
        self._needle = text.encode("utf-8", "surrogatepass").lower()
        # What has no letters needs no copy of the bytes in lower case.
        self._has_case = self._needle.upper() != self._needle
        self._answers: dict[bytes, bool] = {}

    def extend(self) -> None:
        """Search what the journal has recorded since the last time."""
        journal = self._journal
        while len(self.found) < len(journal):
            segment = journal.segments[len(self.found) // ROWS]
            begin = len(self.found) % ROWS
            self.found.extend(bytes(len(segment) - begin))
            self._search(segment, begin, len(self.found) - len(segment))

    def _search(self, segment: Segment, begin: int, base: int) -> None:
        """Search the rows of a segment from ``begin`` on; ``base`` is the id of its first entry."""
        self._search_inline(segment, begin, base)
        for row, (_, payload) in segment.large.items():
            if row >= begin and segment.form(row) == LARGE:
                self._note(base + row, self._needle in self._fold(payload))
        for row, payload in segment.inflated.items():
            if row >= begin:
                self._note(base + row, self._needle in self._fold(payload))
        self._search_details(segment, begin, base)
        if self.found_any:
            found = self.found
            # An owner may be shared itself: its answer is there before it is asked for.
            rows, owners = segment.owners(begin)
            for row in compress(rows, map(found.__getitem__, owners)):
                found[base + row] = 1

    def _search_inline(self, segment: Segment, begin: int, base: int) -> None:
        if begin == len(segment):
            return
        offset = segment.refs[begin]
        blob = self._fold(bytes(segment.blob[offset:] if offset else segment.blob))
        find, needle, found = blob.find, self._needle, self.found
        size = len(needle)
        at = find(needle)
        if at < 0:
            return
        # Where each row begins in ``blob``, and where the last one ends.
        refs = segment.refs[begin:].tolist()
        if offset:
            refs = [ref - offset for ref in refs]
        refs += (len(blob), len(blob))
        headers = segment.headers[begin:].tolist()
        base += begin
        row = 0
        while at >= 0:
            stop = refs[row + 1]
            if at >= stop:
                row += 1
                stop = refs[row + 1]
                if at >= stop and at < refs[row + 2]:
                    # A message and its echo: the payload is in every other row.
                    row += 1
                    stop = refs[row + 1]
                elif at >= stop:
                    row = bisect_right(refs, at, row + 1) - 1
                    stop = refs[row + 1]
            packed = headers[row]
            # A larger value: only a header is here, or the id of the entry that has the payload.
            if packed <= HEADER_MASK:
                first = refs[row] + packed
                if at < first:
                    at = find(needle, first)
                    continue
                if at + size <= stop:
                    found[base + row] = 1
            at = find(needle, stop)
        self.found_any = self.found_any or 1 in found[base:]

    def _search_details(self, segment: Segment, begin: int, base: int) -> None:
        first = segment.keys.translate(_NO_FRAME).find(1, begin)
        if first < 0:
            return
        for row in range(first, len(segment)):
            if _NO_FRAME[segment.keys[row]] and segment.header_length(row):
                details = segment.header(row)
                answer = self._answers.get(details)
                if answer is None:
                    answer = self._needle in self._fold(_words(json.loads(details)))
                    if len(self._answers) < _CACHE_MAX:
                        self._answers[details] = answer
                self._note(base + row, answer)

    def _fold(self, data: bytes) -> bytes:
        return data.lower() if self._has_case else data

    def _note(self, entry: int, has_it: bool) -> None:
        if has_it:
            self.found[entry] = 1
            self.found_any = True


def _words(details: dict[str, Detail]) -> bytes:
    """The values of details, one a line, and a text as the words that a person reads."""
    words: list[str] = []

    def collect(value: Detail) -> None:
        if isinstance(value, dict):
            for one in value.values():
                collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)
        elif value is not None:
            words.append(str(value))

    for name, value in details.items():
        match value:
            case [str(message_id), dict(args)] if name == "text" and message_id in TEMPLATES:
                words.append(_rendered(message_id, args))
            case _:
                collect(value)
    return "\n".join(words).encode("utf-8", "surrogatepass")


def _rendered(message_id: str, args: dict[str, Detail]) -> str:
    plain = {
        name: value if isinstance(value, str | int | float) else str(value)
        for name, value in args.items()
    }
    try:
        return render(Text(message_id, plain))
    except (KeyError, ValueError, IndexError):
        # Written by another version of the program.
        return " ".join(map(str, plain.values()))
