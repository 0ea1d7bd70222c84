"""How the steps of a script are written: one line each, in words.

    accept ["Header: value"]... [+ PART]...    read a request, answer it by a correct 101
    request ["Header: value"]... [+ PART]...   send a correct request, read the answer
    answer "HTTP/1.1 404 Not Found" "Header: value"...
    send PART [+ PART]...                      in one write
    expect open|head|message|ping|pong|close|fin|end|bytes|unread
    pause MS
    fin | rst | hang-up | close-notify | vanish
    call close [CODE ["REASON"]]               of our own end's API

A PART is ``text "..."``, ``binary HEX``, ``continuation "..."``, ``ping ["..."]``,
``pong ["..."]``, ``close [CODE ["REASON"]]``, ``close-body HEX``, ``hex HEX...`` or ``bytes "..."``; of a frame,
``fin=0``, ``rsv=0..7``, ``mask=none|HEX``, ``length=7|16|64`` and ``times=N`` (the payload so many
times) may follow. What stands in quotation marks is written as in JSON.
"""

from __future__ import annotations

import json
import re
from typing import Final

from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import (
    Accept,
    Answer,
    Awaited,
    CallClose,
    EndTcp,
    Expect,
    FramePart,
    Part,
    Pause,
    RawPart,
    Request,
    Send,
    Step,
    TcpStep,
    Vanish,
)
from wsinspector.texts import ExplainedError, text

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"]+')
_OPTIONS: Final = frozenset(("fin", "rsv", "mask", "length", "times"))
_WITH_TEXT: Final = {
    "text": Kind.TEXT,
    "continuation": Kind.CONTINUATION,
    "ping": Kind.PING,
    "pong": Kind.PONG,
}
_LONGEST_PAUSE_MS: Final = 4 * 3_600_000
_MOST_TIMES: Final = 16 * 1024 * 1024


class StepError(ExplainedError, ValueError):
    """No such step can be read."""


def parse_step(words: str) -> Step:
    """Read one line of a script.

    Raises:
        StepError: it is none.
    """
    tokens = _tokens(words)
    if not tokens:
        raise StepError(text("scenario.step-empty"))
    name, rest = tokens[0], tokens[1:]
    match name:
        case "send":
            return Send(_parts(rest))
        case "accept" | "request":
            lines, glued = _lines_and_parts(rest)
            return Accept(lines, glued) if name == "accept" else Request(lines, glued)
        case "answer":
            lines, glued = _lines_and_parts(rest)
            if not lines or glued:
                raise _unknown(words)
            return Answer(lines)
        case "expect":
            return Expect(_awaited(rest, words))
        case "pause":
            return Pause(_number(_only(rest, words), _LONGEST_PAUSE_MS))
        case "call":
            return _call(rest, words)
        case "vanish" if not rest:
            return Vanish()
        case _:
            if rest or name not in {how.value for how in TcpStep}:
                raise _unknown(words)
            return EndTcp(TcpStep(name))


def _tokens(words: str) -> list[str]:
    if _TOKEN.sub("", words).strip():
        raise StepError(text("scenario.step-quotes", step=words))
    return _TOKEN.findall(words)


def _unknown(words: str) -> StepError:
    return StepError(text("scenario.step-unknown", step=words))


def _only(tokens: list[str], words: str) -> str:
    if len(tokens) != 1:
        raise _unknown(words)
    return tokens[0]


def _awaited(tokens: list[str], words: str) -> Awaited:
    try:
        return Awaited(_only(tokens, words))
    except ValueError:
        raise _unknown(words) from None


def _number(word: str, most: int) -> int:
    if not word.isascii() or not word.isdecimal() or int(word) > most:
        raise StepError(text("scenario.step-number", word=word, most=most))
    return int(word)


def _quoted(token: str) -> str:
    """What a token in quotation marks says."""
    if token.startswith('"'):
        try:
            return str(json.loads(token))
        except ValueError:
            pass
    raise StepError(text("scenario.step-quotes", step=token))


def _hex(tokens: list[str]) -> bytes:
    try:
        return bytes.fromhex(" ".join(tokens))
    except ValueError:
        raise StepError(text("scenario.step-hex", hex=" ".join(tokens))) from None


def _call(tokens: list[str], words: str) -> CallClose:
    if tokens[:1] != ["close"]:
        raise _unknown(words)
    payload = _close_payload(tokens[1:])
    return CallClose(payload.code, payload.reason)


def _lines_and_parts(tokens: list[str]) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """Lines in quotation marks, then what follows them in the same write."""
    count = next((at for at, token in enumerate(tokens) if token == "+"), len(tokens))
    lines = tuple(_quoted(token) for token in tokens[:count])
    if any("\r" in line or "\n" in line for line in lines):
        raise StepError(text("request.line-break"))
    return lines, _parts(tokens[count + 1 :]) if count < len(tokens) else ()


# -- parts --------------------------------------------------------------------------------------


def _parts(tokens: list[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    begin = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at] == "+":
            parts.append(_part(tokens[begin:at]))
            begin = at + 1
    return tuple(parts)


def _part(tokens: list[str]) -> Part:
    if not tokens:
        raise StepError(text("scenario.step-empty"))
    name, rest = tokens[0], tokens[1:]
    if name == "hex":
        return RawPart(_hex(rest))
    options, rest = _options(rest)
    if name == "bytes" and not options and len(rest) == 1:
        return RawPart(_quoted(rest[0]).encode())
    if name == "close":
        return _frame(Kind.CLOSE, _close_payload(rest).serialize(), options)
    if name == "close-body":
        return _frame(Kind.CLOSE, _hex(rest), options)
    if name == "binary":
        return _frame(Kind.BINARY, _hex(rest), options)
    if name in _WITH_TEXT and len(rest) <= 1:
        payload = _quoted(rest[0]).encode() if rest else b""
        return _frame(_WITH_TEXT[name], payload, options)
    raise _unknown(" ".join(tokens))


def _options(tokens: list[str]) -> tuple[dict[str, str], list[str]]:
    options: dict[str, str] = {}
    rest: list[str] = []
    for token in tokens:
        name, sign, value = token.partition("=")
        if sign and name in _OPTIONS:
            options[name] = value
        else:
            rest.append(token)
    return options, rest


def _close_payload(tokens: list[str]) -> ClosePayload:
    if not tokens:
        return ClosePayload()
    if len(tokens) > 2:
        raise _unknown(" ".join(tokens))
    reason = _quoted(tokens[1]).encode() if len(tokens) == 2 else b""
    return ClosePayload(_number(tokens[0], 65535), reason)


def _frame(opcode: int, payload: bytes, options: dict[str, str]) -> FramePart:
    times = _number(options.get("times", "1"), _MOST_TIMES)
    if len(payload) * times > _MOST_TIMES:
        raise StepError(text("scenario.step-number", word=str(times), most=_MOST_TIMES))
    mask = options.get("mask", "")
    key = b"" if mask == "none" else _hex([mask])
    bits = options.get("length")
    part = FramePart(
        opcode,
        payload * times,
        options.get("fin", "1") != "0",
        _number(options.get("rsv", "0"), 7),
        key,
        mask == "none",
        None if bits is None else _number(bits, 64),
    )
    try:
        part.encode(Role.SERVER)
    except ValueError as error:
        raise StepError(text("scenario.step-frame", why=str(error))) from None
    return part
