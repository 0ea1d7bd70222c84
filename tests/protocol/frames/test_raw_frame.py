"""A composed frame: its bytes, and where its fields stand."""

from __future__ import annotations

import pytest

from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.texts import render

KEY = bytes.fromhex("37 fa 21 3d")


@pytest.mark.parametrize(
    "frame, wire",
    [
        (RawFrame(1, b"Hello"), "81 05 48 65 6c 6c 6f"),
        (RawFrame(1, b"Hello", mask=KEY), "81 85 37 fa 21 3d 7f 9f 4d 51 58"),
        (RawFrame(3, b"", fin=False, rsv=7), "73 00"),
        (RawFrame(1, b"Hello", encoding=16), "81 7e 00 05 48 65 6c 6c 6f"),
        (RawFrame(2, b"", declared=2**63), "82 7f 80 00 00 00 00 00 00 00"),
        (RawFrame(8, b"\x03\xe8", declared=0, encoding=64), "88 7f" + " 00" * 8 + " 03 e8"),
    ],
)
def test_its_bytes(frame, wire):
    assert frame.encode() == bytes.fromhex(wire)
    assert frame.problem is None


def test_its_fields_cover_its_bytes_without_gaps():
    for frame in (
        RawFrame(1, b"Hello", mask=KEY, encoding=16),
        RawFrame(1, b"Hello", declared=2),
        RawFrame(1, b"Hello", declared=200, mask=KEY),
        RawFrame(9),
    ):
        at = 0
        for field in frame.fields():
            assert field.first_bit == at
            at += field.bits
        assert at == 8 * len(frame.encode())


def test_what_the_header_does_not_count_is_a_field_of_its_own():
    names = [field.name for field in RawFrame(1, b"Hello", declared=2).fields()]
    assert names[-2:] == ["payload", "left-over"]
    assert RawFrame(1, b"Hello", declared=2).fields()[-1].byte_range == (4, 7)
    said = RawFrame(1, b"Hello", declared=2).left_over
    assert said is not None
    assert "the last 3" in render(said)
    assert RawFrame(1, b"Hello").left_over is RawFrame(1, declared=9).left_over is None
    assert RawFrame(1, b"Hello", declared=0).fields()[-1].name == "left-over"


@pytest.mark.parametrize(
    "frame, limit",
    [
        (RawFrame(1, bytes(126), encoding=7), "125"),
        (RawFrame(1, declared=2**16, encoding=16), "65535"),
        (RawFrame(1, declared=2**64), str(2**64 - 1)),
    ],
)
def test_a_length_that_does_not_fit_is_a_problem(frame, limit):
    assert frame.problem is not None
    assert render(frame.problem).endswith(f"{limit} at most.")
    with pytest.raises(ValueError, match="does not fit"):
        frame.encode()


@pytest.mark.parametrize(
    "wire",
    [
        "81 85 37 fa 21 3d 7f 9f 4d 51 58",
        "c3 7e 00 05 48 65 6c 6c 6f",
        "81 7f 00 00 00 00 00 00 00 01 61",
        "09 02 61 62",
    ],
)
def test_a_frame_that_was_seen_is_composed_anew(wire):
    data = bytes.fromhex(wire)
    header = FrameHeader.parse(data)
    body = data[len(header.raw) :]
    if header.masking_key is not None:
        body = b"Hello"
    again = RawFrame.of(header, body)
    assert again.encode() == data
    assert again.declared is None
