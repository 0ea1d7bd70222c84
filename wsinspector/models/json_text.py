"""JSON laid out over many lines, with every value exactly as it was written."""

from __future__ import annotations

import json
import re
from typing import Final

LENGTH_MAX: Final = 256 * 1024
"""Bytes of the longest text that is worth laying out while somebody waits."""

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_INDENT: Final = "  "
_DEPTH_MAX: Final = 200


def laid_out(text: str) -> str | None:
    """The same JSON with a line for each value; None if it is none (RFC 8259), or too deep.

    Nothing is read and written again: numbers keep their digits, names their order and repeats,
    strings their escapes.
    """
    if not is_json(text):
        return None
    lines: list[str] = []
    line = ""
    depth = 0
    tokens = _TOKEN.findall(text)
    for at, token in enumerate(tokens):
        if token in "[{":
            depth += 1
            line += token
            if depth > _DEPTH_MAX:
                return None
            if tokens[at + 1] not in "]}":
                lines.append(line)
                line = _INDENT * depth
        elif token in "]}":
            depth -= 1
            if tokens[at - 1] not in "[{":
                lines.append(line)
                line = _INDENT * depth
            line += token
        elif token == ",":
            lines.append(line + ",")
            line = _INDENT * depth
        else:
            line += ": " if token == ":" else token
    lines.append(line)
    return "\n".join(lines)


def is_json(text: str) -> bool:
    """Whether a text is one JSON value (RFC 8259), and nothing else."""
    try:
        json.loads(text, parse_constant=_refuse, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
