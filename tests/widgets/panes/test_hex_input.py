"""Bytes in hexadecimal, as people write and paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.widgets.panes.hex_input import HexProblem, parse_hex


@pytest.mark.parametrize(
    "written, read",
    [
        ("", b""),
        (" \n\t", b""),
        ("48656c6C6F", b"Hello"),
        ("48 65\n6c\t6c 6f", b"Hello"),
        ("0x48 0X65 0x6c6c6f", b"Hello"),
        ("0x480x65", b"He"),
        ("00", b"\0"),
        ("00 0x00", b"\0\0"),
        ("100x48", b"\x10H"),
        ("48\u300065", b"He"),
    ],
)
def test_what_can_be_read(written: str, read: bytes) -> None:
    assert parse_hex(written) == read


@pytest.mark.parametrize(
    "written, position, is_odd",
    [
        ("4", 0, True),
        ("48 6", 3, True),
        ("4 8", 0, True),
        ("48 g5", 3, False),
        ("48,65", 2, False),
        ("48 6é", 4, False),
        ("４8", 0, False),
        ("x48", 0, False),
        ("10x48", 0, True),
    ],
)
def test_what_is_wrong_is_pointed_at(written: str, position: int, is_odd: bool) -> None:
    assert parse_hex(written) == HexProblem(position, is_odd)


@given(st.binary(max_size=64), st.sampled_from(["", " ", "\n", " 0x"]))
def test_what_is_written_out_is_read_back(data: bytes, between: str) -> None:
    assert parse_hex(between + between.join(f"{byte:02x}" for byte in data)) == data


@given(st.text(max_size=40))
def test_nothing_makes_it_raise(written: str) -> None:
    result = parse_hex(written)
    assert isinstance(result, bytes) or 0 <= result.position < len(written)
