"""What became of bytes that an end sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wsinspector.journal.entries import Direction, EndKind, key_of
from wsinspector.journal.segment import ROWS
from wsinspector.protocol.facts import Kind

if TYPE_CHECKING:
    from wsinspector.journal.connections import End
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal
    from wsinspector.journal.segment import Segment

_DATA = (Kind.CONTINUATION, Kind.TEXT, Kind.BINARY)


class FateKind(StrEnum):
    """How far something has come, or where it ended."""

    QUEUED = "queued"
    """It waits in our own queue."""
    HANDED = "handed"
    """The kernel has it; whether it arrives is not known, or not yet."""
    RECEIVED = "received"
    """The other end has it, or saw it arrive."""
    UNDECODED = "undecoded"
    """The other end got its bytes, but did not read them as this."""
    PART_RECEIVED = "part-received"
    """Some of its bytes arrived."""
    DROPPED = "dropped"
    """Our own queue was thrown away before it could go out."""
    LOST = "lost"
    """Both ends are over, and its bytes never arrived."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one frame, or of other bytes that were sent at once.

    Attributes:
        kind: how far it has come.
        sent_ns: when it was sent, nanoseconds since the session began; None if its sender is not in
            view.
        received_ns: when it was received whole, likewise; None if that was not seen.
        received: how many of its bytes the receiver got, as far as they were seen.
        size: its bytes on the wire.
        may_arrive: whether the receiver is in view and may still get what it has not got yet.
    """

    kind: FateKind
    sent_ns: int | None
    received_ns: int | None
    received: int
    size: int
    may_arrive: bool = False

    @property
    def transit_ns(self) -> int | None:
        """From the one end to the other; None if that was not seen.

        It was not if only one end was, nor if the receiver was told first: the system makes a TCP
        connection before it tells either program.
        """
        if self.sent_ns is None or self.received_ns is None or self.received_ns < self.sent_ns:
            return None
        return self.received_ns - self.sent_ns


def fate(journal: Journal, entry_id: int) -> Fate | None:
    """What became of an entry that travels; None for any other.

    A FIN or RST that the other end has not seen stays handed over: without bytes there is no count
    that would tell where it got to. A TCP connection did get there, else its client would not have
    it.
    """
    return fate_of(journal, journal.entry(entry_id))


def fate_of(journal: Journal, entry: Entry) -> Fate | None:
    """Like :func:`fate`, for an entry that has been read."""
    sent = entry.sent
    if sent is None or entry.direction is None:
        return None
    mate = journal.mate(entry.id)
    if mate is not None:
        times = entry.time_ns, journal.time_of(mate)
        sent_ns, received_ns = times if sent else times[::-1]
        return Fate(FateKind.RECEIVED, sent_ns, received_ns, entry.size, entry.size)
    if not sent:
        return Fate(FateKind.RECEIVED, None, entry.time_ns, entry.size, entry.size)
    if entry.kind is Kind.TCP:
        return Fate(FateKind.RECEIVED, entry.time_ns, None, 0, 0)
    sender = journal.end(entry.end)
    receiver = _receiver(journal, sender, entry.direction)
    kind, received = FateKind.HANDED, 0
    if entry.size:
        kind, received = _unmatched(journal, entry, sender, receiver, entry.direction)
    may_arrive = receiver is not None and not (sender.over and receiver.over)
    return Fate(kind, entry.time_ns, None, received, entry.size, may_arrive)


def _unmatched(
    journal: Journal, entry: Entry, sender: End, receiver: End | None, direction: Direction
) -> tuple[FateKind, int]:
    """Kind and received bytes of what was sent, and not seen as the same at the other end."""
    got = 0 if receiver is None else receiver.upto(direction) - entry.start
    if got >= entry.size:
        return FateKind.UNDECODED, entry.size
    if got > 0:
        return FateKind.PART_RECEIVED, got
    if entry.stop > _handed(journal, sender):
        return (FateKind.DROPPED if sender.dropped >= entry.stop else FateKind.QUEUED), 0
    if receiver is not None and receiver.over and sender.over:
        return FateKind.LOST, 0
    return FateKind.HANDED, 0


def _receiver(journal: Journal, sender: End, direction: Direction) -> End | None:
    for end_id in journal.connection(sender.connection).ends:
        end = journal.end(end_id)
        if end.kind in (EndKind.CLIENT, EndKind.SERVER) and end.kind.role is not direction.sender:
            return end
    return None


def _handed(journal: Journal, end: End) -> int:
    """How far the kernel has its bytes; all, for an end that reports nothing of the kind."""
    if end.handed or journal.queues.at(end.id, len(journal)) is not None:
        return end.handed
    return end.sent


def buffered_amount(journal: Journal, end_id: int, entry: int | None = None) -> int:
    """``bufferedAmount`` of an end (WHATWG WebSockets): bytes of messages not yet on the network.

    Control frames, headers and masking do not count. What ``send()`` was given once readyState was
    CLOSING or CLOSED does, for ever, although it is never sent.

    Args:
        journal: where it is recorded.
        end_id: which end.
        entry: how it was right after this entry; None for now.
    """
    end = journal.end(end_id)
    unsent = journal.queues.unsent_at(end_id, len(journal) if entry is None else entry)
    handed = _handed(journal, end) if entry is None else _handed_at(journal, end, entry)
    if handed >= end.sent:
        return unsent
    return unsent + sum(_unhanded(journal, end, handed, entry))


def _handed_at(journal: Journal, end: End, entry: int) -> int:
    """How far the kernel had its bytes, as far as was recorded.

    Between two reports with an empty queue everything was handed at once; the next report, or how
    far it is now, is the most that it can have been.
    """
    before = journal.queues.at(end.id, entry)
    if before is not None and before.is_stuck:
        return before.handed
    after = journal.queues.after(end.id, entry)
    return _handed(journal, end) if after is None else after.handed


def _unhanded(journal: Journal, end: End, handed: int, entry: int | None) -> list[int]:
    """Payload bytes, frame by frame, of sent messages behind a stream offset."""
    found: list[int] = []
    is_server = end.kind is EndKind.SERVER
    keys = frozenset(key_of(end.kind, is_server, kind) for kind in _DATA)
    last = len(journal) - 1 if entry is None else entry
    for number in range(last // ROWS, -1, -1):
        segment = journal.segments[number]
        if end.id not in segment.end_ids:
            continue
        here = segment.end_ids.index(end.id)
        first = min(len(segment) - 1, last - number * ROWS)
        for row in range(first, -1, -1):
            if segment.ends[row] == here and segment.keys[row] in keys:
                left = segment.starts[row] + _size(segment, row) - handed
                if left <= 0:
                    return found
                inflated = segment.inflated.get(row)
                length = segment.lengths[row]
                if inflated is not None and left >= length:
                    length = left = len(inflated)
                found.append(min(length, left))
    return found


def _size(segment: Segment, row: int) -> int:
    return segment.header_length(row) + segment.lengths[row]
