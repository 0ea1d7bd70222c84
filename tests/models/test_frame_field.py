"""Where a field stands, in words."""

from __future__ import annotations

import pytest

from wsinspector.models.frame_field import FrameField


@pytest.mark.parametrize(
    "first, count, place, byte_range",
    [
        (0, 1, "bit 0", (0, 1)),
        (1, 3, "bits 1–3", (0, 1)),
        (9, 7, "bits 9–15", (1, 2)),
        (16, 8, "byte 2", (2, 3)),
        (16, 32, "bytes 2–5", (2, 6)),
        (16, 0, "", (0, 0)),
    ],
)
def test_bits_where_there_are_no_whole_bytes(first, count, place, byte_range):
    field = FrameField("x", "1", first_bit=first, bit_count=count)
    assert (field.place, field.byte_range) == (place, byte_range)
