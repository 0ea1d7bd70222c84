"""The wishes of the user: what an endpoint is asked to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsinspector.protocol.behaviours.behaviour import Behaviour


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
"""All of them."""
