"""What is compressed can be decompressed, and keeps to the window that was agreed."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.deflate.deflater import TAIL, Deflater


def test_the_samples_of_the_standard():
    """RFC 7692 §7.2.3.1 and §7.2.3.2: the same message again is shorter."""
    deflater = Deflater(15, takeover=True)
    assert deflater.deflate(b"Hello").hex(" ") == "f2 48 cd c9 c9 07 00"
    assert deflater.deflate(b"Hello").hex(" ") == "f2 00 11 00 00"


def test_without_takeover_every_message_stands_alone():
    deflater = Deflater(15, takeover=False)
    assert deflater.deflate(b"Hello") == deflater.deflate(b"Hello")


def test_empty_messages_in_a_row():
    """§7.2.3.6: one octet."""
    deflater = Deflater(15, takeover=True)
    assert [deflater.deflate(m) for m in (b"", b"", b"a", b"", b"")].count(b"\x00") == 4


@given(st.lists(st.binary(max_size=2000), max_size=8), st.integers(8, 15), st.booleans())
def test_zlib_takes_it_back(messages, bits, takeover):
    deflater = Deflater(bits, takeover)
    reader = zlib.decompressobj(-bits)
    for message in messages:
        if not takeover:
            reader = zlib.decompressobj(-bits)
        assert reader.decompress(deflater.deflate(message) + TAIL) == message


@pytest.mark.parametrize("bits", [8, 9, 15])
def test_no_window_is_exceeded(bits):
    """zlib looks at the distance when it may give out a single byte at a time only."""
    chance = random.Random(bits)
    message = b"".join(chance.choice([b"abcdefgh", chance.randbytes(7)]) for _ in range(3000))
    data = Deflater(bits, takeover=True).deflate(message) + TAIL
    reader = zlib.decompressobj(-bits)
    out = bytearray(reader.decompress(data, 1))
    while piece := reader.decompress(reader.unconsumed_tail, 1):
        out += piece
    assert out == message
