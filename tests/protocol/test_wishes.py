from __future__ import annotations

import pytest

from wsinspector.protocol.wishes import Piece, SendBytes


def test_bytes_are_split_at_offsets():
    pieces = SendBytes.split(b"abcd", (3, 1), 9).pieces
    assert pieces == (Piece(b"a"), Piece(b"bc", 9), Piece(b"d", 9))
    assert SendBytes.split(b"abcd").pieces == (Piece(b"abcd"),)
    assert SendBytes.split(b"ab", (1, 1)).pieces[1] == Piece(b"")
    assert SendBytes.split(b"ab", (0, 2)).data == b"ab"


@pytest.mark.parametrize("offset", [-1, 3])
def test_bytes_are_not_split_outside(offset):
    with pytest.raises(ValueError, match="outside"):
        SendBytes.split(b"ab", (1, offset))
