"""All that an endpoint learns: events, the wishes of the user among them.

An endpoint learns something only from an event and acts only by a command (see
:mod:`~wsinspector.protocol.commands`). It never sees a socket, a loop or a clock. The wishes have a
module of their own, because the window has to do with them alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wsinspector.protocol.wishes import (
    ApiClose,
    ChangeBehaviour,
    EndTcp,
    Piece,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Wish,
)
from wsinspector.texts import Text

__all__ = [
    "ApiClose",
    "BytesReceived",
    "ChangeBehaviour",
    "CloseNotifyReceived",
    "Connected",
    "EndTcp",
    "EofReceived",
    "Event",
    "FinSent",
    "PassOn",
    "Piece",
    "SendBytes",
    "SendClose",
    "SendControl",
    "SendMessage",
    "TcpEnd",
    "Timer",
    "TimerFired",
    "TlsBegun",
    "TlsEvent",
    "TlsFailed",
    "TransportLost",
    "Wish",
]


class Timer(StrEnum):
    """The timers that an endpoint may have running, each at most once."""

    HANDSHAKE = "handshake"
    CLOSE_REPLY = "close-reply"
    TCP_END = "tcp-end"
    REPLY_DELAY = "reply-delay"
    NEXT_PIECE = "next-piece"
    ANSWER_DELAY = "answer-delay"
    PONG_DELAY = "pong-delay"
    KEEP_ALIVE = "keep-alive"
    PONG = "pong"


# -- events: the transport ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Connected:
    """The transport (TCP, or TLS on it) is established. First event of every endpoint."""


@dataclass(frozen=True, slots=True)
class TlsBegun:
    """TCP is established and TLS begins its handshake; :class:`Connected` follows if it succeeds."""


@dataclass(frozen=True, slots=True)
class TlsFailed:
    """TLS carries nothing any more, or never did.

    Attributes:
        reason: the ending's name without ``open-``, for a handshake that failed.
        text: why, as a sentence.
    """

    reason: str
    text: Text


@dataclass(frozen=True, slots=True)
class BytesReceived:
    """Bytes from the peer, in order, in any chunking."""

    data: bytes


@dataclass(frozen=True, slots=True)
class CloseNotifyReceived:
    """The peer's close_notify: its stream is over, and its FIN may follow (RFC 8446 §6.1)."""


@dataclass(frozen=True, slots=True)
class EofReceived:
    """The peer's FIN: it sends nothing more."""


@dataclass(frozen=True, slots=True)
class FinSent:
    """Our FIN is out: every byte written before it has been handed to the kernel."""


@dataclass(frozen=True, slots=True)
class TransportLost:
    """The transport is gone for good. Last event of every endpoint.

    Attributes:
        reset: the peer (or something between) reset the connection.
        error: the operating system's words where there was an error, for the record.
    """

    reset: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer that was started and not cancelled ran out."""

    timer: Timer


@dataclass(frozen=True, slots=True)
class PassOn:
    """Send on a message that another connection of the listener has got, if OPEN.

    Attributes:
        opcode: text (1) or binary (2).
        data: the message.
    """

    opcode: int
    data: bytes


Event = (
    Connected | BytesReceived | EofReceived | FinSent | TransportLost | TimerFired | PassOn | Wish
)
TlsEvent = TlsBegun | TlsFailed | CloseNotifyReceived
"""What only an end on TLS can learn."""
