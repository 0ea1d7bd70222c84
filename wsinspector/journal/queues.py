"""How far every end's own send queue had got at every moment."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import NamedTuple


class QueueMark(NamedTuple):
    """What one QUEUE entry says.

    Attributes:
        entry: its id.
        time_ns: its time, nanoseconds since the session began.
        handed: stream offset up to which the kernel had the bytes.
        dropped: stream offset up to which the rest was thrown away; 0 if it was not.
        sent: stream offset up to which bytes had been given to the queue.
    """

    entry: int
    time_ns: int
    handed: int
    dropped: int
    sent: int

    @property
    def is_stuck(self) -> bool:
        """Whether something was left in the queue."""
        return self.handed < self.sent


class _Queue:
    __slots__ = ("dropped", "entries", "handed", "sent", "times")

    def __init__(self) -> None:
        self.entries: array[int] = array("I")
        self.times: array[int] = array("q")
        self.handed: array[int] = array("Q")
        self.dropped: array[int] = array("Q")
        self.sent: array[int] = array("Q")

    def mark(self, at: int) -> QueueMark | None:
        if not 0 <= at < len(self.entries):
            return None
        return QueueMark(
            self.entries[at], self.times[at], self.handed[at], self.dropped[at], self.sent[at]
        )


_NONE: tuple[array[int], array[int]] = (array("I"), array("Q"))


class Queues:
    """The QUEUE entries of every end, ready to be asked for any entry or offset."""

    def __init__(self) -> None:
        self._ends: dict[int, _Queue] = {}
        self._unsent: dict[int, tuple[array[int], array[int]]] = {}

    def add(self, end: int, entry: int, time_ns: int, handed: int, dropped: int, sent: int) -> None:
        """An end reported the progress of its queue; see :class:`QueueMark`."""
        queue = self._ends.setdefault(end, _Queue())
        queue.entries.append(entry)
        queue.times.append(time_ns)
        queue.handed.append(handed)
        queue.dropped.append(dropped)
        queue.sent.append(sent)

    def at(self, end: int, entry: int) -> QueueMark | None:
        """The last report of this end up to and with this entry; None before the first."""
        queue = self._ends.get(end)
        return None if queue is None else queue.mark(bisect_right(queue.entries, entry) - 1)

    def after(self, end: int, entry: int) -> QueueMark | None:
        """The first report of this end after this entry; None if there is none."""
        queue = self._ends.get(end)
        return None if queue is None else queue.mark(bisect_right(queue.entries, entry))

    def handed_at(self, end: int, offset: int) -> QueueMark | None:
        """The first report by which the kernel had all bytes before this stream offset."""
        queue = self._ends.get(end)
        return None if queue is None else queue.mark(bisect_left(queue.handed, offset))

    def add_unsent(self, end: int, entry: int, length: int) -> None:
        """An end's API took a message of so many bytes that it will never send."""
        entries, sums = self._unsent.setdefault(end, (array("I"), array("Q")))
        entries.append(entry)
        sums.append(length + (sums[-1] if sums else 0))

    def unsent_at(self, end: int, entry: int) -> int:
        """How many bytes that was in all, up to and with this entry."""
        entries, sums = self._unsent.get(end, _NONE)
        at = bisect_right(entries, entry)
        return sums[at - 1] if at else 0
