"""What TLS connections looked like on the wire, and the keys to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class WireBytes(NamedTuple):
    """Some bytes as they were on the wire.

    Attributes:
        time_ns: when this end sent or received them, in monotonic nanoseconds.
        sent: by this end, else received.
        data: the bytes.
    """

    time_ns: int
    sent: bool
    data: bytes


class TlsCapture:
    """The ciphertext of connections, kept beside the journal for those who want to export it.

    The journal holds what was said; what carried it is of use only together with the keys.

    Attributes:
        size: how many bytes are kept.
        dropped: how many came when there was no room any more.

    Args:
        limit: how many bytes may be kept, of all connections together.
    """

    def __init__(self, limit: int) -> None:
        self.size = 0
        self.dropped = 0
        self._limit = limit
        self._bytes: dict[int, list[WireBytes]] = {}
        self._cut: set[int] = set()

    def keep(self, end: int, time_ns: int, sent: bool, data: bytes) -> bool:
        """Keep bytes of an end; False if there is no room for them.

        What follows a gap could not be decrypted, so an end that has one gets no further bytes.
        """
        if end in self._cut or self.size + len(data) > self._limit:
            self._cut.add(end)
            self.dropped += len(data)
            return False
        self.size += len(data)
        self._bytes.setdefault(end, []).append(WireBytes(time_ns, sent, data))
        return True

    def of(self, end: int) -> Sequence[WireBytes]:
        """What was kept of an end, in order; empty if nothing was."""
        return self._bytes.get(end, ())
