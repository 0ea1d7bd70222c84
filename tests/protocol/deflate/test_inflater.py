"""Decompresses whatever a compressor may write, and never more than is wanted."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.chunking import CUTS, chunks_of
from wsinspector.protocol.deflate.deflater import TAIL, Deflater
from wsinspector.protocol.deflate.inflater import FINAL_BLOCKS_MAX, Inflater
from wsinspector.protocol.phases import Role

MOST = 1 << 20


def inflate(inflater: Inflater, data: bytes, cuts: list[int] | None = None) -> bytes:
    inflater.begin()
    pieces = [inflater.feed(chunk, MOST) for chunk in chunks_of(data, cuts or [])]
    return b"".join(pieces) + inflater.finish(MOST)


@pytest.mark.parametrize(
    "wire, message",
    [
        ("f2 48 cd c9 c9 07 00", b"Hello"),  # §7.2.3.1
        ("00 05 00 fa ff 48 65 6c 6c 6f 00", b"Hello"),  # §7.2.3.3: not compressed
        ("f3 48 cd c9 c9 07 00 00", b"Hello"),  # §7.2.3.4: BFINAL
        ("f3 48 cd c9 c9 07 00", b"Hello"),  # the same without the octet after it
        ("f2 48 05 00 00 00 ff ff ca c9 c9 07 00", b"Hello"),  # §7.2.3.5: two blocks
        ("00", b""),  # §7.2.3.6
    ],
    ids=str,
)
@pytest.mark.parametrize("takeover", [True, False])
def test_the_samples_of_the_standard_twice(wire, message, takeover):
    inflater = Inflater(15, takeover)
    for _ in range(2):
        assert inflate(inflater, bytes.fromhex(wire)) == message
    assert inflate(inflater, bytes.fromhex("f2 48 cd c9 c9 07 00")) == b"Hello"


def test_an_end_that_was_not_left_out():
    """§7.2.1 says that it MUST be; all programs take the message, and most no further one."""
    wire = bytes.fromhex("f2 48 cd c9 c9 07 00 00 00 ff ff")
    assert inflate(Inflater(15, takeover=True), wire) == b"Hello"


def test_the_window_outlives_a_final_block():
    inflater = Inflater(15, takeover=True)
    assert inflate(inflater, bytes.fromhex("f3 48 cd c9 c9 07 00 00")) == b"Hello"
    assert inflate(inflater, bytes.fromhex("f2 00 11 00 00")) == b"Hello"


def test_the_window_outlives_a_final_block_after_much():
    past = bytes(range(256)) * 1000
    compressor = zlib.compressobj(wbits=-9)
    wire = compressor.compress(past) + compressor.flush(zlib.Z_FINISH)
    repeat = zlib.compressobj(wbits=-9, zdict=past[-512:])
    more = repeat.compress(past[-200:]) + repeat.flush(zlib.Z_SYNC_FLUSH)[:-4]
    inflater = Inflater(9, takeover=True)
    assert inflate(inflater, wire + more, [1000]) == past + past[-200:]
    assert inflate(inflater, wire) == past


def test_without_takeover_nothing_is_remembered():
    inflater = Inflater(15, takeover=False)
    assert inflate(inflater, bytes.fromhex("f2 48 cd c9 c9 07 00")) == b"Hello"
    with pytest.raises(zlib.error, match="distance"):
        inflate(inflater, bytes.fromhex("f2 00 11 00 00"))


def test_many_final_blocks_are_not_worked_through():
    final = bytes.fromhex("03 00")
    assert inflate(Inflater(15, takeover=True), final * FINAL_BLOCKS_MAX + b"\x00") == b""
    with pytest.raises(zlib.error, match="too many"):
        inflate(Inflater(15, takeover=True), final * 100_000)


@pytest.mark.parametrize("wire", ["ff ff ff ff", "07", "f2 00 11 00 00", "00 01 00 00 00"])
def test_corrupt_bytes(wire):
    with pytest.raises(zlib.error):
        inflate(Inflater(15, takeover=True), bytes.fromhex(wire))


@pytest.mark.parametrize("most", [0, 1, 1000])
def test_one_byte_more_than_wanted_and_no_further(most):
    wire = Deflater(15, takeover=True).deflate(bytes(1_000_000))
    inflater = Inflater(15, takeover=True)
    inflater.begin()
    assert inflater.feed(wire, most) == bytes(most + 1)


def test_a_bomb_takes_no_memory():
    wire = Deflater(15, takeover=True).deflate(bytes(256 * 1024 * 1024))
    inflater = Inflater(15, takeover=True)
    inflater.begin()
    tracemalloc.start()
    try:
        assert len(inflater.feed(wire, 100_000)) == 100_001
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@given(st.lists(st.binary(max_size=3000), max_size=6), st.integers(8, 15), st.booleans(), CUTS)
def test_what_was_compressed_comes_back_in_any_pieces(messages, bits, takeover, cuts):
    deflater, inflater = Deflater(bits, takeover), Inflater(bits, takeover)
    for message in messages:
        assert inflate(inflater, deflater.deflate(message), cuts) == message


@given(st.lists(st.binary(max_size=60), max_size=4), CUTS)
def test_anything_else_either_decompresses_or_is_refused(wires, cuts):
    inflater = Inflater(15, takeover=True)
    try:
        for wire in wires:
            inflate(inflater, wire + TAIL, cuts)
    except zlib.error:
        pass


@pytest.mark.parametrize("takeover", [True, False])
@pytest.mark.parametrize("level", [0, 6])
def test_a_message_that_is_cut_anywhere_is_corrupt(takeover, level):
    compressor = zlib.compressobj(level, wbits=-15)
    message = b"hello world, hello there"
    wire = (compressor.compress(message) + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]
    # One octet without compression is a whole empty message.
    for stop in range(1 if level else 2, len(wire)):
        with pytest.raises(zlib.error):
            inflate(Inflater(15, takeover), wire[:stop])
    assert inflate(Inflater(15, takeover), wire) == message


def test_the_terms_that_bind_a_sender():
    assert Inflater(15, takeover=True).limits_of(Role.SERVER) == ""
    assert Inflater(15, takeover=False).limits_of(Role.SERVER) == "server_no_context_takeover"
    assert Inflater(9, takeover=True).limits_of(Role.CLIENT) == "client_max_window_bits=9"
