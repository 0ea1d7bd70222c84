"""Compresses the messages of one direction (RFC 7692 §7.2.1)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zlib import _Compress

TAIL: Final = b"\x00\x00\xff\xff"
"""The end of an empty block without compression, which a sender leaves out."""

_EMPTY: Final = b"\x00"
_SMALLEST_WINDOW: Final = 9


class Deflater:
    """Compresses message by message.

    Args:
        window_bits: the window agreed, 8 to 15. zlib knows no 8, but with 9 it never reaches
            farther back than 250 bytes, so that keeps to 8 as well.
        takeover: whether its window reaches back into earlier messages.
    """

    def __init__(self, window_bits: int, takeover: bool) -> None:
        self._bits = -max(window_bits, _SMALLEST_WINDOW)
        self._takeover = takeover
        self._compressor: _Compress | None = None

    def forget(self) -> None:
        """The peer's window has, or may have, other content now: reach back to nothing of before.

        What is compressed afresh can be decompressed whatever the window holds.
        """
        self._compressor = None

    def deflate(self, message: bytes) -> bytes:
        """The payload of a whole message."""
        if not message:
            # §7.2.3.6: an empty message is one octet; zlib does not flush twice in a row.
            return _EMPTY
        compressor = self._compressor
        if compressor is None:
            compressor = zlib.compressobj(wbits=self._bits)
            if self._takeover:
                self._compressor = compressor
        data = compressor.compress(message) + compressor.flush(zlib.Z_SYNC_FLUSH)
        return data[: -len(TAIL)]
