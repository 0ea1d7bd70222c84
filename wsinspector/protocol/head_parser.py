"""Finds the head of an HTTP/1.1 message in a stream of bytes, however it is cut."""

from __future__ import annotations

import re

from wsinspector.protocol.head import Head, parse_head
from wsinspector.texts import Text, text

RESPONSE_START = b"HTTP/"
REQUEST_START = b""

_TLS_RECORDS = {0x15: "head.tls-alert", 0x16: "head.tls-handshake"}
_FRAME_STARTS = frozenset((0x01, 0x02, 0x81, 0x82, 0x88, 0x89, 0x8A))
_TLS_MAJOR = 3
_EXAMPLE_BYTES = 16
_NOT_IN_TOKEN = re.compile(rb"[^-!#$%&'*+.^_`|~0-9A-Za-z]")
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
        self._started = False
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
        """Go on line by line from where the last call stopped."""
        buffer = self._buffer
        while self._can_begin():
            newline = buffer.find(b"\n", self._searched, self._limit)
            if newline < 0:
                self._searched = len(buffer)
                if len(buffer) >= self._limit:
                    self._hopeless = text("head.too-large", limit=self._limit)
                return
            content = bytes(buffer[self._line : newline])
            self._line = self._searched = newline + 1
            if content not in (b"", b"\r"):
                self._started = True
            elif self._started:
                raw = bytes(buffer[: newline + 1])
                self._head = parse_head(raw, is_request=self._first == REQUEST_START)
                return

    def _can_begin(self) -> bool:
        """Whether a head may begin with the line that starts at ``_line``, as far as it is known.

        Sets ``_begun`` once it does, ``hopeless`` once it cannot; while neither is certain, the
        next call looks again.
        """
        if self._begun:
            return True
        start = self._line_start(max(len(self._first), 2))
        if start in (b"", b"\r") or start.startswith((b"\n", b"\r\n")):
            return True  # nothing yet, or an empty line
        if self._first == REQUEST_START:
            self._check_method()
        elif start.startswith(self._first):
            self._begun = True
        elif not self._first.startswith(start):
            self._give_up(start)
        return self._hopeless is None

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
