"""The coloured fields of composed bytes."""

from __future__ import annotations

from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.widgets.raw_frame.raw_fields import FRAMES_SHOWN, frame_fields, stream_fields


def named(fields) -> list[tuple[str, str, int, int]]:
    return [(field.name, field.value, field.mark.start, field.mark.stop) for field in fields]


def test_the_fields_of_a_frame_cover_it() -> None:
    frame = RawFrame(1, b"Hello", rsv=4, mask=b"abcd", declared=2, encoding=16)
    assert named(frame_fields(frame)) == [
        ("FIN, RSV, opcode", "1 100 1", 0, 1),
        ("mask, length", "1 126", 1, 2),
        ("extended length", "2", 2, 4),
        ("masking key", "", 4, 8),
        ("payload, masked", "", 8, 10),
        ("left over", "", 10, 13),
    ]
    assert len({field.mark.colour for field in frame_fields(frame)}) == 6


def test_plain_bytes_are_shown_as_a_peer_reads_them() -> None:
    data = bytes.fromhex("88 02 03 e8 89 00 81 05 61")
    assert named(stream_fields(data)) == [
        ("frame 1: header", "", 0, 2),
        ("payload", "", 2, 4),
        ("frame 2: header", "", 4, 6),
        ("frame 3: header", "", 6, 8),
        ("payload", "", 8, 9),
    ]
    assert named(stream_fields(b"\x81")) == [("frame 1: header", "", 0, 1)]
    assert stream_fields(b"") == []
    assert len(stream_fields(b"\x89\x00" * 1000)) == FRAMES_SHOWN
