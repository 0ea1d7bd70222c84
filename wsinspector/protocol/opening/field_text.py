"""What the bytes of a head may mean beyond ASCII."""

from __future__ import annotations


def meant(value: str) -> str:
    """A part of a head in the characters that were probably meant; for people, never for judging.

    RFC 9110 §5.5 gives bytes beyond ASCII no meaning. Programs that send them nearly always mean
    UTF-8; what is none stays as it is.

    Args:
        value: the bytes, read as Latin-1. Any other text is left alone.
    """
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
