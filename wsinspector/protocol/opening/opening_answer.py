"""How a server of ours answers an opening handshake: the right way, or any other."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

WRONG_ACCEPT: Final = base64.b64encode(bytes(20)).decode("ascii")
"""A value of Sec-WebSocket-Accept in the right form that answers no key."""

SWITCHING_PROTOCOLS: Final = 101
STATUS_MAX: Final = 999


class AnswerKind(StrEnum):
    """What comes instead of, or as, the answer to a request."""

    ACCEPT = "accept"
    """A 101, faithful or with faults; a request with faults is refused as the standard asks."""
    REJECT = "reject"
    """Another HTTP response, whatever the request is like."""
    GARBAGE = "garbage"
    """Bytes that are no HTTP."""
    SILENCE = "silence"
    """Nothing: TCP stays open until the peer or a person ends it."""
    FIN = "fin"
    """The end of TCP by FIN."""
    RST = "rst"
    """The end of TCP by RST."""


class AcceptValue(StrEnum):
    """What Sec-WebSocket-Accept says (RFC 6455 §4.2.2, step 5.4)."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    OWN = "own"


class SubprotocolAnswer(StrEnum):
    """Which subprotocol an acceptance names (RFC 6455 §4.2.2, item 4)."""

    NEGOTIATED = "negotiated"
    """The first one that is offered and supported; none without such a one."""
    NAMED = "named"
    """A certain one, asked for or not."""
    NONE = "none"
    """None, even if one is offered and supported."""


@dataclass(frozen=True, slots=True)
class OpeningAnswer:
    """The plan of an answer. The defaults are what RFC 6455 asks for.

    Texts go on the wire in UTF-8. Whatever this makes of the response, an end that has sent a 101
    goes on to frames.

    Attributes:
        kind: what is sent.
        delay: milliseconds between the request and the answer; silence has none.
        version: of an acceptance, what stands after ``HTTP/``.
        status_line: of an acceptance, the whole first line; empty for the right one.
        accept: of an acceptance, what Sec-WebSocket-Accept says.
        accept_text: its own value.
        upgrade: whether an acceptance has the Upgrade field.
        connection: whether an acceptance has the Connection field.
        subprotocol: which one an acceptance names.
        subprotocol_name: the certain one.
        extension: of an acceptance, the value of a Sec-WebSocket-Extensions field of its own;
            empty for none. No extension is acted on because of it.
        headers: further lines of the head, as they are written, in this order.
        glued: bytes that follow an acceptance at once, in the same segment if it has room.
        status: of a rejection, 0 to 999.
        phrase: of a rejection, the words after the status; None for those it is registered with.
        body: of a rejection.
        garbage: the bytes that are no HTTP.

    Raises:
        ValueError: a line would not be one line, a number is out of range, or a text cannot be
            written in UTF-8.
    """

    kind: AnswerKind = AnswerKind.ACCEPT
    delay: int = 0
    version: str = "1.1"
    status_line: str = ""
    accept: AcceptValue = AcceptValue.RIGHT
    accept_text: str = ""
    upgrade: bool = True
    connection: bool = True
    subprotocol: SubprotocolAnswer = SubprotocolAnswer.NEGOTIATED
    subprotocol_name: str = ""
    extension: str = ""
    headers: tuple[str, ...] = ()
    glued: bytes = b""
    status: int = 404
    phrase: str | None = None
    body: bytes = b""
    garbage: bytes = bytes.fromhex("81 05 48 65 6c 6c 6f")

    def __post_init__(self) -> None:
        if self.delay < 0 or not 0 <= self.status <= STATUS_MAX:
            raise ValueError(f"out of range: {self.delay} ms, status {self.status}")
        if not all(self.headers):
            raise ValueError("an empty line would end the head")
        for line in (
            self.version,
            self.status_line,
            self.accept_text,
            self.subprotocol_name,
            self.extension,
            self.phrase or "",
            *self.headers,
        ):
            if "\r" in line or "\n" in line:
                raise ValueError(f"a line cannot contain a line break: {line!r}")
            line_bytes(line)

    @property
    def opens(self) -> bool:
        """Whether this end goes on to frames after it."""
        is_101 = self.kind is AnswerKind.REJECT and self.status == SWITCHING_PROTOCOLS
        return is_101 or self.kind is AnswerKind.ACCEPT

    @property
    def is_plain(self) -> bool:
        """Whether it is what RFC 6455 asks for; what its kind does not use does not count."""
        if self.kind is not AnswerKind.ACCEPT:
            return False
        plain = PLAIN_ANSWER
        return plain == replace(
            self,
            accept_text=plain.accept_text,
            subprotocol_name=plain.subprotocol_name,
            status=plain.status,
            phrase=plain.phrase,
            body=plain.body,
            garbage=plain.garbage,
        )


def line_bytes(line: str) -> bytes:
    """A line of a head as it goes on the wire, without its end.

    Raises:
        UnicodeEncodeError: it cannot be written in UTF-8.
    """
    return line.encode("utf-8", "surrogateescape")


PLAIN_ANSWER: Final = OpeningAnswer()
"""What RFC 6455 asks for."""
