"""The bytes of a serialised segment: a head, then parts that each tell their length."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping

_MAGIC = b"WSIS"
_VERSION = 1
_HEAD = struct.Struct("<4sHI")
_LENGTH = struct.Struct("<Q")
_PAIR_KEY = struct.Struct("<III")
_SINGLE_KEY = struct.Struct("<II")


class SegmentFormatError(ValueError):
    """A blob is not a segment that this version can read."""


class BlobWriter:
    """Puts parts one behind the other, all numbers little-endian.

    Args:
        rows: number of entries, for the head.
    """

    def __init__(self, rows: int) -> None:
        self._parts = [_HEAD.pack(_MAGIC, _VERSION, rows)]

    def put(self, data: bytes) -> None:
        """The next part."""
        self._parts.append(_LENGTH.pack(len(data)))
        self._parts.append(data)

    def put_column(self, column: array[int]) -> None:
        """The next part, an array."""
        if sys.byteorder == "big":
            column = array(column.typecode, column)
            column.byteswap()
        self.put(column.tobytes())

    def put_pairs(self, pairs: Mapping[int, tuple[bytes, bytes]]) -> None:
        """The next part, a table of row to two byte strings."""
        self.put(
            b"".join(
                _PAIR_KEY.pack(row, len(one), len(other)) + one + other
                for row, (one, other) in pairs.items()
            )
        )

    def put_singles(self, singles: Mapping[int, bytes]) -> None:
        """The next part, a table of row to byte string."""
        self.put(b"".join(_SINGLE_KEY.pack(row, len(one)) + one for row, one in singles.items()))

    def finish(self) -> bytes:
        """All of it."""
        return b"".join(self._parts)


class BlobReader:
    """Takes the parts in the order in which they were put.

    All methods raise :class:`SegmentFormatError` for a part that is not there or not whole.

    Attributes:
        rows: number of entries, from the head.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEAD.size or data[: len(_MAGIC)] != _MAGIC:
            raise SegmentFormatError("not a segment")
        _, version, self.rows = _HEAD.unpack_from(data)
        if version != _VERSION:
            raise SegmentFormatError(f"segment version {version} is not known")
        self._data = data
        self._at = _HEAD.size

    def take(self) -> bytes:
        """The next part."""
        begin = self._at + _LENGTH.size
        if begin > len(self._data):
            raise SegmentFormatError("the segment is cut short")
        (size,) = _LENGTH.unpack_from(self._data, self._at)
        if size > len(self._data) - begin:
            raise SegmentFormatError("the segment is cut short")
        self._at = begin + size
        return self._data[begin : self._at]

    def take_column(self, typecode: str) -> array[int]:
        """The next part, an array."""
        data = self.take()
        column: array[int] = array(typecode)
        if len(data) % column.itemsize:
            raise SegmentFormatError("a column of the segment ends within a number")
        column.frombytes(data)
        if sys.byteorder == "big":
            column.byteswap()
        return column

    def take_pairs(self) -> dict[int, tuple[bytes, bytes]]:
        """The next part, a table of row to two byte strings."""
        found = {}
        part = _Part(self.take())
        while not part.is_over:
            row, one, other = part.key(_PAIR_KEY)
            found[self._row(row)] = (part.slice(one), part.slice(other))
        return found

    def take_singles(self) -> dict[int, bytes]:
        """The next part, a table of row to byte string."""
        found = {}
        part = _Part(self.take())
        while not part.is_over:
            row, size = part.key(_SINGLE_KEY)
            found[self._row(row)] = part.slice(size)
        return found

    def _row(self, row: int) -> int:
        if row >= self.rows:
            raise SegmentFormatError(f"the segment has no row {row}")
        return row


class _Part:
    """Reads one table from its beginning."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_over(self) -> bool:
        return self._at == len(self._data)

    def key(self, layout: struct.Struct) -> tuple[int, ...]:
        return layout.unpack(self.slice(layout.size))

    def slice(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise SegmentFormatError("a table of the segment is cut short")
        self._at += size
        return self._data[self._at - size : self._at]
