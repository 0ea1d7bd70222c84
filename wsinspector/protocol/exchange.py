"""All that an endpoint learns: events, the wishes of the user among them.

An endpoint learns something only from an event and acts only by a command (see
:mod:`~wsinspector.protocol.commands`). It never sees a socket, a loop or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from wsinspector.protocol.behaviour import Behaviour
from wsinspector.texts import Text


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


class TcpEnd(StrEnum):
    """The ways to end TCP by hand."""

    NOTIFY = "close-notify"
    """TLS alone: its close_notify ends our stream, TCP stays open, the peer may go on sending."""
    FIN = "fin"
    """Half-close: our FIN, and the peer may go on sending. On TLS it comes without close_notify."""
    CLOSE = "close"
    """Full close: our FIN, and whatever the peer still sends meets a RST."""
    RST = "rst"
    """Reset: nothing is delivered any more, either way."""


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


# -- events: wishes of the user -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Send one data message in one frame, as ``send()`` does (WHATWG: only when OPEN).

    Attributes:
        data: the message; UTF-8 of the text when ``is_text``.
        is_text: text message, else binary.
    """

    data: bytes
    is_text: bool


@dataclass(frozen=True, slots=True)
class SendControl:
    """Send a Ping (9) or Pong (10) with this payload, exactly as asked."""

    opcode: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class SendClose:
    """Send a Close frame exactly as asked, legal or not, as long as bytes can be sent.

    Attributes:
        code: any number of 0 to 65535, or None for an empty body (the reason must then be empty).
        reason: the bytes after the code; not checked.
    """

    code: int | None
    reason: bytes = b""


@dataclass(frozen=True, slots=True)
class ApiClose:
    """Call the API's ``close()`` (WHATWG).

    It abandons the opening handshake while CONNECTING, starts the closing handshake when OPEN, and
    does nothing later.
    """

    code: int | None = None
    reason: bytes = b""


@dataclass(frozen=True, slots=True)
class EndTcp:
    """End TCP by hand, whatever state the connection is in."""

    how: TcpEnd


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that go out in one write of their own.

    Attributes:
        data: the bytes; none is a mere pause.
        pause_ms: how long to wait before, in milliseconds.
    """

    data: bytes
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class SendBytes:
    """Send any bytes exactly as they are, frames or not, whenever bytes can be written.

    Every piece is written by itself, so that it travels in a TCP segment (on TLS: in a record) of
    its own unless the system is still busy with the one before. What else is sent meanwhile goes
    out between the pieces.
    """

    pieces: tuple[Piece, ...]

    @staticmethod
    def split(data: bytes, offsets: Iterable[int] = (), pause_ms: int = 0) -> SendBytes:
        """Send these bytes cut at some offsets.

        Args:
            data: all of the bytes.
            offsets: where a new piece begins, 0 to the length, in any order; an offset that stands
                twice makes an empty piece, which lengthens the pause.
            pause_ms: how long to wait between two pieces, in milliseconds.

        Raises:
            ValueError: an offset lies outside.
        """
        cuts = [0, *sorted(offsets), len(data)]
        if cuts[0] > cuts[1] or cuts[-2] > cuts[-1]:
            raise ValueError(f"an offset lies outside of {len(data)} bytes")
        parts = [data[start:stop] for start, stop in pairwise(cuts)]
        return SendBytes(tuple(Piece(part, pause_ms if at else 0) for at, part in enumerate(parts)))

    @property
    def data(self) -> bytes:
        """All of the bytes."""
        return b"".join(piece.data for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ChangeBehaviour:
    """From now on act so."""

    behaviour: Behaviour


Wish = SendMessage | SendControl | SendClose | SendBytes | ApiClose | EndTcp | ChangeBehaviour
Event = (
    Connected | BytesReceived | EofReceived | FinSent | TransportLost | TimerFired | PassOn | Wish
)
TlsEvent = TlsBegun | TlsFailed | CloseNotifyReceived
"""What only an end on TLS can learn."""
