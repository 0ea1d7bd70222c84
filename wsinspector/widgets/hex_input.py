"""Bytes as a person writes them in hexadecimal."""

from __future__ import annotations

import re
from typing import NamedTuple

_PREFIX = re.compile("0[xX]")
_TOKEN = re.compile(r"\s+|0[xX]|[0-9a-fA-F]|.", re.DOTALL)


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
    digits: list[str] = []
    last = 0
    for token in _TOKEN.finditer(written):
        part = token.group()
        if part.isspace() or part in ("0x", "0X"):
            if len(digits) % 2:
                return HexProblem(last, is_odd=True)
            continue
        if part not in "0123456789abcdefABCDEF":
            return HexProblem(token.start(), is_odd=False)
        digits.append(part)
        last = token.start()
    if len(digits) % 2:
        return HexProblem(last, is_odd=True)
    return bytes.fromhex("".join(digits))
