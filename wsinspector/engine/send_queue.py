"""Bytes on their way out: queued, handed to the kernel, or dropped."""

from __future__ import annotations

from collections import deque

_GATHERED = 32 * 1024  # one send of small pieces is cheaper than many, a copy of large ones is not


class SendQueue:
    """Our own queue in front of a transport, and how far the stream has got.

    It counts in two measures: the bytes that go to the transport, and the stream they belong to.
    Without encryption they are the same; with it, a piece of the stream counts as handed once the
    whole record that carries it has been handed.

    Attributes:
        waiting: wire bytes that are still in this queue.
        queued: stream offset up to which bytes were put in.
        handed: stream offset up to which the kernel is known to have the bytes.
    """

    __slots__ = ("_marks", "_pieces", "_put", "_taken", "handed", "queued", "waiting")

    def __init__(self) -> None:
        self.waiting = 0
        self.queued = 0
        self.handed = 0
        self._put = 0
        self._taken = 0
        self._pieces: deque[bytes | memoryview] = deque()
        self._marks: deque[tuple[int, int]] = deque()

    def put(self, wire: bytes, length: int) -> None:
        """Add bytes at the end.

        Args:
            wire: the bytes for the transport.
            length: how many bytes of the stream they carry.
        """
        if not wire:
            return
        self._pieces.append(wire)
        size = len(wire)
        self.waiting += size
        self._put += size
        self.queued += length
        if size != length:
            self._marks.append((self._put, self.queued))

    def take(self, most: int) -> bytes | memoryview:
        """The next bytes for the transport, at most so many and at least one.

        Raises:
            IndexError: nothing is waiting.
        """
        pieces = self._pieces
        piece: bytes | memoryview = pieces.popleft()
        size = len(piece)
        if size > most:
            view = memoryview(piece)
            pieces.appendleft(view[most:])
            piece, size = view[:most], most
        elif pieces and size + len(pieces[0]) <= (most := min(most, _GATHERED)):
            gathered = [piece]
            while pieces and size + len(pieces[0]) <= most:
                piece = pieces.popleft()
                gathered.append(piece)
                size += len(piece)
            piece = b"".join(gathered)
        self.waiting -= size
        self._taken += size
        return piece

    def note_left(self, left: int) -> None:
        """The transport has handed on all it was given but these last bytes."""
        handed = self._taken - left
        if handed == self._put:
            self._marks.clear()
            self.handed = self.queued
        elif not self._marks:
            # Marks that are passed go, so without any the two measures end alike.
            self.handed = max(self.handed, self.queued - (self._put - handed))
        else:
            while self._marks and self._marks[0][0] <= handed:
                self.handed = self._marks.popleft()[1]
