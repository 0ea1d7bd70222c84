"""What the words of a command line mean; each raises ArgumentTypeError with a sentence."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable

from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.protocol.closing.close_codes import CODE_MAX
from wsinspector.protocol.exchange import Piece, SendBytes
from wsinspector.protocol.opening.request_plan import (
    RequestPlanError,
    basic_authorization,
    check_part,
)
from wsinspector.texts import render

Close = tuple[int | None, bytes]
"""Code and reason of a Close frame; None for an empty body."""

_EMPTY = "empty"
_LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000


def whole_number(first: int, last: int) -> Callable[[str], int]:
    """A number from ``first`` to ``last``."""

    def convert(words: str) -> int:
        if words.isascii() and words.isdecimal() and first <= int(words[:20]) <= last:
            return int(words)
        raise ArgumentTypeError(f"“{words}” is not a whole number from {first} to {last}")

    return convert


def address(words: str) -> str:
    """The address of a WebSocket server."""
    try:
        return WsAddress.parse(words).url
    except AddressError as error:
        raise ArgumentTypeError(render(error.text).rstrip(".")) from None
    except UnicodeError:
        raise ArgumentTypeError("the address is not text") from None


def path(words: str) -> str:
    """A path, as it stands in a request."""
    if not words.startswith("/") or "?" in words or "#" in words:
        raise ArgumentTypeError(f"“{words}” is not a path: it begins with / and has no ? or #")
    try:
        return WsAddress.parse(f"ws://localhost{words}x").resource[:-1]
    except UnicodeError:
        raise ArgumentTypeError("the path is not text") from None


def payload(words: str) -> bytes:
    """A text as it was typed: UTF-8, and bytes that are not UTF-8 as they are."""
    try:
        return words.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise ArgumentTypeError("the text cannot be written in UTF-8") from None


def hex_bytes(words: str) -> bytes:
    """Bytes in hexadecimal, white space allowed between them."""
    try:
        return bytes.fromhex(words)
    except ValueError:
        raise ArgumentTypeError(
            f"“{words}” is not hexadecimal: two digits for each byte, as in 00ff"
        ) from None


def pieces(words: str) -> SendBytes:
    """``HEX`` or ``HEX,MS:HEX``: bytes, each piece in a write of its own, after its pause."""
    found: list[Piece] = []
    pause_ms = whole_number(0, _LONGEST_PAUSE_MS)
    for part in words.split(","):
        pause, colon, data = part.rpartition(":")
        found.append(Piece(hex_bytes(data), pause_ms(pause.strip()) if colon else 0))
    return SendBytes(tuple(found))


def close(words: str) -> Close:
    """``CODE``, ``CODE:REASON`` or ``empty``; illegal codes and reasons are taken as they are."""
    if words == _EMPTY:
        return None, b""
    code, _, reason = words.partition(":")
    return _code(code), payload(reason)


def close_code(words: str) -> int | None:
    """A close code, legal or not; None for ``empty``."""
    return None if words == _EMPTY else _code(words)


def header(words: str) -> tuple[str, str]:
    """``Name: value``; white space around the value is not part of it (RFC 9110 §5.5)."""
    name, colon, value = words.partition(":")
    if not colon:
        raise ArgumentTypeError(f"“{words}” is not a header: write it as Name: value")
    return field_value(name), field_value(value.strip(" \t"))


def field_name(words: str) -> str:
    """The name of a header, without its colon."""
    return field_value(words.removesuffix(":"))


def field_value(words: str) -> str:
    """The value of a header, as it was typed."""
    try:
        check_part(words)
    except RequestPlanError as error:
        raise ArgumentTypeError(render(error.text).rstrip(".")) from None
    return words


def authorization(words: str) -> str:
    """``user:password`` as the value of Authorization."""
    user, colon, password = words.partition(":")
    if not colon:
        raise ArgumentTypeError("this is no user and password: write them as USER:PASSWORD")
    try:
        return basic_authorization(user, password)
    except UnicodeEncodeError:
        raise ArgumentTypeError("the user or password cannot be written in UTF-8") from None


def _code(words: str) -> int:
    if not (words.isascii() and words.isdecimal()) or int(words[:20]) > CODE_MAX:
        raise ArgumentTypeError(
            f"“{words}” is not a close code: that is a number from 0 to {CODE_MAX}, or {_EMPTY}"
        )
    return int(words)
