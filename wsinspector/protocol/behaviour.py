"""How an end acts where a person may want it to act otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CloseReply(StrEnum):
    """What an end does when a Close arrives and it has not sent one itself (RFC 6455 §5.5.1)."""

    ECHO = "echo"
    OWN = "own"
    EMPTY = "empty"
    NEVER = "never"
    FIN = "fin"
    RST = "rst"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The choices of one end. The defaults are what RFC 6455 asks for.

    Attributes:
        close_reply: the answer to a Close: the same body, an own one, an empty one, none at all,
            or the end of TCP by FIN or RST instead of an answer.
        reply_code: code of an own reply, any 16-bit number; None for an empty body.
        reply_reason: reason of an own reply, as the bytes that go on the wire.
        reply_delay: milliseconds between the Close and the answer (or the FIN or RST).
        ends_tcp: whether this end does its duty at the end of TCP: a server ends TCP once both
            Close frames are out (§5.5.1: MUST, at once); a client ends its side when the server
            has, or when its patience is over. False leaves TCP open.
        echo: whether text and binary messages are sent back as they came.
    """

    close_reply: CloseReply = CloseReply.ECHO
    reply_code: int | None = 1000
    reply_reason: bytes = b""
    reply_delay: int = 0
    ends_tcp: bool = True
    echo: bool = False
