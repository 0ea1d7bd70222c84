"""The text column of a hex view: a sign for each byte."""

from __future__ import annotations

NO_SIGN = "."
"""For a byte that is no printable character, alone or with its neighbours."""

BLANK = ""
"""For a byte whose character began before it."""

_FIRST_OF_TWO = 0xC2
_FIRST_OF_THREE = 0xE0
_FIRST_OF_FOUR = 0xF0
_BEHIND_FIRSTS = 0xF5
_LONGEST = 4


def signs_of(data: bytes, start: int, stop: int, is_text: bool) -> list[str]:
    """A sign for each byte of a row.

    A character of several bytes stands at its first one, and its other bytes stay blank, also when
    they are in the next row.

    Args:
        data: all bytes.
        start: first byte of the row.
        stop: behind its last byte.
        is_text: whether bytes above 127 may be UTF-8; else each is one without a sign.
    """
    signs = [chr(byte) if 0x20 <= byte < 0x7F else NO_SIGN for byte in data[start:stop]]
    if not is_text:
        return signs
    at = max(0, start - _LONGEST + 1)
    while at < stop:
        length = _length_at(data, at)
        if length == 1:
            at += 1
            continue
        character = data[at : at + length].decode("utf-8")
        shown = character if character.isprintable() else NO_SIGN
        for place in range(max(at, start), min(at + length, stop)):
            signs[place - start] = shown if place == at else BLANK
        at += length
    return signs


def _length_at(data: bytes, at: int) -> int:
    """Bytes of the UTF-8 character that begins at a place; 1 where none of several bytes does."""
    first = data[at]
    if first < _FIRST_OF_TWO or first >= _BEHIND_FIRSTS:
        return 1
    length = 2 if first < _FIRST_OF_THREE else 3 if first < _FIRST_OF_FOUR else 4
    try:
        data[at : at + length].decode("utf-8")
    except UnicodeDecodeError:
        return 1
    return length
