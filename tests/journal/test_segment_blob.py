"""Parts go in and come out in order."""

from __future__ import annotations

from array import array

import pytest

from wsinspector.journal.segment_blob import BlobReader, BlobWriter, SegmentFormatError


def test_parts_come_back_in_order():
    writer = BlobWriter(3)
    writer.put(b"one")
    writer.put_column(array("I", [1, 2, 3]))
    writer.put_pairs({0: (b"a", b""), 2: (b"", b"bb")})
    writer.put_singles({1: b"c"})
    reader = BlobReader(writer.finish())
    assert reader.rows == 3
    assert reader.take() == b"one"
    assert list(reader.take_column("I")) == [1, 2, 3]
    assert reader.take_pairs() == {0: (b"a", b""), 2: (b"", b"bb")}
    assert reader.take_singles() == {1: b"c"}
    with pytest.raises(SegmentFormatError, match="cut short"):
        reader.take()


def test_numbers_are_little_endian_everywhere():
    writer = BlobWriter(1)
    writer.put_column(array("I", [0x01020304]))
    assert writer.finish().endswith(bytes([4, 3, 2, 1]))


def test_a_column_that_ends_within_a_number_is_refused():
    writer = BlobWriter(1)
    writer.put(b"abc")
    with pytest.raises(SegmentFormatError, match="within a number"):
        BlobReader(writer.finish()).take_column("I")


def test_a_table_for_rows_that_are_not_there_is_refused():
    writer = BlobWriter(1)
    writer.put_singles({1: b"c"})
    with pytest.raises(SegmentFormatError, match="no row 1"):
        BlobReader(writer.finish()).take_singles()


def test_a_table_that_is_cut_is_refused():
    writer = BlobWriter(9)
    writer.put(b"\x01\x00\x00\x00\xff\x00\x00\x00abc")
    with pytest.raises(SegmentFormatError, match="cut short"):
        BlobReader(writer.finish()).take_singles()
