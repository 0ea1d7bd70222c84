"""Strict UTF-8 (RFC 3629), as early as the bytes permit."""

from __future__ import annotations

import codecs

_new_decoder = codecs.getincrementaldecoder("utf-8")


class Utf8Validator:
    """Follows a text that arrives in pieces and finds its first error at once.

    An error is reported with the first byte after which no continuation could make the text
    valid, so that an endpoint can fail the connection before the frame is whole (§8.1).
    """

    def __init__(self) -> None:
        self._decoder = _new_decoder()
        self._length = 0
        self._pending = b""

    @property
    def between_characters(self) -> bool:
        """Whether the text could end here."""
        return not self._pending

    @property
    def position(self) -> int:
        """Offset of the first byte of an unfinished character, else of the next byte."""
        return self._length - len(self._pending)

    def feed(self, data: bytes) -> int | None:
        """Look at the next bytes.

        Returns:
            The offset in the text of the first byte of the invalid sequence, or None. After an
            error the validator is of no further use.
        """
        if not self._pending and data.isascii():
            self._length += len(data)
            return None
        position = self.position
        try:
            self._decoder.decode(data)
        except UnicodeDecodeError as error:
            return position + error.start
        self._length += len(data)
        self._pending = self._decoder.getstate()[0]
        # The decoder waits for the third byte of a surrogate (ED A0 to ED BF), though RFC 3629 §4
        # leaves no valid one.
        if len(self._pending) == 2 and self._pending[0] == 0xED and self._pending[1] >= 0xA0:
            return self.position
        return None
