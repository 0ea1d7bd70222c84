"""A segment gives back what it was given, sealed and serialised too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.segment import (
    INLINE,
    LARGE,
    LARGE_OMITTED,
    OMITTED,
    ROWS,
    SHARED,
    Segment,
    SegmentFormatError,
)

LARGE_PAYLOAD = bytes(range(256)) * 40
LONG_HEADER = b"{" + b"x" * 20_000 + b"}"


def filled() -> Segment:
    segment = Segment()
    segment.extend(
        5,
        3,
        [
            (1, 10, b"\x81\x02", b"hi", None),
            (33, 20, b"\x81\x02", b"hi", 0),
            (2, 30, b"\x82\x7e\x28\x00", LARGE_PAYLOAD, None),
            (17, 40, LONG_HEADER, b"GET /", None),
            (17, 41, LONG_HEADER, b"GET /", 3),
        ],
    )
    segment.extend(6, 9, [(2, 50, b"\x82\x03", b"abc", None)], keep_payloads=False)
    segment.extend(7, 9, [(17, 60, LONG_HEADER, b"GET /", None)], keep_payloads=False)
    segment.extend(7, 9, [(21, 0, b"", b"", None)], keep_payloads=False)
    segment.inflate(0, b"hi, inflated")
    return segment


def check(segment: Segment) -> None:
    assert len(segment) == 8
    assert [segment.form(row) for row in range(8)] == [
        INLINE, SHARED, LARGE, LARGE, LARGE, OMITTED, LARGE_OMITTED, INLINE,
    ]  # fmt: skip
    assert [segment.payload(row) for row in range(8)] == [
        b"hi", 0, LARGE_PAYLOAD, b"GET /", b"GET /", None, None, b"",
    ]  # fmt: skip
    assert segment.header(0) == segment.header(1) == b"\x81\x02"
    assert segment.header(2) == b"\x82\x7e\x28\x00"
    assert segment.header(3) == segment.header(4) == segment.header(6) == LONG_HEADER
    assert segment.header(5) == b"\x82\x03"
    assert segment.header(7) == b""
    assert [segment.header_length(row) for row in range(8)] == [
        len(segment.header(row)) for row in range(8)
    ]
    assert list(segment.lengths) == [2, 2, len(LARGE_PAYLOAD), 5, 5, 3, 5, 0]
    assert list(segment.starts) == [10, 20, 30, 40, 41, 50, 60, 0]
    assert list(segment.times) == [5, 5, 5, 5, 5, 6, 7, 7]
    assert [segment.end(row) for row in range(8)] == [3, 3, 3, 3, 3, 9, 9, 9]
    assert list(segment.keys) == [1, 33, 2, 17, 17, 2, 17, 21]
    assert segment.inflated == {0: b"hi, inflated"}


def test_rows_come_back_as_they_were():
    check(filled())


def test_sealing_changes_nothing_but_the_reserve():
    segment = filled()
    kept = segment.memory()
    segment.seal()
    assert segment.sealed
    assert segment.memory() == kept
    check(segment)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_segment_survives_its_blob(sealed):
    segment = filled()
    if sealed:
        segment.seal()
    again = Segment.from_bytes(segment.to_bytes())
    check(again)
    assert again.sealed
    assert again.memory() == segment.memory()
    assert again.to_bytes() == segment.to_bytes()


def test_an_empty_segment_survives_too():
    assert len(Segment.from_bytes(Segment().to_bytes())) == 0


def test_memory_counts_every_kept_byte():
    segment = Segment()
    assert segment.memory() == 0
    segment.extend(0, 1, [(1, 0, b"\x81\x02", b"hi", None)])
    assert segment.memory() == 4
    segment.extend(0, 1, [(1, 0, b"\x81\x02", LARGE_PAYLOAD, None)])
    assert segment.memory() == 4 + 2 + len(LARGE_PAYLOAD)
    segment.inflate(0, b"123")
    assert segment.memory() == 4 + 2 + len(LARGE_PAYLOAD) + 3


def frames(draw_payloads: list[bytes], owners: dict[int, int]) -> tuple[Segment, Segment]:
    """The same frames, appended the fast and the general way."""
    fast, slow = Segment(), Segment()
    count = len(draw_payloads)
    keys = bytes(at % 200 for at in range(count))
    headers = [b"\x81" + bytes([at % 100]) * (1 + at % 13) for at in range(count)]
    starts = [at * 1000 for at in range(count)]
    # A first batch of another end, so that nothing begins at zero.
    for segment in (fast, slow):
        segment.extend(1, 5, [(1, 0, b"\x81\x00", b"", None)])
    assert fast.extend_frames(9, 7, keys, starts, headers, draw_payloads, owners)
    rows = zip(keys, starts, headers, draw_payloads, strict=True)
    slow.extend(9, 7, [(*row, owners.get(at)) for at, row in enumerate(rows)])
    return fast, slow


@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=40),
    st.dictionaries(st.integers(0, 39), st.integers(0, 2**32 - 1), max_size=10),
)
def test_the_fast_way_stores_what_the_general_way_stores(payloads, owners):
    owners = {at: owner for at, owner in owners.items() if at < len(payloads)}
    fast, slow = frames(payloads, owners)
    assert fast.to_bytes() == slow.to_bytes()
    for row in range(len(payloads)):
        expected = owners.get(row, payloads[row])
        assert fast.payload(row + 1) == expected


def test_the_fast_way_leaves_large_payloads_alone():
    segment = Segment()
    assert not segment.extend_frames(
        0, 1, b"\x01\x01", [0, 5], [b"\x81\x01"] * 2, [b"a", LARGE_PAYLOAD], {}
    )
    assert len(segment) == 0
    assert segment.memory() == 0
    assert segment.to_bytes() == Segment().to_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda blob: b"",
        lambda blob: b"WSIX" + blob[4:],
        lambda blob: blob[:4] + b"\x63\x00" + blob[6:],
        lambda blob: blob[:6] + b"\xff\xff\xff\x7f" + blob[10:],
        lambda blob: blob[:6] + b"\x07\x00\x00\x00" + blob[10:],
        lambda blob: blob[:-1],
        lambda blob: blob[: len(blob) // 2],
        lambda blob: blob[:12],
    ],
)
def test_a_damaged_blob_is_refused(damage):
    with pytest.raises(SegmentFormatError):
        Segment.from_bytes(damage(filled().to_bytes()))


@given(st.integers(0, 600), st.integers(0, 255))
def test_damage_is_refused_or_harmless(at, value):
    segment = Segment()
    segment.extend(5, 3, [(1, 10, b"\x81\x02", b"hi", None), (1, 20, b"\x81\x02", b"hi", 0)])
    segment.extend(5, 4, [(2, 30, b"\x82\x7e\x28\x00", LARGE_PAYLOAD[:9000], None)])
    blob = bytearray(segment.to_bytes())
    blob[at % len(blob)] = value
    try:
        again = Segment.from_bytes(bytes(blob))
    except SegmentFormatError:
        return
    for row in range(len(again)):
        again.header(row)
        again.payload(row)
        again.end(row)


def test_more_rows_than_a_segment_has_are_refused():
    segment = Segment()
    for row in range(ROWS + 1):
        segment.extend(0, 1, [(21, row, b"", b"", None)])
    with pytest.raises(SegmentFormatError):
        Segment.from_bytes(segment.to_bytes())


def test_an_index_costs_no_more_than_thirty_bytes_a_row():
    segment = Segment()
    rows = [(1, row, b"\x81\x02", b"hi", None) for row in range(ROWS)]
    segment.extend(0, 1, rows)
    segment.seal()
    assert (len(segment.to_bytes()) - segment.memory()) / ROWS < 30


def test_what_is_let_go_counts_as_not_kept() -> None:
    segment, big = Segment(), b"x" * 10_000
    rows = [(0, 0, b"h", big, None), (0, 0, b"", b"small", None), (0, 0, b"h", big, None)]
    segment.extend(0, 1, rows)
    segment.inflate(0, big)
    segment.inflate(2, big, is_shared=True)
    segment.let_go(2)
    assert [segment.payload(row) for row in range(3)] == [None, b"small", big]
    assert [segment.header(row) for row in range(3)] == [b"h", b"", b"h"]
    assert segment.inflated == {2: big}
    assert segment.memory() == len(b"small" + b"hh") + 2 * len(big)
    segment.let_go(3)
    segment.let_go(3)
    assert segment.memory() == len(b"small" + b"hh")
    assert Segment.from_bytes(segment.to_bytes()).payload(2) is None
