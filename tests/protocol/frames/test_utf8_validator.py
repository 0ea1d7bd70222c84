"""The validator against RFC 3629's own grammar, byte by byte."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.frames.utf8_validator import Utf8Validator

# RFC 3629 §4: UTF8-octets, as the ranges of the bytes that may follow each other.
TAIL = (0x80, 0xBF)
GRAMMAR = [
    [(0x00, 0x7F)],
    [(0xC2, 0xDF), TAIL],
    [(0xE0, 0xE0), (0xA0, 0xBF), TAIL],
    [(0xE1, 0xEC), TAIL, TAIL],
    [(0xED, 0xED), (0x80, 0x9F), TAIL],
    [(0xEE, 0xEF), TAIL, TAIL],
    [(0xF0, 0xF0), (0x90, 0xBF), TAIL, TAIL],
    [(0xF1, 0xF3), TAIL, TAIL, TAIL],
    [(0xF4, 0xF4), (0x80, 0x8F), TAIL, TAIL],
]


def first_error(data: bytes) -> int | None:
    """Index of the byte after which no continuation is valid, by the grammar alone."""
    forms = GRAMMAR
    depth = 0
    for index, byte in enumerate(data):
        forms = [form for form in forms if form[depth][0] <= byte <= form[depth][1]]
        if not forms:
            return index
        depth += 1
        if depth == len(forms[0]):
            forms, depth = GRAMMAR, 0
    return None


def error_of_octets(data: bytes) -> int | None:
    """Index of the byte at which the validator objects when it is fed one at a time."""
    validator = Utf8Validator()
    for index in range(len(data)):
        if validator.feed(data[index : index + 1]) is not None:
            return index
    return None


def test_every_beginning_of_a_character_is_judged_at_the_earliest_byte():
    edges = (0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF)
    for data in itertools.product(range(256), edges, edges, edges):
        assert error_of_octets(bytes(data)) == first_error(bytes(data)), bytes(data).hex(" ")


@pytest.mark.parametrize(
    "data, start",
    [
        ("ff", 0),
        ("61 c0", 1),
        ("61 62 ed a0", 2),
        ("e2 82 28", 0),
        ("61 f4 90", 1),
        ("e2 82 ac ed bf", 3),
        ("80", 0),
    ],
)
def test_the_error_is_the_start_of_the_invalid_sequence_in_any_chunking(data, start):
    data = bytes.fromhex(data)
    assert Utf8Validator().feed(data) == start
    validator = Utf8Validator()
    found = [validator.feed(data[i : i + 1]) for i in range(len(data))]
    assert found == [None] * (len(data) - 1) + [start]


@given(st.text(), st.data())
def test_text_passes_in_any_chunking_and_tells_where_a_character_is_unfinished(text, data):
    encoded = text.encode()
    cut = data.draw(st.integers(0, len(encoded)))
    validator = Utf8Validator()
    assert validator.feed(encoded[:cut]) is None
    whole = len(encoded[:cut].decode(errors="ignore").encode())
    assert validator.position == whole
    assert validator.between_characters == (whole == cut)
    assert validator.feed(encoded[cut:]) is None
    assert validator.between_characters
    assert validator.position == len(encoded)


@given(st.binary(max_size=40))
def test_any_bytes_are_judged_as_the_grammar_does(data):
    assert error_of_octets(data) == first_error(data)
