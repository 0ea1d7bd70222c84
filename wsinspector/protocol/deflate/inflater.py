"""Decompresses the messages of one direction, as far as memory is allowed (RFC 7692 §7.2.2)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from wsinspector.protocol.deflate.deflater import TAIL

if TYPE_CHECKING:
    from zlib import _Decompress

    from wsinspector.protocol.phases import Role

_LAST_BLOCK: Final = b"\x01" + TAIL
_LARGEST: Final = 15
FINAL_BLOCKS_MAX: Final = 64
"""Blocks with BFINAL set in one message; zlib starts anew after each, and that takes time."""


class Inflater:
    """Decompresses in pieces; a whole message is begun, fed and finished.

    After an error it is of no further use.

    Args:
        window_bits: the window agreed, 8 to 15.
        takeover: whether the sender's window reaches back into earlier messages.
    """

    def __init__(self, window_bits: int, takeover: bool) -> None:
        self._bits = window_bits
        self._takeover = takeover
        self._decompressor: _Decompress | None = None
        # The latest output: what follows a block with BFINAL set may reach back into it, but zlib
        # forgets it there.
        self._window = bytearray()
        self._final_blocks = 0
        self._ending = b""  # the last bytes of the message in progress

    def begin(self) -> None:
        """A message begins."""
        self._final_blocks = 0
        self._ending = b""
        if not self._takeover:
            self._decompressor = None
            self._window.clear()

    def feed(self, data: bytes, most: int) -> bytes:
        """What the next bytes of the message decompress to.

        Args:
            data: the bytes.
            most: how much is wanted; one byte more comes back where there is more, and the rest
                is not decompressed.

        Raises:
            zlib.error: the bytes are not what a compressor writes.
        """
        self._ending = (self._ending + data[-len(TAIL) :])[-len(TAIL) :]
        pieces: list[bytes] = []
        left = most + 1
        while data and left:
            decompressor = self._decompressor
            if decompressor is None or decompressor.eof:
                decompressor = self._start()
            piece = decompressor.decompress(data, left)
            left -= len(piece)
            pieces.append(piece)
            self._remember(piece)
            # Without BFINAL everything was taken, unless there was more to come than wanted.
            data = decompressor.unused_data
        return b"".join(pieces)

    def finish(self, most: int) -> bytes:
        """The last of the message; arguments and errors as of :meth:`feed`."""
        if self._decompressor is not None and self._decompressor.eof:
            return b""  # the sender ended with BFINAL set, without the octet of §7.2.3.4
        is_whole = self._ending == TAIL  # nothing is left out; who reads on goes astray
        piece = self.feed(TAIL, most)
        if len(piece) <= most and not is_whole and (piece or not self._is_between_blocks):
            raise zlib.error("the message ends inside of a block")
        return piece

    def limits_of(self, sender: Role) -> str:
        """The terms that keep a sender from looking back; empty if none does."""
        if not self._takeover:
            return f"{sender}_no_context_takeover"
        return f"{sender}_max_window_bits={self._bits}" if self._bits < _LARGEST else ""

    @property
    def _is_between_blocks(self) -> bool:
        """Whether a block can begin here: an empty last one does, and is all there is."""
        if self._decompressor is None or self._decompressor.eof:
            return True
        trial = self._decompressor.copy()
        try:
            return not trial.decompress(_LAST_BLOCK) and trial.eof and not trial.unused_data
        except zlib.error:
            return False

    def _start(self) -> _Decompress:
        if self._decompressor is not None:
            self._final_blocks += 1
            if self._final_blocks > FINAL_BLOCKS_MAX:
                raise zlib.error("too many final blocks")
        self._decompressor = zlib.decompressobj(-self._bits, bytes(self._window[-self._size :]))
        return self._decompressor

    def _remember(self, piece: bytes) -> None:
        window = self._window
        if len(piece) >= self._size:
            window[:] = piece[-self._size :]
            return
        window += piece
        if len(window) > 4 * self._size:
            del window[: -self._size]

    @property
    def _size(self) -> int:
        return 1 << self._bits
