"""Finds the head of an HTTP/1.1 message in a stream of bytes, however it is cut."""

from __future__ import annotations

import re

from wsinspector.protocol.opening.head import Head, parse_head
from wsinspector.texts import Text, text

RESPONSE_START = b"HTTP/"
REQUEST_START = b""
TOO_LARGE = "head.too-large"
"""Id of the text that says of a head that it is longer than it may be."""

_TLS_RECORDS = {0x15: "head.tls-alert", 0x16: "head.tls-handshake"}
_FRAME_STARTS = frozenset((0x01, 0x02, 0x81, 0x82, 0x88, 0x89, 0x8A))
_TLS_MAJOR = 3
_EXAMPLE_BYTES = 16
_NOT_IN_TOKEN = re.compile(rb"[^-!#$%&'*+.^_`|~0-9A-Za-z]")
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_WHITE_SPACE = frozenset((b" ", b"\t", b"\r", b"\n"))


class HeadParser:
    """Collects bytes until they are a whole head, or can never become one.

    It never raises and never loses a byte: ``received`` is everything, ``rest`` what follows the
    head. The work grows with the number of bytes alone, not with the way they are cut.

    Args:
        limit: largest head in bytes, its empty line included.
        first: the bytes that a head of this direction begins with: :data:`RESPONSE_START`, or
            :data:`REQUEST_START` where a method, any token, is expected.
    """

    def __init__(self, limit: int, first: bytes = REQUEST_START) -> None:
        self._limit = limit
        self._first = first
        self._buffer = bytearray()
        self._searched = 0
        self._line = 0
        self._begin_checked = 0
        self._begun = False
        self._head: Head | None = None
        self._hopeless: Text | None = None

    @property
    def received(self) -> bytes:
        """Every byte so far (a copy; for the record, not for every chunk)."""
        return bytes(self._buffer)

    @property
    def rest(self) -> bytes:
        """The bytes after the empty line; empty as long as there is no head."""
        return b"" if self._head is None else bytes(self._buffer[len(self._head.raw) :])

    @property
    def hopeless(self) -> Text | None:
        """Why this cannot become a head, as soon as that is certain."""
        return self._hopeless

    def feed(self, data: bytes) -> Head | None:
        """Take the next bytes; the head once it is whole, and then at every call.

        What is fed after the head adds to ``rest``; after a hopeless beginning it adds to
        ``received`` only.
        """
        self._buffer += data
        if self._head is None and self._hopeless is None:
            self._search()
        return self._head

    def _search(self) -> None:
        """Go on from where the last call stopped."""
        if not self._begun:
            self._find_beginning()
        if self._begun:
            # The empty line may have begun with the last two bytes of the call before.
            start = max(self._line, self._searched - 2)
            end = _EMPTY_LINE.search(self._buffer, start, self._limit)
            if end is not None:
                raw = bytes(self._buffer[: end.end()])
                self._head = parse_head(raw, is_request=self._first == REQUEST_START)
                return
            self._searched = len(self._buffer)
        if self._hopeless is None and len(self._buffer) >= self._limit:
            self._hopeless = text(TOO_LARGE, limit=self._limit)

    def _find_beginning(self) -> None:
        """Step over empty lines to the start line and look whether it can be one.

        Sets ``_begun`` once it can and ``hopeless`` once it cannot; while neither is certain, the
        next call looks again.
        """
        while (start := self._line_start(2)) == b"\r\n" or start.startswith(b"\n"):
            self._line += 2 if start == b"\r\n" else 1
        start = self._line_start(max(len(self._first), 2))
        if start in (b"", b"\r"):
            return
        if self._first == REQUEST_START:
            self._check_method()
        elif start.startswith(self._first):
            self._begun = True
        elif not self._first.startswith(start):
            self._give_up(start)

    def _check_method(self) -> None:
        """Look for the first byte that is no part of a method: white space, or something wrong."""
        buffer = self._buffer
        position = max(self._begin_checked, self._line)
        end = _NOT_IN_TOKEN.search(buffer, position, self._limit)
        if end is None:
            self._begin_checked = len(buffer)
        elif end.group() in _WHITE_SPACE and end.start() > self._line:
            self._begun = True
        else:
            self._give_up(self._line_start(2))

    def _line_start(self, length: int) -> bytes:
        """The first bytes of the line, none of them beyond the limit."""
        return bytes(self._buffer[self._line : min(self._line + length, self._limit)])

    def _give_up(self, start: bytes) -> None:
        record = _TLS_RECORDS.get(start[0])
        if record is not None:
            if len(start) == 1:
                return  # the next byte tells whether this is TLS
            if start[1] == _TLS_MAJOR:
                self._hopeless = text(record)
                return
        kind = "head.frame" if start[0] in _FRAME_STARTS else "head.not-http"
        self._hopeless = text(kind, start=self._line_start(_EXAMPLE_BYTES).hex(" "))
