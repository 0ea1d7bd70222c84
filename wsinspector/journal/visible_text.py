"""Text of a peer, made fit to be looked at: nothing hides in it and nothing turns it around."""

from __future__ import annotations

from typing import Final

_CONTROLS: Final = [
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "BEL",
    "BS",
    "TAB",
    "LF",
    "VT",
    "FF",
    "CR",
    "SO",
    "SI",
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "FS",
    "GS",
    "RS",
    "US",
]
"""Names of the C0 controls (ECMA-48). Unicode has pictures of them, but few fonts do."""
_DELETE: Final = 0x7F

HIDDEN: Final = (
    (0x0080, 0x009F),  # C1 controls
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200B),  # zero width space
    (0x200E, 0x200F),  # left-to-right and right-to-left mark
    (0x2028, 0x202E),  # line and paragraph separator, embeddings and overrides
    (0x2060, 0x206F),  # word joiner, isolates, deprecated controls
    (0x3164, 0x3164),  # Hangul filler
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF9, 0xFFFC),  # interlinear annotation, object replacement
    (0xE0000, 0xE007F),  # tags
)
"""Characters that change how others look, or have no look of their own. The zero-width joiners are
not among them: emoji and several scripts need them."""


def _table() -> dict[int, str]:
    table = {code: f"⟨{name}⟩" for code, name in enumerate(_CONTROLS)}
    table[_DELETE] = "⟨DEL⟩"
    for first, last in HIDDEN:
        for code in range(first, last + 1):
            table[code] = f"⟨U+{code:04X}⟩"
    return table


_TABLE: Final = _table()
_TABLE_OF_BYTES: Final = _TABLE | {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}
"""For text of which undecodable bytes have become surrogates (PEP 383)."""
_TABLE_OF_LINES: Final = {
    code: sign for code, sign in _TABLE.items() if code not in (ord("\n"), ord("\t"))
}


def visible(text: str) -> str:
    """The text with control and bidi characters as signs, on one line.

    C0 controls become their names (``⟨NUL⟩``, ``⟨LF⟩``), the others their numbers (``⟨U+202E⟩``).
    """
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def visible_lines(text: str) -> str:
    """Like :func:`visible`, but line feeds and tabs stay what they are; for texts of many lines."""
    return text.translate(_TABLE_OF_LINES)


def visible_head(text: str) -> str:
    """The head of an HTTP message, line by line: CR LF ends a line, what does otherwise is shown."""
    lines = ("⟨LF⟩\n".join(map(visible, line.split("\n"))) for line in text.split("\r\n"))
    return "\n".join(lines)


def decoded(data: bytes) -> str:
    """Bytes that should be UTF-8 as text; what is not becomes escapes (backslash, x, two digits)."""
    return data.decode("utf-8", "backslashreplace")


def preview(data: bytes, length: int) -> tuple[str, int]:
    """The beginning of a text, visible.

    Args:
        data: its bytes, which should be UTF-8.
        length: most characters to show.

    Returns:
        the beginning, and how many bytes are left out.
    """
    # A character has at most four bytes, so one that is cut at the end of ``start`` is not shown.
    start = data[: 4 * length + 4]
    text = start.decode("utf-8", "surrogateescape")
    if len(text) <= length and len(start) == len(data):
        return text.translate(_TABLE_OF_BYTES), 0
    shown = text[:length]
    left_out = len(data) - len(shown.encode("utf-8", "surrogateescape"))
    return shown.translate(_TABLE_OF_BYTES), left_out
