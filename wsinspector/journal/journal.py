"""The append-only record of everything that happened in a session."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from operator import is_

from wsinspector.journal.connections import Address, Connection, ConnectionTable, End
from wsinspector.journal.entries import (
    BACKGROUND,
    S2C_BIT,
    Direction,
    EndKind,
    direction_of,
    key_of,
)
from wsinspector.journal.entry_store import EntryStore, Row, details_json
from wsinspector.journal.lifelines import Lifelines
from wsinspector.journal.pairing import Pairing, Waiting, span_of
from wsinspector.journal.queues import Queues
from wsinspector.journal.rows import Rows
from wsinspector.journal.watch import Watch
from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind, note
from wsinspector.protocol.phases import Phase
from wsinspector.texts import text

# What an end sends and what it receives, as key bytes without the opcode.
_FRAME_KEYS = tuple(
    (key_of(kind, kind is EndKind.SERVER, 0), key_of(kind, kind is not EndKind.SERVER, 0))
    for kind in EndKind
)
_NOBODY = (-1, -1)


class Journal(EntryStore):
    """What happened, in columns; entries never change once appended.

    Indexes stand beside the entries: ``table`` (connections and ends), ``rows`` (the timeline),
    ``pairing`` (the same fact at both ends), ``lifelines`` (phases) and ``queues`` (what the
    kernel has taken). Nothing here knows a clock: times come from the caller.

    Args:
        start_ns: the monotonic clock at the beginning of the session, nanoseconds.
        wall_ns: the wall clock at the same moment, nanoseconds since the epoch.
        max_bytes: bytes of payload to keep; later payloads are recorded by length alone.
    """

    def __init__(self, start_ns: int = 0, wall_ns: int = 0, max_bytes: int = 2 * 1024**3) -> None:
        super().__init__(start_ns, max_bytes)
        self.wall_ns = wall_ns
        self.table = ConnectionTable()
        self.rows = Rows()
        self.pairing = Pairing()
        self.lifelines = Lifelines()
        self.queues = Queues()
        self._watches: list[Watch] = []

    # -- ends and connections -------------------------------------------------------------------

    def open_end(self, kind: EndKind, time_ns: int, *, label: str = "", url: str = "") -> int:
        """Begin a new end in view, in a new connection; returns its id.

        Args:
            kind: from where it is seen.
            time_ns: the monotonic clock now.
            label: what the person calls it.
            url: the address that a client of ours was asked to connect to.
        """
        began = time_ns - self.start_ns
        end = self.table.add_end(kind, began, label=label, url=url, first_entry=len(self))
        self._touch(connections=True)
        return end.id

    def open_page(self, connection: int, label: str) -> int:
        """Begin the view that a page or program has of a connection in view; returns its id."""
        end = self.table.add_end(EndKind.PAGE, 0, label=label, connection=connection)
        self._touch(connections=True)
        return end.id

    def attach(self, end_id: int, local: Address, remote: Address) -> int:
        """Tell the addresses of an end; returns the id of the connection it now belongs to."""
        end = self.table.ends[end_id]
        moved = self.table.attach(end, local, remote)
        if moved is not None:
            left, joined = moved
            first = self.table.connections[joined].first_entry
            changed = self.rows.move(left, joined, first)
            self._watch_pairs(joined, first)
            if changed is not None:
                self._touch(rows=changed)
        self._touch(connections=True)
        return end.connection

    def detach(self, end_id: int) -> None:
        """No connection came of the addresses that this end was told."""
        self.table.forget(self.table.ends[end_id])

    def finish(self, end_id: int) -> None:
        """The transport of this end is over, right after the last entry."""
        now_ns = self.time_of(len(self) - 1) if len(self) else 0
        if self.table.finish(self.table.ends[end_id], now_ns):
            self.pairing.forget(self.table.ends[end_id].connection)
        self._touch(connections=True)

    def report_handed(self, end_id: int, offset: int) -> None:
        """The kernel has taken the bytes this end sent up to this stream offset."""
        self.table.ends[end_id].handed = offset
        self._touch(connections=True)

    def connection(self, connection_id: int) -> Connection:
        """The connection with this id."""
        return self.table.of(connection_id)

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
        details = details_json(fact.details)
        key = key_of(end.kind, self._s2c(end.kind, fact.sent is not False), fact.kind)
        entry = len(self)
        if fact.sent:
            end.sent = max(end.sent, fact.start + len(fact.data))
        elif fact.sent is not None:
            end.received = max(end.received, fact.start + len(fact.data))
        waiting = self.pairing.waiting(end.connection)
        owner = None
        if fact.kind is Kind.REQUEST and fact.details.get("plain"):
            self._set_aside(end)
        if fact.kind in BACKGROUND or end.connection < 0:
            self.rows.background.append(entry)
        elif waiting is None or direction_of(key) is None:
            self._add_rows(end, (entry,), bytes((key,)))
        else:
            owner = self._pair(
                end, entry, bytes((key,)), (fact.start,), (b"",), (fact.data,), waiting
            ).get(0)
        row: Row = (key, fact.start, details, fact.data, owner)
        self._store(end_id, time_ns, row)
        if fact.kind is Kind.STATE:
            phase = Phase.of(str(fact.details["phase"]))
            self.lifelines.add(end_id, entry, time_ns - self.start_ns, phase)
        elif fact.kind is Kind.QUEUE:
            end.handed = _number(fact.details["handed"])
            end.dropped = max(end.dropped, _number(fact.details.get("dropped")))
            self.queues.add(end_id, entry, end.handed, end.sent)
        elif fact.kind is Kind.RESPONSE:
            end.deflate = str(fact.details.get("deflate", ""))
        elif fact.kind is Kind.CONNECT:
            end.secure = end.secure or fact.details.get("step") == "tls"
        elif fact.kind is Kind.TLS:
            is_notify = fact.details.get("event") == "close-notify"
            end.notified = end.notified or (bool(fact.sent) and is_notify)
        elif fact.kind is Kind.CALL:
            self._note_unsent(end, entry, fact)
        elif fact.kind is Kind.NOTE:
            end.received += _number(fact.details.get("dropped"))
            end.presence = str(fact.details.get("presence", end.presence))
        self._touch(connections=fact.kind in (Kind.QUEUE, Kind.REQUEST))
        self._watch_size(time_ns)
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
        first = len(self)
        if not frames:
            return range(first, first)
        end = self.table.ends[end_id]
        sent_key, received_key = _FRAME_KEYS[end.kind]
        sents, _, starts, headers, payloads = zip(*frames, strict=True)
        keys = bytes([(sent_key if frame[0] else received_key) | frame[1] for frame in frames])
        # Stream offsets only grow, so the last frame of a direction tells them.
        if True in sents:
            last = len(sents) - 1 - sents[::-1].index(True)
            end.sent = max(end.sent, starts[last] + len(headers[last]) + len(payloads[last]))
            end.note_sent(frames)
        if False in sents:
            last = len(sents) - 1 - sents[::-1].index(False)
            stop = starts[last] + len(headers[last]) + len(payloads[last])
            end.received = max(end.received, stop)
        waiting = self.pairing.waiting(end.connection)
        if waiting is None:
            owners = {}
            self._add_rows(end, range(first, first + len(keys)), keys)
        else:
            owners = self._pair(end, first, keys, starts, headers, payloads, waiting)
        # An echo has the very object of the message that it answers.
        same = list(map(is_, payloads, payloads[1:]))
        if True in same:
            for at, is_same in enumerate(same, 1):
                if is_same and payloads[at] and at not in owners:
                    owners[at] = owners.get(at - 1, first + at - 1)
        self._store_frames(end_id, time_ns, keys, starts, headers, payloads, owners, inflated or {})
        self._touch()
        self._watch_size(time_ns)
        return range(first, first + len(keys))

    def _note_unsent(self, end: End, entry: int, call: Fact) -> None:
        """A client's ``send()`` that came too late counts as buffered (WHATWG)."""
        details = call.details
        if end.kind is not EndKind.CLIENT or details.get("call") != "send":
            return
        if details.get("effect") == "none" and "throws" not in details:
            self.queues.add_unsent(end.id, entry, _number(details.get("length")))

    def _watch_size(self, time_ns: int) -> None:
        if self._full or self.memory() < self.max_bytes:
            return
        self._full = True
        self.append(0, time_ns, note(text("journal.full", bytes=self.max_bytes)))

    def _set_aside(self, end: End) -> None:
        """It is plain HTTP that the program speaks with its own page: no row, and no number."""
        connection = self.table.connections[end.connection]
        number = connection.id
        if self.table.set_aside(end):
            self.rows.withdraw(number, connection.first_entry)

    def _add_rows(self, end: End, entries: Sequence[int], keys: bytes) -> None:
        rows = self.rows
        rows.entries.extend(entries)
        rows.keys += keys
        rows.connections += array("I", (end.connection,)) * len(keys)

    def _pair(
        self,
        end: End,
        first: int,
        keys: bytes,
        starts: Sequence[int],
        headers: Sequence[bytes],
        payloads: Sequence[bytes],
        waiting: Waiting,
    ) -> dict[int, int]:
        """Join entries with those of the other end; only the first sight of a fact is a row.

        Args:
            end: the end that sees them.
            first: id of the first one.
            keys: their key bytes.
            starts: their stream offsets.
            headers: what of their wire bytes is not payload.
            payloads: the rest of it.
            waiting: what the other end alone has seen.

        Returns:
            position to the entry that has the identical payload.
        """
        owners: dict[int, int] = {}
        mates: list[int] = []
        alone: list[int] = []
        here, connection = end.id, end.connection
        c2s, s2c = Direction.C2S, Direction.S2C
        for at, (key, start, payload) in enumerate(zip(keys, starts, payloads, strict=True)):
            span = span_of(key, start, len(headers[at]) + len(payload))
            mate, there = waiting.pop(span, _NOBODY)
            if there == here:
                waiting[span] = (mate, there)
                mate = -1
            if mate < 0:
                waiting.setdefault(span, (first + at, here))
                alone.append(at)
                continue
            self.pairing.join(connection, s2c if key & S2C_BIT else c2s, mate, first + at)
            mates.append(mate)
            if payload:
                owner = self._owner_of(mate, payload)
                if owner is not None:
                    owners[at] = owner
        if alone:
            self._add_rows(end, [first + at for at in alone], bytes([keys[at] for at in alone]))
        if mates:
            # Mates may themselves be second sights of a relay, which are no rows.
            low, high = self.rows.row_at(min(mates)), self.rows.row_at(max(mates))
            self._touch(rows=(max(low, 0), high))
        return owners

    def _watch_pairs(self, connection: int, first_entry: int) -> None:
        """Both ends are in view now: what the first has recorded waits for the second."""
        known = []
        for row in self.rows.of(connection, first_entry):
            entry = self.entry(self.rows.entries[row])
            if entry.direction is not None:
                span = span_of(self.rows.keys[row], entry.start, entry.size)
                known.append((entry.direction, span, entry.id, entry.end))
        self.pairing.watch(connection, known)

    @staticmethod
    def _s2c(kind: EndKind, sent: bool) -> bool:
        return sent == (kind is EndKind.SERVER)

    # -- reading --------------------------------------------------------------------------------

    def connection_of(self, entry_id: int) -> int:
        """Id of the connection of an entry; 0 for one of the session itself, or set aside."""
        return max(0, self.table.ends[self.end_of(entry_id)].connection)

    def mate(self, entry_id: int) -> int | None:
        """The entry of the other end that is the same fact, if it was seen there."""
        segment, row = self._find(entry_id)
        direction = direction_of(segment.keys[row])
        if direction is None:
            return None
        connection = self.table.ends[segment.end(row)].connection
        return self.pairing.mate(connection, direction, entry_id)

    # -- announcing -----------------------------------------------------------------------------

    def watch(self, wake: Callable[[], None]) -> Watch:
        """Be told of changes, see :class:`~wsinspector.journal.watch.Watch`."""
        watch = Watch(self, wake)
        self._watches.append(watch)
        return watch

    def unwatch(self, watch: Watch) -> None:
        """Not any more."""
        self._watches.remove(watch)

    def _touch(self, rows: tuple[int, int] | None = None, connections: bool = False) -> None:
        for watch in self._watches:
            watch.touch(rows, connections)


def _number(detail: Detail) -> int:
    return detail if isinstance(detail, int) else 0
