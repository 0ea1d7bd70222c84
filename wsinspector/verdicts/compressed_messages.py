"""The compressed messages of one sender: what they break of RFC 7692 although they can be read."""

from __future__ import annotations

import zlib
from typing import Final

from wsinspector.protocol.deflate.deflater import TAIL

_LARGEST_WINDOW: Final = 15
_HISTORY: Final = 1 << _LARGEST_WINDOW
_MOST_BYTES: Final = 16 * 1024 * 1024
_FINAL: Final = 1
_GRAIN: Final = 128
_NOTHING: frozenset[str] = frozenset()


class CompressedMessages:
    """Takes the messages as they were on the wire, in order.

    Args:
        agreement: the value of Sec-WebSocket-Extensions in the answer.
        sender: ``server`` or ``client``.
    """

    def __init__(self, agreement: str, sender: str) -> None:
        terms = dict(_term(term) for term in agreement.split(";")[1:])
        bits = terms.get(f"{sender}_max_window_bits", "")
        self._window = int(bits) if bits in map(str, range(8, 16)) else _LARGEST_WINDOW
        self._takeover = f"{sender}_no_context_takeover" not in terms
        self._is_bound = not self._takeover or self._window < _LARGEST_WINDOW
        self._history = b""

    def is_plain(self, data: object) -> bool:
        """Whether a whole message certainly breaks nothing, seen at a glance."""
        return (
            isinstance(data, bytes)
            and not self._is_bound
            and data != b""
            and not data[0] & _FINAL
            and not data.endswith(TAIL)
        )

    def take(self, data: bytes) -> frozenset[str]:
        """Take a whole message; returns the rules that it breaks."""
        broken = set()
        if data.endswith(TAIL):
            broken.add("pmd-tail-not-removed")
        if data and data[0] & _FINAL:
            broken.add("pmd-bfinal")
        if self._is_bound:
            broken |= self._bounds(data)
        return frozenset(broken) if broken else _NOTHING

    def _bounds(self, data: bytes) -> set[str]:
        """What it broke by looking back further than agreed (§7.2.1)."""
        content = _inflated(data, self._history, _LARGEST_WINDOW)
        if content is None:
            self._is_bound = False  # what follows cannot be read either
            return set()
        before, self._history = self._history, (self._history + content)[-_HISTORY:]
        if not self._takeover and _inflated(data, b"", _LARGEST_WINDOW) is None:
            return {"pmd-context-takeover-forbidden"}
        reach = before[-(1 << self._window) :] if self._takeover else b""
        if self._window < _LARGEST_WINDOW and not _keeps_to(data, reach, self._window):
            return {"pmd-window-exceeded"}
        return set()


def _term(term: str) -> tuple[str, str]:
    name, _, value = term.partition("=")
    return name.strip().lower(), value.strip().strip('"')


def _inflated(data: bytes, history: bytes, window: int) -> bytes | None:
    """What a message decompresses to with this before it; None if it does not."""
    decompressor = zlib.decompressobj(-window, history)
    try:
        return decompressor.decompress(data + TAIL, _MOST_BYTES)
    except zlib.error:
        return None


def _keeps_to(data: bytes, history: bytes, window: int) -> bool:
    """Whether a message looks back no further than a window, give or take the grain.

    What zlib gives out in one go it can look back to whatever the window is, so it gives little.
    """
    decompressor = zlib.decompressobj(-window, history)
    rest, written = data + TAIL, 0
    try:
        while rest and not decompressor.eof and written < _MOST_BYTES:
            piece = decompressor.decompress(rest, _GRAIN)
            rest, written = decompressor.unconsumed_tail, written + len(piece)
    except zlib.error:
        return False
    return True
