"""How far every end's own send queue had got at every moment."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple


class QueueMark(NamedTuple):
    """What one QUEUE entry says.

    Attributes:
        handed: stream offset up to which the kernel had the bytes.
        sent: stream offset up to which bytes had been given to the queue.
    """

    handed: int
    sent: int

    @property
    def is_stuck(self) -> bool:
        """Whether something was left in the queue."""
        return self.handed < self.sent


class _Queue:
    __slots__ = ("entries", "handed", "sent")

    def __init__(self) -> None:
        self.entries: array[int] = array("I")
        self.handed: array[int] = array("Q")
        self.sent: array[int] = array("Q")

    def mark(self, at: int) -> QueueMark | None:
        if not 0 <= at < len(self.entries):
            return None
        return QueueMark(self.handed[at], self.sent[at])


_NONE: tuple[array[int], array[int]] = (array("I"), array("Q"))


class Queues:
    """The QUEUE entries of every end, ready to be asked for any entry."""

    def __init__(self) -> None:
        self._ends: dict[int, _Queue] = {}
        self._unsent: dict[int, tuple[array[int], array[int]]] = {}

    def add(self, end: int, entry: int, handed: int, sent: int) -> None:
        """An end reported the progress of its queue with this entry; see :class:`QueueMark`."""
        queue = self._ends.setdefault(end, _Queue())
        queue.entries.append(entry)
        queue.handed.append(handed)
        queue.sent.append(sent)

    def at(self, end: int, entry: int) -> QueueMark | None:
        """The last report of this end up to and with this entry; None before the first."""
        queue = self._ends.get(end)
        return None if queue is None else queue.mark(bisect_right(queue.entries, entry) - 1)

    def after(self, end: int, entry: int) -> QueueMark | None:
        """The first report of this end after this entry; None if there is none."""
        queue = self._ends.get(end)
        return None if queue is None else queue.mark(bisect_right(queue.entries, entry))

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
