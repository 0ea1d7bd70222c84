"""Bytes as a person writes them in hexadecimal."""

from __future__ import annotations

import re
from typing import NamedTuple

_PREFIX = re.compile("0[xX]")
_DIGIT = "[0-9a-fA-F]"
_READABLE = re.compile(rf"(?:\s+|0[xX]|{_DIGIT}(?!0[xX]){_DIGIT})*+")
_LONELY = re.compile(rf"{_DIGIT}(?=\s|0[xX]|\Z)")


class HexProblem(NamedTuple):
    """What is not hexadecimal.

    Attributes:
        position: of the first character that does not fit; for a missing digit, of the lonely one.
        is_odd: a digit is missing; else the character is no digit at all.
    """

    position: int
    is_odd: bool


def parse_hex(written: str) -> bytes | HexProblem:
    """Read bytes: pairs of digits; white space and ``0x`` may stand between pairs.

    Returns:
        the bytes, or the first thing that is wrong.
    """
    try:
        # What is right is read a hundred times faster so; what is not needs a closer look.
        return bytes.fromhex(_PREFIX.sub(" ", written))
    except ValueError:
        return _read(written)


def _read(written: str) -> bytes | HexProblem:
    readable = _READABLE.match(written)
    end = 0 if readable is None else readable.end()
    if end == len(written):
        return bytes.fromhex("".join(_PREFIX.sub("", written).split()))
    if _LONELY.match(written, end):
        return HexProblem(end, is_odd=True)
    is_digit = re.match(_DIGIT, written[end]) is not None
    return HexProblem(end + is_digit, is_odd=False)
