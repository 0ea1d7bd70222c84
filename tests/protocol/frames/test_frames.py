"""Headers as bytes: the samples of RFC 6455 §5.7, every illegal wish, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.frames.frames import (
    FrameHeader,
    encode_frame,
    header_length,
)

KEY = bytes.fromhex("37 fa 21 3d")


@pytest.mark.parametrize(
    "wire, opcode, payload, wishes",
    [
        ("81 05 48 65 6c 6c 6f", 1, b"Hello", {}),
        ("81 85 37 fa 21 3d 7f 9f 4d 51 58", 1, b"Hello", {"mask": KEY}),
        ("01 03 48 65 6c", 1, b"Hel", {"fin": False}),
        ("80 02 6c 6f", 0, b"lo", {}),
        ("8a 85 37 fa 21 3d 7f 9f 4d 51 58", 10, b"Hello", {"mask": KEY}),
        ("c1 05 48 65 6c 6c 6f", 1, b"Hello", {"rsv": 4}),
        ("b3 00", 3, b"", {"rsv": 3}),
        ("81 7e 00 01 61", 1, b"a", {"length_encoding": 16}),
        ("81 7f 00 00 00 00 00 00 00 01 61", 1, b"a", {"length_encoding": 64}),
        ("82 7f 80 00 00 00 00 00 00 00 61", 2, b"a", {"declared_length": 2**63}),
        ("82 00 61", 2, b"a", {"declared_length": 0}),
    ],
)
def test_a_frame_is_encoded_exactly_as_asked(wire, opcode, payload, wishes):
    header, body = encode_frame(opcode, payload, **wishes)
    assert (header + body).hex(" ") == wire


@pytest.mark.parametrize(
    "length, encoding", [(0, 7), (125, 7), (126, 16), (65535, 16), (65536, 64)]
)
def test_the_shortest_length_field_is_taken(length, encoding):
    header = FrameHeader.parse(encode_frame(2, bytes(length))[0])
    assert (header.length, header.length_encoding, header.is_minimal) == (length, encoding, True)


@pytest.mark.parametrize(
    "opcode, wishes",
    [
        (16, {}),
        (1, {"rsv": 8}),
        (1, {"mask": b"abc"}),
        (1, {"length_encoding": 8}),
        (1, {"length_encoding": 7, "declared_length": 126}),
        (1, {"declared_length": 2**64}),
        (1, {"declared_length": -1}),
    ],
)
def test_what_no_header_can_say_is_refused(opcode, wishes):
    with pytest.raises(ValueError, match="not"):
        encode_frame(opcode, b"", **wishes)


@given(
    st.integers(0, 15),
    st.booleans(),
    st.integers(0, 7),
    st.none() | st.binary(min_size=4, max_size=4),
    st.sampled_from([(7, 125), (16, 2**16 - 1), (64, 2**64 - 1)]),
    st.data(),
)
def test_a_header_tells_what_it_was_made_of(opcode, fin, rsv, mask, encoding, data):
    length = data.draw(st.integers(0, encoding[1]))
    raw, _ = encode_frame(
        opcode,
        b"",
        fin=fin,
        rsv=rsv,
        mask=mask,
        length_encoding=encoding[0],
        declared_length=length,
    )
    assert header_length(raw[:1]) is None
    assert header_length(raw[:2]) == len(raw)
    for cut in range(len(raw)):
        with pytest.raises(ValueError, match="not whole"):
            FrameHeader.parse(raw[:cut])
    header = FrameHeader.parse(raw + b"payload")
    assert header.raw == raw
    assert (header.opcode, header.fin, header.rsv, header.masking_key) == (opcode, fin, rsv, mask)
    assert (header.rsv1, header.rsv2, header.rsv3) == (rsv >= 4, rsv & 2 > 0, rsv & 1 > 0)
    assert (header.length, header.length_encoding) == (length, encoding[0])
    assert header.is_control == (opcode >= 8)
    shortest = 7 if length < 126 else 16 if length < 65536 else 64
    assert header.is_minimal == (encoding[0] == shortest)


@given(st.sampled_from([7, 16, 64]), st.none() | st.just(KEY))
def test_the_fields_cover_the_header_without_gap(encoding, mask):
    raw, _ = encode_frame(1, b"", mask=mask, length_encoding=encoding)
    fields = FrameHeader.parse(raw).fields
    at = 0
    for field in fields:
        assert field.first_bit == at
        at += field.bits
    assert at == 8 * len(raw)
    by_name = {field.name: field.byte_range for field in fields}
    assert by_name["opcode"] == (0, 1)
    assert by_name["length"] == (1, 2)
    if encoding != 7:
        assert by_name["extended-length"] == (2, 2 + encoding // 8)
    if mask:
        assert by_name["masking-key"] == (len(raw) - 4, len(raw))
