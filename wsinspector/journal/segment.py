"""A fixed number of entries as columns, which seals and serialises to one blob."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence

ROWS = 4096
"""Entries in a full segment."""

INLINE, SHARED, LARGE, OMITTED = range(4)
"""Where a payload is: behind its header in the blob; at another entry; in ``large``; nowhere,
because the limit of the journal was reached."""

_HEADER_MASK = 0x1FFF
_FORM_SHIFT = 13
_MAGIC = b"WSIS"
_VERSION = 1
_HEAD = struct.Struct("<4sHI")
_LENGTH = struct.Struct("<Q")
_OWNER = struct.Struct("<I")
_LARGE_KEY = struct.Struct("<III")
_INFLATED_KEY = struct.Struct("<II")
_LARGE_BYTES = 8192


class SegmentFormatError(ValueError):
    """A blob is not a segment that this version can read."""


class Segment:
    """Up to :data:`ROWS` entries in column form, about 29 bytes an entry beside its bytes.

    Attributes:
        times: monotonic nanoseconds since the session began.
        keys: key bytes, see :func:`wsinspector.journal.entries.key_of`.
        ends: index into ``end_ids``.
        end_ids: the ends that occur in this segment.
        starts: offset of the first byte in the direction's stream.
        refs: where header and payload begin in ``blob``.
        lengths: payload bytes.
        headers: header length and form, packed.
        blob: headers and payloads, back to back in the order of the entries.
        large: row to (header, payload), for payloads that would make the blob grow in big steps.
        inflated: row to the decompressed payload of a compressed frame.
    """

    __slots__ = (
        "_end_index",
        "blob",
        "end_ids",
        "ends",
        "headers",
        "inflated",
        "keys",
        "large",
        "lengths",
        "refs",
        "sealed",
        "starts",
        "times",
    )

    def __init__(self) -> None:
        self.times = array("q")
        self.keys = bytearray()
        self.ends = array("H")
        self.end_ids: list[int] = []
        self.starts = array("Q")
        self.refs = array("I")
        self.lengths = array("I")
        self.headers = array("H")
        self.blob: bytearray | bytes = bytearray()
        self.large: dict[int, tuple[bytes, bytes]] = {}
        self.inflated: dict[int, bytes] = {}
        self.sealed = False
        self._end_index: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def extend(
        self,
        time_ns: int,
        end: int,
        rows: Sequence[tuple[int, int, bytes, bytes, int | None]],
        keep_payloads: bool = True,
    ) -> None:
        """Append entries of one end at one moment.

        Args:
            time_ns: monotonic nanoseconds since the session began.
            end: id of the end in view.
            rows: ``(key, start, header, payload, owner)``; ``owner`` is the id of an entry that
                has the identical payload, which is then not stored again.
            keep_payloads: False stores header and length alone.
        """
        index = self._end_index.get(end)
        if index is None:
            index = self._end_index[end] = len(self.end_ids)
            self.end_ids.append(end)
        count = len(rows)
        self.times.extend([time_ns] * count)
        self.ends.extend([index] * count)
        blob = self.blob
        assert isinstance(blob, bytearray)
        keys, starts, refs = self.keys.append, self.starts.append, self.refs.append
        lengths, headers = self.lengths.append, self.headers.append
        at = len(blob)
        for key, start, header, payload, owner in rows:
            keys(key)
            starts(start)
            refs(at)
            size = len(payload)
            lengths(size)
            head = len(header)
            if owner is not None:
                blob += header
                blob += _OWNER.pack(owner)
                at += head + 4
                headers(head | SHARED << _FORM_SHIFT)
            elif not keep_payloads and size:
                blob += header[:_HEADER_MASK]
                at += min(head, _HEADER_MASK)
                headers(min(head, _HEADER_MASK) | OMITTED << _FORM_SHIFT)
            elif size > _LARGE_BYTES or head > _HEADER_MASK:
                self.large[len(self.keys) - 1] = (header, payload)
                headers(LARGE << _FORM_SHIFT)
            else:
                blob += header
                blob += payload
                at += head + size
                headers(head)

    def form(self, row: int) -> int:
        """Where the payload of a row is: INLINE, SHARED, LARGE or OMITTED."""
        return self.headers[row] >> _FORM_SHIFT

    def header(self, row: int) -> bytes:
        """The raw header (or the details) of a row."""
        if self.form(row) == LARGE:
            return self.large[row][0]
        at = self.refs[row]
        return bytes(self.blob[at : at + (self.headers[row] & _HEADER_MASK)])

    def header_length(self, row: int) -> int:
        """Length of the raw header (or the details) of a row."""
        if self.form(row) == LARGE:
            return len(self.large[row][0])
        return self.headers[row] & _HEADER_MASK

    def payload(self, row: int) -> bytes | int | None:
        """The payload of a row; or the id of the entry that has it; or None, when not kept."""
        packed = self.headers[row]
        form = packed >> _FORM_SHIFT
        if form == LARGE:
            return self.large[row][1]
        if form == OMITTED:
            return None
        at = self.refs[row] + (packed & _HEADER_MASK)
        if form == SHARED:
            owner: int = _OWNER.unpack_from(self.blob, at)[0]
            return owner
        return bytes(self.blob[at : at + self.lengths[row]])

    def end(self, row: int) -> int:
        """Id of the end in view of a row."""
        return self.end_ids[self.ends[row]]

    def memory(self) -> int:
        """Bytes kept for payloads, headers and details."""
        kept = sum(len(header) + len(payload) for header, payload in self.large.values())
        return len(self.blob) + kept + sum(map(len, self.inflated.values()))

    def seal(self) -> None:
        """Give back what growing columns hold in reserve; the segment never changes again."""
        for name in ("times", "ends", "starts", "refs", "lengths", "headers"):
            column = getattr(self, name)
            setattr(self, name, array(column.typecode, column))
        self.blob = bytes(self.blob)
        self._end_index.clear()
        self.sealed = True

    def to_bytes(self) -> bytes:
        """One blob that :meth:`from_bytes` reads back: head, columns, blob, large, inflated."""
        parts = [_HEAD.pack(_MAGIC, _VERSION, len(self))]

        def put(data: bytes) -> None:
            parts.append(_LENGTH.pack(len(data)))
            parts.append(data)

        ends = array("I", self.end_ids)
        for column in (self.times, self.ends, ends, self.starts, self.refs, self.lengths):
            put(_little(column))
        put(_little(self.headers))
        put(bytes(self.keys))
        put(bytes(self.blob))
        put(
            b"".join(
                _LARGE_KEY.pack(row, len(header), len(payload)) + header + payload
                for row, (header, payload) in self.large.items()
            )
        )
        put(_inflated_to_bytes(self.inflated))
        return b"".join(parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Segment:
        """Read a blob of :meth:`to_bytes` back as a sealed segment.

        Raises:
            SegmentFormatError: not a segment, damaged, or of a newer version.
        """
        try:
            return cls._from_bytes(data)
        except (struct.error, ValueError, IndexError) as error:
            if isinstance(error, SegmentFormatError):
                raise
            raise SegmentFormatError(f"damaged segment: {error}") from error

    @classmethod
    def _from_bytes(cls, data: bytes) -> Segment:
        magic, version, rows = _HEAD.unpack_from(data)
        if magic != _MAGIC:
            raise SegmentFormatError("not a segment")
        if version != _VERSION:
            raise SegmentFormatError(f"segment version {version} is not known")
        at = _HEAD.size

        def take() -> bytes:
            nonlocal at
            (size,) = _LENGTH.unpack_from(data, at)
            at += _LENGTH.size
            if size > len(data) - at:
                raise SegmentFormatError("the segment is cut short")
            at += size
            return data[at - size : at]

        segment = cls()
        segment.times = _column("q", take())
        segment.ends = _column("H", take())
        segment.end_ids = _column("I", take()).tolist()
        segment.starts = _column("Q", take())
        segment.refs = _column("I", take())
        segment.lengths = _column("I", take())
        segment.headers = _column("H", take())
        segment.keys = bytearray(take())
        segment.blob = take()
        columns = (segment.times, segment.ends, segment.starts, segment.refs, segment.lengths)
        if any(len(column) != rows for column in (*columns, segment.headers, segment.keys)):
            raise SegmentFormatError("the columns of the segment differ in length")
        segment.large = _large_from_bytes(take())
        segment.inflated = _inflated_from_bytes(take())
        segment.sealed = True
        return segment


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()


def _column(typecode: str, data: bytes) -> array[int]:
    column: array[int] = array(typecode)
    column.frombytes(data)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _large_from_bytes(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    found = {}
    at = 0
    while at < len(data):
        row, head, size = _LARGE_KEY.unpack_from(data, at)
        at += _LARGE_KEY.size
        found[row] = (data[at : at + head], data[at + head : at + head + size])
        at += head + size
    return found


def _inflated_to_bytes(inflated: Mapping[int, bytes]) -> bytes:
    return b"".join(
        _INFLATED_KEY.pack(row, len(payload)) + payload for row, payload in inflated.items()
    )


def _inflated_from_bytes(data: bytes) -> dict[int, bytes]:
    found = {}
    at = 0
    while at < len(data):
        row, size = _INFLATED_KEY.unpack_from(data, at)
        at += _INFLATED_KEY.size
        found[row] = data[at : at + size]
        at += size
    return found
