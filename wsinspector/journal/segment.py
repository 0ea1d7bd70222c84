"""A fixed number of entries as columns, which seals and serialises to one blob."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import add

from wsinspector.journal.segment_blob import BlobReader, BlobWriter, SegmentFormatError

__all__ = [
    "HEADER_MASK",
    "INLINE",
    "LARGE",
    "LARGE_OMITTED",
    "OMITTED",
    "ROWS",
    "SHARED",
    "Segment",
    "SegmentFormatError",
]

ROWS = 4096
"""Entries in a full segment."""

INLINE, SHARED, LARGE, OMITTED, LARGE_OMITTED = range(5)
"""Where a payload is: behind its header in the blob; at another entry; in ``large``; nowhere,
because the limit of the journal was reached. A header that is too long for the blob is in
``large`` too, as LARGE or, without its payload, as LARGE_OMITTED."""

HEADER_MASK = 0x1FFF
"""Length of the header in a row's packed value; a larger value is a payload that is not inline."""
_FORM_SHIFT = 13
_OWNER = struct.Struct("<I")
_LARGE_BYTES = 8192
_SHARED_BITS = SHARED << _FORM_SHIFT
_SHARED_MAX = _SHARED_BITS | HEADER_MASK


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
        "_beside",
        "_end_index",
        "_let_go",
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
        self._beside = 0
        self._let_go = 0

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
        self._stamp(time_ns, end, len(rows))
        blob = self.blob
        assert isinstance(blob, bytearray)
        for key, start, header, payload, owner in rows:
            row, size, head = len(self.keys), len(payload), len(header)
            self.keys.append(key)
            self.starts.append(start)
            self.refs.append(len(blob))
            self.lengths.append(size)
            kept = keep_payloads or not size
            if head > HEADER_MASK or (kept and owner is None and size > _LARGE_BYTES):
                self._keep_beside(row, header, payload if kept else b"")
                self.headers.append((LARGE if kept else LARGE_OMITTED) << _FORM_SHIFT)
                continue
            blob += header
            if owner is not None:
                blob += _OWNER.pack(owner)
                self.headers.append(head | _SHARED_BITS)
            elif kept:
                blob += payload
                self.headers.append(head)
            else:
                self.headers.append(head | OMITTED << _FORM_SHIFT)

    def extend_frames(
        self,
        time_ns: int,
        end: int,
        keys: bytes,
        starts: Sequence[int],
        headers: Sequence[bytes],
        payloads: Sequence[bytes],
        owners: Mapping[int, int],
    ) -> bool:
        """Append frames column by column, the fast way.

        Args:
            time_ns: monotonic nanoseconds since the session began.
            end: id of the end in view.
            keys: key bytes.
            starts: stream offsets.
            headers: raw headers, each at most 14 bytes.
            payloads: unmasked payloads.
            owners: position to the id of an entry that has the identical payload.

        Returns:
            False, with nothing done, if a payload is too large for it; see :meth:`extend`.
        """
        sizes = list(map(len, payloads))
        if max(sizes) > _LARGE_BYTES:
            return False
        self._stamp(time_ns, end, len(keys))
        blob = self.blob
        assert isinstance(blob, bytearray)
        self.keys += keys
        self.starts.extend(starts)
        self.lengths.extend(sizes)
        packed = list(map(len, headers))
        if owners:
            heads = packed.copy()
            kept = list(payloads)
            for position, owner in owners.items():
                kept[position] = _OWNER.pack(owner)
                sizes[position] = _OWNER.size
                packed[position] |= _SHARED_BITS
            bodies: Sequence[bytes] = kept
        else:
            heads, bodies = packed, payloads
        self.headers.extend(packed)
        refs = list(accumulate(map(add, heads, sizes), initial=len(blob)))
        refs.pop()
        self.refs.extend(refs)
        blob += b"".join(map(add, headers, bodies))
        return True

    def inflate(self, row: int, payload: bytes, is_shared: bool = False) -> None:
        """Keep the decompressed payload of a row.

        Args:
            row: which row.
            payload: what it decompresses to.
            is_shared: the very object is kept for another entry, so it takes no memory.
        """
        self.inflated[row] = payload
        if not is_shared:
            self._beside += len(payload)

    def let_go(self, stop: int) -> None:
        """Let go of what is kept beside the blob for rows before this one.

        A large payload is as good as not kept from then on, and no decompressed one is left.
        """
        for row in reversed(self.large):
            if row < self._let_go:
                break
            header, payload = self.large[row]
            if row < stop and payload:
                self.large[row] = (header, b"")
                self.headers[row] = LARGE_OMITTED << _FORM_SHIFT
                self._beside -= len(payload)
        self._let_go = max(self._let_go, stop)
        for row in [row for row in self.inflated if row < stop]:
            gone = self.inflated.pop(row)
            if not any(gone is kept for kept in self.inflated.values()):
                self._beside -= len(gone)

    def _stamp(self, time_ns: int, end: int, count: int) -> None:
        """The columns that are the same for all rows of a batch."""
        index = self._end_index.get(end)
        if index is None:
            index = self._end_index[end] = len(self.end_ids)
            self.end_ids.append(end)
        self.times += array("q", (time_ns,)) * count
        self.ends += array("H", (index,)) * count

    def _keep_beside(self, row: int, header: bytes, payload: bytes) -> None:
        self.large[row] = (header, payload)
        self._beside += len(header) + len(payload)

    def form(self, row: int) -> int:
        """Where the payload of a row is: INLINE, SHARED, LARGE, OMITTED or LARGE_OMITTED."""
        return self.headers[row] >> _FORM_SHIFT

    def header(self, row: int) -> bytes:
        """The raw header (or the details) of a row."""
        if row in self.large:
            return self.large[row][0]
        at = self.refs[row]
        return bytes(self.blob[at : at + (self.headers[row] & HEADER_MASK)])

    def header_length(self, row: int) -> int:
        """Length of the raw header (or the details) of a row."""
        if row in self.large:
            return len(self.large[row][0])
        return self.headers[row] & HEADER_MASK

    def payload(self, row: int) -> bytes | int | None:
        """The payload of a row; or the id of the entry that has it; or None, when not kept."""
        packed = self.headers[row]
        form = packed >> _FORM_SHIFT
        if form == LARGE:
            return self.large[row][1]
        if form in (OMITTED, LARGE_OMITTED):
            return None
        at = self.refs[row] + (packed & HEADER_MASK)
        if form == SHARED:
            owner: int = _OWNER.unpack_from(self.blob, at)[0]
            return owner
        return bytes(self.blob[at : at + self.lengths[row]])

    def owners(self, begin: int) -> tuple[list[int], list[int]]:
        """Rows and owners of the shared payloads from row ``begin`` on."""
        headers, refs, blob, unpack = self.headers, self.refs, self.blob, _OWNER.unpack_from
        rows = [
            row
            for row, packed in enumerate(headers[begin:], begin)
            if _SHARED_BITS <= packed <= _SHARED_MAX
        ]
        return rows, [unpack(blob, refs[row] + headers[row] - _SHARED_BITS)[0] for row in rows]

    def end(self, row: int) -> int:
        """Id of the end in view of a row."""
        return self.end_ids[self.ends[row]]

    def memory(self) -> int:
        """Bytes kept for payloads, headers and details."""
        return len(self.blob) + self._beside

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
        blob = BlobWriter(len(self))
        for column in (self.times, self.ends, array("I", self.end_ids), self.starts):
            blob.put_column(column)
        for column in (self.refs, self.lengths, self.headers):
            blob.put_column(column)
        blob.put(bytes(self.keys))
        blob.put(bytes(self.blob))
        blob.put_pairs(self.large)
        blob.put_singles(self.inflated)
        return blob.finish()

    @classmethod
    def from_bytes(cls, data: bytes) -> Segment:
        """Read a blob of :meth:`to_bytes` back as a sealed segment.

        Raises:
            SegmentFormatError: not a segment, damaged, or of a newer version.
        """
        blob = BlobReader(data)
        segment = cls()
        segment.times = blob.take_column("q")
        segment.ends = blob.take_column("H")
        segment.end_ids = blob.take_column("I").tolist()
        segment.starts = blob.take_column("Q")
        segment.refs = blob.take_column("I")
        segment.lengths = blob.take_column("I")
        segment.headers = blob.take_column("H")
        segment.keys = bytearray(blob.take())
        segment.blob = blob.take()
        segment.large = blob.take_pairs()
        segment.inflated = blob.take_singles()
        segment._check(blob.rows)
        segment._beside = sum(len(one) + len(other) for one, other in segment.large.values())
        segment._beside += sum(map(len, segment.inflated.values()))
        segment.sealed = True
        return segment

    def _check(self, rows: int) -> None:
        """Whether what was read back can be asked for every row without an error."""
        columns = (self.times, self.ends, self.starts, self.refs, self.lengths, self.headers)
        if rows > ROWS or any(len(column) != rows for column in (*columns, self.keys)):
            raise SegmentFormatError("the columns of the segment differ in length")
        if rows and max(self.ends) >= len(self.end_ids):
            raise SegmentFormatError("an entry of the segment has no end")
        for row, (packed, at) in enumerate(zip(self.headers, self.refs, strict=True)):
            form = packed >> _FORM_SHIFT
            if form in (LARGE, LARGE_OMITTED):
                if row not in self.large:
                    raise SegmentFormatError("a large payload of the segment is missing")
                continue
            if form > LARGE_OMITTED:
                raise SegmentFormatError(f"payload form {form} is not known")
            inside = (self.lengths[row], _OWNER.size, 0, 0)[form]
            if at + (packed & HEADER_MASK) + inside > len(self.blob):
                raise SegmentFormatError("a payload of the segment is missing")
