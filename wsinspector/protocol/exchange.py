"""All that crosses the border of an endpoint: events in, commands out.

An endpoint learns something only from an event and acts only by a command; timers and records are
commands too. It never sees a socket, a loop or a clock. The events that are wishes of the user have
a module of their own, because the window has those alone to do with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wsinspector.protocol.api_report import ApiReport
from wsinspector.protocol.facts import Fact, FrameFact
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
    "AbortTransport",
    "ApiClose",
    "BytesReceived",
    "CancelTimer",
    "ChangeBehaviour",
    "CloseNotify",
    "CloseNotifyReceived",
    "CloseTransport",
    "Command",
    "Connected",
    "EndTcp",
    "EofReceived",
    "Event",
    "FinSent",
    "HalfClose",
    "Piece",
    "Record",
    "RecordFrames",
    "SendBytes",
    "SendClose",
    "SendControl",
    "SendMessage",
    "StartTimer",
    "TakeReport",
    "TcpEnd",
    "Timer",
    "TimerFired",
    "TlsBegun",
    "TlsEvent",
    "TlsFailed",
    "TransportLost",
    "Wish",
    "Write",
]


class Timer(StrEnum):
    """The timers that an endpoint may have running, each at most once."""

    HANDSHAKE = "handshake"
    CLOSE_REPLY = "close-reply"
    TCP_END = "tcp-end"
    REPLY_DELAY = "reply-delay"
    NEXT_PIECE = "next-piece"
    ANSWER_DELAY = "answer-delay"


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


Event = Connected | BytesReceived | EofReceived | FinSent | TransportLost | TimerFired | Wish
TlsEvent = TlsBegun | TlsFailed | CloseNotifyReceived
"""What only an end on TLS can learn."""


# -- commands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Write:
    """Hand these bytes to the transport after all earlier ones."""

    data: bytes


@dataclass(frozen=True, slots=True)
class CloseNotify:
    """End our stream after all written bytes by what TLS has for that, and leave TCP open."""


@dataclass(frozen=True, slots=True)
class HalfClose:
    """Send our FIN after all written bytes; answer with :class:`FinSent` when it is out.

    Attributes:
        bare: leave out the close_notify that should come before it on TLS.
    """

    bare: bool = False


@dataclass(frozen=True, slots=True)
class CloseTransport:
    """Close the transport after all written bytes.

    Answer with :class:`FinSent` if our FIN was not out yet, then with :class:`TransportLost`.
    """


@dataclass(frozen=True, slots=True)
class AbortTransport:
    """Reset the connection at once and drop what is still queued.

    Answer with :class:`TransportLost`.
    """


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Fire ``timer`` after ``ms`` milliseconds, replacing one of the same name."""

    timer: Timer
    ms: int


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Forget ``timer`` if it is running."""

    timer: Timer


@dataclass(frozen=True, slots=True)
class RecordFrames:
    """Record whole frames.

    Attributes:
        frames: the frames, in this order.
        inflated: position in ``frames`` to the decompressed payload, for compressed frames.
    """

    frames: Sequence[FrameFact]
    inflated: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """Record one fact."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class TakeReport:
    """Record what a page or a program has reported of its own API."""

    report: ApiReport


Command = (
    Write
    | CloseNotify
    | HalfClose
    | CloseTransport
    | AbortTransport
    | StartTimer
    | CancelTimer
    | RecordFrames
    | Record
    | TakeReport
)
