"""The entries themselves, in segments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from wsinspector.journal.entries import Entry, direction_of, end_kind_of, kind_of
from wsinspector.journal.segment import ROWS, Segment
from wsinspector.protocol.facts import Detail

Row = tuple[int, int, bytes, bytes, int | None]
"""``(key, start, header, payload, owner)``, see :meth:`Segment.extend`."""

_FORGOTTEN = Segment()


class EntryStore:
    """Entries in the order in which they were recorded; they never change.

    Args:
        start_ns: the monotonic clock at the beginning of the session, nanoseconds.
        max_bytes: bytes of payloads, headers and details to keep; later payloads are stored by
            length alone.
    """

    def __init__(self, start_ns: int, max_bytes: int) -> None:
        self.start_ns = start_ns
        self.max_bytes = max_bytes
        self.segments: list[Segment] = [Segment()]
        self._sealed_bytes = 0
        self._full = False

    def __len__(self) -> int:
        return (len(self.segments) - 1) * ROWS + len(self.segments[-1])

    # -- writing --------------------------------------------------------------------------------

    def _store(self, end: int, time_ns: int, row: Row) -> None:
        segment = self._room()
        segment.extend(time_ns - self.start_ns, end, (row,), not self._full)

    def _store_frames(
        self,
        end: int,
        time_ns: int,
        keys: bytes,
        starts: Sequence[int],
        headers: Sequence[bytes],
        payloads: Sequence[bytes],
        owners: Mapping[int, int],
        inflated: Mapping[int, bytes],
    ) -> None:
        """Append frames, see :meth:`Segment.extend_frames`, to as many segments as it takes."""
        moment = time_ns - self.start_ns
        done, count = 0, len(keys)
        while done < count:
            segment = self._room()
            base = len(segment)
            stop = min(count, done + ROWS - base)
            part = slice(done, stop)
            mine = owners
            if owners and (done or stop < count):
                mine = {at - done: owner for at, owner in owners.items() if done <= at < stop}
            if self._full or not segment.extend_frames(
                moment, end, keys[part], starts[part], headers[part], payloads[part], mine
            ):
                rows = zip(keys[part], starts[part], headers[part], payloads[part], strict=True)
                owned = [(*row, mine.get(at)) for at, row in enumerate(rows)]
                segment.extend(moment, end, owned, not self._full)
            if inflated and not self._full:
                last = None
                for position, payload in inflated.items():
                    if done <= position < stop:
                        kept = self._kept_inflated(owners.get(position), payload)
                        is_shared = kept is not payload or payload is last
                        segment.inflate(base + position - done, kept, is_shared)
                        last = payload
            done = stop

    def _room(self) -> Segment:
        """The segment that takes the next entry."""
        segment = self.segments[-1]
        if len(segment) == ROWS:
            segment.seal()
            self._sealed_bytes += segment.memory()
            segment = Segment()
            self.segments.append(segment)
        return segment

    def forget(self, stop: int) -> None:
        """Let go of entries before this one, as far as whole segments allow.

        For who has read them and will never ask again: asking for a forgotten entry, or for a
        payload that is shared with one, is an IndexError. Ids go on as if nothing had happened.
        Of the newest segment only large and decompressed payloads go; they count as not kept.
        """
        last = len(self.segments) - 1
        self.segments[last].let_go(stop - last * ROWS)
        for number in range(min(stop // ROWS, len(self.segments) - 1) - 1, -1, -1):
            if self.segments[number] is _FORGOTTEN:
                return
            self._sealed_bytes -= self.segments[number].memory()
            self.segments[number] = _FORGOTTEN

    # -- reading --------------------------------------------------------------------------------

    def entry(self, entry_id: int) -> Entry:
        """The entry with this id.

        Raises:
            IndexError: there is none.
        """
        segment, row = self._find(entry_id)
        key = segment.keys[row]
        kind = kind_of(key)
        length = segment.lengths[row]
        header = segment.header_length(row) if kind.is_frame else 0
        return Entry(
            entry_id,
            segment.times[row],
            segment.end(row),
            end_kind_of(key),
            kind,
            direction_of(key),
            segment.starts[row],
            header + length,
            length,
        )

    def key_of(self, entry_id: int) -> int:
        """The key byte of an entry."""
        segment, row = self._find(entry_id)
        return segment.keys[row]

    def end_of(self, entry_id: int) -> int:
        """Id of the end in view of an entry."""
        segment, row = self._find(entry_id)
        return segment.end(row)

    def time_of(self, entry_id: int) -> int:
        """Time of an entry, nanoseconds since the session began."""
        segment, row = self._find(entry_id)
        return segment.times[row]

    def next_of(self, end: int, after: int, stop: int) -> int | None:
        """The first entry of an end behind one entry and before another one.

        Args:
            end: id of the end.
            after: look behind this entry; -1 for all.
            stop: and no further than before this one.
        """
        stop = min(stop, len(self))
        for number in range((after + 1) // ROWS, len(self.segments)):
            segment, base = self.segments[number], number * ROWS
            if base >= stop:
                break
            if end not in segment.end_ids:
                continue
            here = segment.end_ids.index(end)
            try:
                return base + segment.ends.index(here, max(0, after + 1 - base), stop - base)
            except ValueError:
                continue
        return None

    def header(self, entry_id: int) -> bytes:
        """Raw header of a frame, with masking key; for other kinds see :meth:`details`."""
        segment, row = self._find(entry_id)
        return segment.header(row)

    def payload(self, entry_id: int) -> bytes | None:
        """Unmasked wire payload of a frame, or the raw data of another kind.

        None when the limit of the journal had been reached and it was not kept.
        """
        segment, row = self._find(entry_id)
        payload = segment.payload(row)
        return self.payload(payload) if isinstance(payload, int) else payload

    def inflated(self, entry_id: int) -> bytes | None:
        """Decompressed payload of a compressed frame; None for any other."""
        segment, row = self._find(entry_id)
        return segment.inflated.get(row)

    def details(self, entry_id: int) -> dict[str, Detail]:
        """What a fact carries besides bytes; empty for a frame."""
        segment, row = self._find(entry_id)
        if kind_of(segment.keys[row]).is_frame:
            return {}
        header = segment.header(row)
        if not header:
            return {}
        details: dict[str, Detail] = json.loads(header)
        return details

    def longest(self, first: int) -> int:
        """Bytes of the longest payload or raw data since this entry; 0 if there is none."""
        found = 0
        for number in range(first // ROWS, len(self.segments)):
            lengths = self.segments[number].lengths
            found = max(found, max(lengths[max(0, first - number * ROWS) :], default=0))
        return found

    def memory(self) -> int:
        """Bytes kept for payloads, headers and details."""
        return self._sealed_bytes + self.segments[-1].memory()

    def _owner_of(self, entry_id: int, payload: bytes) -> int | None:
        """The entry that has the payload of this one, if it is this payload."""
        segment, row = self._find(entry_id)
        if segment.lengths[row] != len(payload):
            return None
        kept = segment.payload(row)
        if isinstance(kept, int):
            return self._owner_of(kept, payload)
        return entry_id if kept == payload else None

    def _kept_inflated(self, owner: int | None, payload: bytes) -> bytes:
        """A decompressed payload as the entry has it that shares the compressed one."""
        kept = None if owner is None else self.inflated(owner)
        return kept if kept == payload else payload

    def _find(self, entry_id: int) -> tuple[Segment, int]:
        if entry_id < 0:
            raise IndexError(entry_id)
        segment = self.segments[entry_id // ROWS]
        row = entry_id % ROWS
        if row >= len(segment):
            raise IndexError(entry_id)
        return segment, row


def details_json(details: Mapping[str, Detail]) -> bytes:
    """Details as they are kept."""
    if not details:
        return b""
    return json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
