"""The append-only record of everything that happened in a session."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from wsinspector.journal.connections import Address, Connection, ConnectionTable, End
from wsinspector.journal.entries import (
    BACKGROUND,
    Direction,
    EndKind,
    Entry,
    direction_of,
    end_kind_of,
    key_of,
    kind_of,
)
from wsinspector.journal.lifelines import Lifelines
from wsinspector.journal.pairing import Pairing, Span
from wsinspector.journal.rows import Rows
from wsinspector.journal.segment import ROWS, Segment
from wsinspector.journal.watch import Watch
from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind
from wsinspector.protocol.phases import Phase
from wsinspector.texts import text

_Row = tuple[int, int, bytes, bytes, int | None]


class Journal:
    """What happened, in columns; entries never change once appended.

    Indexes stand beside the entries: ``table`` (connections and ends), ``rows`` (the timeline),
    ``pairing`` (the same fact at both ends) and ``lifelines`` (phases). Nothing here knows a clock:
    times come from the caller.

    Args:
        start_ns: the monotonic clock at the beginning of the session, nanoseconds.
        wall_ns: the wall clock at the same moment, nanoseconds since the epoch.
        max_bytes: bytes of payload to keep; later payloads are recorded by length alone.
    """

    def __init__(
        self, start_ns: int = 0, wall_ns: int = 0, max_bytes: int = 2 * 1024**3
    ) -> None:
        self.start_ns = start_ns
        self.wall_ns = wall_ns
        self.max_bytes = max_bytes
        self.table = ConnectionTable()
        self.rows = Rows()
        self.pairing = Pairing()
        self.lifelines = Lifelines()
        self.segments: list[Segment] = [Segment()]
        self._sealed_bytes = 0
        self._full = False
        self._watches: list[Watch] = []

    def __len__(self) -> int:
        return (len(self.segments) - 1) * ROWS + len(self.segments[-1])

    # -- ends and connections -------------------------------------------------------------------

    def open_end(self, kind: EndKind, time_ns: int, *, label: str = "", url: str = "") -> int:
        """Begin a new end in view, in a new connection; returns its id.

        Args:
            kind: from where it is seen.
            time_ns: the monotonic clock now.
            label: what the person calls it.
            url: the address that a client of ours was asked to connect to.
        """
        end = self.table.add_end(kind, time_ns - self.start_ns, label=label, url=url)
        self._touch(connections=True)
        return end.id

    def attach(self, end_id: int, local: Address, remote: Address) -> int:
        """Tell the addresses of an end; returns the id of the connection it now belongs to."""
        end = self.table.ends[end_id]
        moved = self.table.attach(end, local, remote)
        if moved is not None:
            left, joined = moved
            changed = self.rows.move(left, joined)
            self._watch_pairs(joined)
            if changed is not None:
                self._touch(rows=changed)
        self._touch(connections=True)
        return end.connection

    def finish(self, end_id: int) -> None:
        """The transport of this end is over."""
        self.table.finish(self.table.ends[end_id])
        self._touch(connections=True)

    def report_handed(self, end_id: int, offset: int) -> None:
        """The kernel has taken the bytes this end sent up to this stream offset."""
        self.table.ends[end_id].handed = offset
        self._touch(connections=True)

    def connection(self, connection_id: int) -> Connection:
        """The connection with this id."""
        return self.table.connections[connection_id]

    def end(self, end_id: int) -> End:
        """The end with this id."""
        return self.table.ends[end_id]

    # -- appending ------------------------------------------------------------------------------

    def append(self, end_id: int, time_ns: int, fact: Fact) -> int:
        """Record one fact that is not a whole frame; returns its entry id.

        Args:
            end_id: the end that saw it; 0 for the session itself.
            time_ns: the monotonic clock at that moment.
            fact: what happened.
        """
        end = self.table.ends[end_id]
        details = _to_json(fact.details)
        s2c = self._s2c(end.kind, fact.sent is not False)
        row = (key_of(end.kind, s2c, fact.kind), fact.start, details, fact.data, None)
        entry = len(self)
        if fact.sent is not None:
            self._count(end, fact.sent, fact.start + len(fact.data))
        self._append_rows(end, time_ns, [row], {})
        if fact.kind is Kind.STATE:
            phase = Phase.of(str(fact.details["phase"]))
            self.lifelines.add(end_id, entry, time_ns - self.start_ns, phase)
        elif fact.kind is Kind.QUEUE:
            end.handed = int(str(fact.details["handed"]))
        return entry

    def append_frames(
        self,
        end_id: int,
        time_ns: int,
        frames: Sequence[FrameFact],
        inflated: Mapping[int, bytes] | None = None,
    ) -> range:
        """Record whole frames of one end at one moment; returns their entry ids.

        Args:
            end_id: the end that sent or received them.
            time_ns: the monotonic clock at that moment.
            frames: the frames, in order.
            inflated: position in ``frames`` to the decompressed payload of that frame.
        """
        end = self.table.ends[end_id]
        sent_key = key_of(end.kind, self._s2c(end.kind, True), 0)
        received_key = key_of(end.kind, self._s2c(end.kind, False), 0)
        first = len(self)
        rows: list[_Row] = []
        previous, owner = None, 0
        entry = first
        for sent, opcode, start, header, payload in frames:
            key = (sent_key if sent else received_key) | opcode
            # An echo has the very object of the message that it answers.
            if payload is previous and payload:
                rows.append((key, start, header, payload, owner))
            else:
                rows.append((key, start, header, payload, None))
                previous, owner = payload, entry
            entry += 1
        self._count_frames(end, frames)
        self._append_rows(end, time_ns, rows, inflated or {})
        return range(first, entry)

    def _append_rows(
        self, end: End, time_ns: int, rows: list[_Row], inflated: Mapping[int, bytes]
    ) -> None:
        first = len(self)
        waiting = self.pairing.waiting(end.connection)
        if waiting is None:
            self._add_to_timeline(end, first, [row[0] for row in rows])
        else:
            self._pair(end, first, rows, waiting)
        done = 0
        while done < len(rows):
            segment = self.segments[-1]
            if len(segment) == ROWS:
                self._seal(segment)
                continue
            part = rows[done : done + ROWS - len(segment)]
            base = len(segment)
            segment.extend(time_ns - self.start_ns, end.id, part, not self._full)
            for position, payload in inflated.items():
                if done <= position < done + len(part):
                    segment.inflated[base + position - done] = payload
            done += len(part)
        self._touch()
        if self._sealed_bytes >= self.max_bytes and not self._full:
            self._full = True
            note = text("journal.full", bytes=self.max_bytes)
            said = Fact(Kind.NOTE, details={"text": [note.id, note.args]})
            self.append(0, time_ns, said)

    def _add_to_timeline(self, end: End, first: int, keys: Sequence[int]) -> None:
        timeline = self.rows
        if len(keys) == 1 and kind_of(keys[0]) in BACKGROUND:
            timeline.background.append(first)
            return
        timeline.entries.extend(range(first, first + len(keys)))
        timeline.keys.extend(keys)
        timeline.connections.extend([end.connection] * len(keys))

    def _pair(
        self, end: End, first: int, rows: list[_Row], waiting: dict[Span, int]
    ) -> None:
        """Join entries with those of the other end; only the first sight of a fact is a row."""
        for position, (key, start, header, payload, owner) in enumerate(rows):
            entry = first + position
            direction = direction_of(key)
            if direction is None:
                self._add_to_timeline(end, entry, [key])
                continue
            kind = kind_of(key)
            size = len(payload) + (len(header) if kind.is_frame else 0)
            span = Span.of(direction, kind, start, size)
            mate = waiting.pop(span, None)
            if mate is not None and self.end_of(mate) == end.id:
                waiting[span] = mate
                mate = None
            if mate is None:
                waiting.setdefault(span, entry)
                self._add_to_timeline(end, entry, [key])
                continue
            self.pairing.join(end.connection, direction, mate, entry)
            row = self.rows.row_of(mate)
            if row is not None:
                self._touch(rows=(row, row))
            if owner is None and payload and mate < first and self.payload(mate) == payload:
                rows[position] = (key, start, header, payload, self._owner(mate))

    def _watch_pairs(self, connection: int) -> None:
        """Both ends are in view now: what the first has recorded waits for the second."""
        known: list[tuple[Span, int]] = []
        for row in range(len(self.rows)):
            if self.rows.connections[row] == connection:
                entry = self.entry(self.rows.entries[row])
                if entry.direction is not None:
                    span = Span.of(entry.direction, entry.kind, entry.start, entry.size)
                    known.append((span, entry.id))
        self.pairing.watch(connection, known)

    def _seal(self, segment: Segment) -> None:
        segment.seal()
        self._sealed_bytes += segment.memory()
        self.segments.append(Segment())

    @staticmethod
    def _s2c(kind: EndKind, sent: bool) -> bool:
        return sent == (kind is EndKind.SERVER)

    @staticmethod
    def _count(end: End, sent: bool, stop: int) -> None:
        if sent:
            end.sent = max(end.sent, stop)
        else:
            end.received = max(end.received, stop)

    @classmethod
    def _count_frames(cls, end: End, frames: Sequence[FrameFact]) -> None:
        """Stream offsets only grow, so the last frame of each direction tells them."""
        seen = set()
        for sent, _, start, header, payload in reversed(frames):
            if sent not in seen:
                seen.add(sent)
                cls._count(end, sent, start + len(header) + len(payload))
                if len(seen) == 2:
                    return

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

    def end_of(self, entry_id: int) -> int:
        """Id of the end in view of an entry."""
        segment, row = self._find(entry_id)
        return segment.end(row)

    def time_of(self, entry_id: int) -> int:
        """Time of an entry, nanoseconds since the session began."""
        segment, row = self._find(entry_id)
        return segment.times[row]

    def connection_of(self, entry_id: int) -> int:
        """Id of the connection of an entry; 0 for an entry of the session itself."""
        return self.table.ends[self.end_of(entry_id)].connection

    def header(self, entry_id: int) -> bytes:
        """Raw header of a frame, with masking key; for other kinds see :meth:`details`."""
        segment, row = self._find(entry_id)
        return segment.header(row)

    def payload(self, entry_id: int) -> bytes | None:
        """Unmasked wire payload of a frame, or the raw data of another kind; None when the limit of
        the journal had been reached and it was not kept."""
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
        header = segment.header(row)
        if kind_of(segment.keys[row]).is_frame or not header:
            return {}
        details: dict[str, Detail] = json.loads(header)
        return details

    def mate(self, entry_id: int) -> int | None:
        """The entry of the other end that is the same fact, if it was seen there."""
        segment, row = self._find(entry_id)
        direction = direction_of(segment.keys[row])
        if direction is None:
            return None
        connection = self.table.ends[segment.end(row)].connection
        return self.pairing.mate(connection, direction, entry_id)

    def memory(self) -> int:
        """Bytes kept for payloads, headers and details."""
        return self._sealed_bytes + self.segments[-1].memory()

    def _owner(self, entry_id: int) -> int:
        """The entry that really has the payload of this one."""
        segment, row = self._find(entry_id)
        payload = segment.payload(row)
        return payload if isinstance(payload, int) else entry_id

    def _find(self, entry_id: int) -> tuple[Segment, int]:
        if entry_id < 0:
            raise IndexError(entry_id)
        segment = self.segments[entry_id // ROWS]
        row = entry_id % ROWS
        if row >= len(segment):
            raise IndexError(entry_id)
        return segment, row

    # -- announcing -----------------------------------------------------------------------------

    def watch(self, wake: Callable[[], None]) -> Watch:
        """Be told of changes, see :class:`~wsinspector.journal.watch.Watch`."""
        watch = Watch(self, wake)
        self._watches.append(watch)
        return watch

    def unwatch(self, watch: Watch) -> None:
        """Not any more."""
        self._watches.remove(watch)

    def _touch(
        self, rows: tuple[int, int] | None = None, connections: bool = False
    ) -> None:
        for watch in self._watches:
            watch.touch(rows, connections)


def _to_json(details: Mapping[str, Detail]) -> bytes:
    if not details:
        return b""
    return json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
