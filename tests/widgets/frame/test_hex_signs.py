"""A sign for each byte, and characters of several bytes once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.widgets.frame.hex_signs import BLANK, NO_SIGN, signs_of


@pytest.mark.parametrize(
    "data, signs",
    [
        (b"ab c", ["a", "b", " ", "c"]),
        (b"\x00\x7f\n", [".", ".", "."]),
        ("é孩".encode(), ["é", "", "孩", "", ""]),
        ("😀".encode(), ["😀", "", "", ""]),
        (b"\xff\xc3(", [".", ".", "("]),
        (b"\xe5\xad", [".", "."]),
        ("\u202e".encode(), [".", "", ""]),
        ("\x85".encode(), [".", ""]),
    ],
)
def test_signs(data, signs):
    assert signs_of(data, 0, len(data), True) == signs


def test_a_character_may_lie_across_rows():
    data = b"abc" + "孩子".encode()
    assert signs_of(data, 0, 4, True) == ["a", "b", "c", "孩"]
    assert signs_of(data, 4, 8, True) == ["", "", "子", ""]
    assert signs_of(data, 8, 9, True) == [""]


def test_without_text_every_byte_is_alone():
    assert signs_of("aé".encode(), 0, 3, False) == ["a", ".", "."]


@given(st.text(max_size=30), st.integers(1, 8))
def test_rows_add_up_to_the_text(text, per_row):
    data = text.encode()
    signs = []
    for start in range(0, len(data), per_row):
        signs += signs_of(data, start, min(len(data), start + per_row), True)
    assert len(signs) == len(data)
    assert [sign for sign in signs if sign != BLANK] == [
        sign if sign.isprintable() else NO_SIGN for sign in text
    ]


@given(st.binary(max_size=40), st.integers(0, 40), st.integers(0, 16))
def test_anything_has_signs(data, start, count):
    start = min(start, len(data))
    stop = min(len(data), start + count)
    assert len(signs_of(data, start, stop, True)) == stop - start
