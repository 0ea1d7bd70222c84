"""Answers to an opening handshake that are often wanted, by name."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.opening.opening_answer import (
    PLAIN_ANSWER,
    AcceptValue,
    AnswerKind,
    OpeningAnswer,
    SubprotocolAnswer,
)
from wsinspector.protocol.opening.request_plan import VERSION

_HELLO = bytes.fromhex("81 05 68 65 6c 6c 6f")
"""A text message: hello."""


def _reject(status: int, *headers: str, body: bytes = b"") -> OpeningAnswer:
    return OpeningAnswer(AnswerKind.REJECT, status=status, headers=headers, body=body)


NAMED_ANSWERS: Final[dict[str, OpeningAnswer]] = {
    "accept": PLAIN_ANSWER,
    "200": _reject(200, body=b"hello\n"),
    "302": _reject(302, "Location: /elsewhere"),
    "401": _reject(401, 'WWW-Authenticate: Basic realm="wsinspector"'),
    "403": _reject(403),
    "404": _reject(404),
    "426": _reject(
        426,
        "Upgrade: websocket",
        "Connection: close, Upgrade",
        f"Sec-WebSocket-Version: {VERSION}",
    ),
    "503": _reject(503, "Retry-After: 10"),
    "wrong-accept": OpeningAnswer(accept=AcceptValue.WRONG),
    "no-accept": OpeningAnswer(accept=AcceptValue.MISSING),
    "no-upgrade": OpeningAnswer(upgrade=False),
    "no-connection": OpeningAnswer(connection=False),
    "http-1.0": OpeningAnswer(version="1.0"),
    "glued": OpeningAnswer(glued=_HELLO),
    "content-length": OpeningAnswer(headers=("Content-Length: 0",)),
    "no-subprotocol": OpeningAnswer(subprotocol=SubprotocolAnswer.NONE),
    "unasked-subprotocol": OpeningAnswer(
        subprotocol=SubprotocolAnswer.NAMED, subprotocol_name="unasked"
    ),
    "unasked-extension": OpeningAnswer(extension="foo-ext"),
    "garbage": OpeningAnswer(AnswerKind.GARBAGE),
    "silence": OpeningAnswer(AnswerKind.SILENCE),
    "fin": OpeningAnswer(AnswerKind.FIN),
    "rst": OpeningAnswer(AnswerKind.RST),
}
"""Each is the right answer but for what its name says; a number is a status with the fields that
its standard asks for."""


def answer_named(name: str) -> OpeningAnswer | None:
    """The answer of that name; for a status from 100 to 599 the rejection with it; else None."""
    known = NAMED_ANSWERS.get(name)
    if known is None and len(name) == 3 and name.isascii() and name.isdigit() and name >= "100":
        return _reject(int(name)) if name < "600" else None
    return known
