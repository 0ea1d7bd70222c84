"""Any bytes in any chunking: nothing is lost, nothing is invented, nothing raises."""

from __future__ import annotations

import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.chunking import CUTS, chunks_of, octets
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, PayloadPart, WholeFrame
from wsinspector.protocol.frames.frames import FrameHeader, encode_frame

KEY = bytes.fromhex("37 fa 21 3d")
MASKS = st.none() | st.binary(min_size=4, max_size=4)
FRAMES = st.tuples(
    st.integers(0, 15),
    st.binary(max_size=300),
    st.fixed_dictionaries(
        {
            "fin": st.booleans(),
            "rsv": st.integers(0, 7),
            "mask": MASKS,
            "length_encoding": st.sampled_from([None, 16, 64]),
        }
    ),
)


def steps_of(decoder: FrameDecoder, data: bytes) -> list[FrameHeader | PayloadPart | WholeFrame]:
    decoder.feed(data)
    steps = []
    while (step := decoder.advance()) is not None:
        steps.append(step)
    return steps


@given(st.lists(FRAMES, max_size=6), CUTS, st.booleans())
def test_any_frame_survives_any_chunking(frames, cuts, by_octets):
    encoded = [encode_frame(opcode, payload, **wishes) for opcode, payload, wishes in frames]
    wire = b"".join(header + body for header, body in encoded)
    decoder = FrameDecoder(start=1000)
    chunks = octets(wire) if by_octets else chunks_of(wire, cuts)
    steps = [step for chunk in chunks for step in steps_of(decoder, chunk)]
    at = 1000
    found = iter(steps)
    for (opcode, payload, wishes), (header, body) in zip(frames, encoded, strict=True):
        seen = next(found)
        assert isinstance(seen, FrameHeader)
        assert (seen.raw, seen.opcode, seen.fin) == (header, opcode, wishes["fin"])
        parts = b""
        while isinstance(step := next(found), PayloadPart):
            assert step.opcode == opcode
            assert step.data
            parts += step.data
        assert step == WholeFrame(at, seen, payload)
        assert parts == payload
        at += len(header) + len(body)
    assert next(found, None) is None
    assert decoder.between_frames
    assert decoder.offset == at


@given(st.binary(max_size=200), CUTS)
def test_no_byte_of_garbage_is_lost(data, cuts):
    decoder = FrameDecoder()
    kept = b""
    for chunk in chunks_of(data, cuts):
        for step in steps_of(decoder, chunk):
            if isinstance(step, WholeFrame):
                payload, mask = step.payload, step.header.masking_key
                if mask is not None:
                    payload = encode_frame(0, payload, mask=mask)[1]
                kept += step.header.raw + payload
    cut = decoder.give_up_frame()
    if cut is not None:
        assert cut.start == len(kept)
        kept += cut.raw
    assert kept == data
    assert decoder.between_frames
    assert decoder.give_up_frame() is None


def test_the_header_comes_before_its_payload_whatever_it_declares():
    decoder = FrameDecoder()
    header, _ = encode_frame(2, b"", declared_length=2**63)
    tracemalloc.start()
    (step,) = steps_of(decoder, header)
    steps_of(decoder, bytes(1000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(step, FrameHeader)
    assert step.length == 2**63
    assert decoder.header is step
    assert peak < 100_000
    assert decoder.give_up_frame().missing == 2**63 - 1000


def test_small_pieces_of_a_large_payload_take_memory_for_their_bytes_alone():
    decoder = FrameDecoder()
    steps_of(decoder, encode_frame(2, b"", declared_length=10**6)[0])
    tracemalloc.start()
    for _ in range(100_000):
        decoder.feed(b"ab")
        decoder.advance()
    now, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert now < 300_000


def test_a_payload_in_one_piece_is_not_copied():
    decoder = FrameDecoder()
    _, part, whole = steps_of(decoder, b"".join(encode_frame(1, b"x" * 1000)))
    assert part.data is whole.payload
    assert sys.getrefcount(part.data) < 6


@pytest.mark.parametrize(
    "wire, raw, declared, missing",
    [
        ("81", "81", None, 0),
        ("81 fe 00", "81 fe 00", None, 0),
        ("81 85 37 fa 21 3d 7f 9f", "81 85 37 fa 21 3d 7f 9f", 5, 3),
        ("81 00 82 05 61", "82 05 61", 5, 4),
    ],
)
def test_a_frame_is_given_up_with_its_bytes_as_on_the_wire(wire, raw, declared, missing):
    decoder = FrameDecoder(start=7)
    wire, raw = bytes.fromhex(wire), bytes.fromhex(raw)
    steps_of(decoder, wire)
    assert decoder.give_up_frame() == (7 + len(wire) - len(raw), raw, declared, missing)
    assert decoder.offset == 7 + len(wire)


def test_a_frame_given_up_at_its_header_takes_what_the_chunk_holds_of_it_and_no_more():
    decoder = FrameDecoder()
    first, second = b"".join(encode_frame(3, b"abc", mask=KEY)), b"\x89\x00"
    decoder.feed(first + second)
    decoder.advance()
    assert decoder.give_up_frame() == (0, first, 3, 0)
    assert isinstance(decoder.advance(), FrameHeader)
    assert decoder.advance() == WholeFrame(len(first), FrameHeader.parse(second), b"")


def test_a_frame_is_finished_only_if_the_chunk_holds_all_of_it():
    decoder = FrameDecoder()
    wire = b"".join(encode_frame(3, b"abc", mask=KEY))
    decoder.feed(wire[:8])
    decoder.advance()
    assert decoder.finish_frame() is None
    assert decoder.advance() == PayloadPart(3, b"ab")
    decoder.feed(wire[8:])
    assert decoder.finish_frame().payload == b"abc"
    assert decoder.finish_frame() is None
