"""What a script may say, step by step."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Role


class Awaited(StrEnum):
    """What a script can wait for. What comes before it is passed over."""

    OPEN = "open"
    """The opening handshake is over; for our own end alone."""
    HEAD = "head"
    """The head of a request or of an answer."""
    MESSAGE = "message"
    """A text or binary frame."""
    PING = "ping"
    PONG = "pong"
    CLOSE = "close"
    FIN = "fin"
    END = "end"
    """FIN or RST."""
    BYTES = "bytes"
    """Anything at all."""
    UNREAD = "unread"
    """Anything at all, which is left unread."""


class TcpStep(StrEnum):
    """How a script can end TCP."""

    FIN = "fin"
    """The end of its own direction; it goes on reading. On TLS it comes without close_notify."""
    RST = "rst"
    CLOSE = "hang-up"
    """As the system closes a socket: FIN, or RST where something was left unread."""
    NOTIFY = "close-notify"
    """TLS alone."""


@dataclass(frozen=True, slots=True)
class FramePart:
    """A frame.

    Attributes:
        opcode: 0 to 15.
        payload: unmasked.
        fin: final fragment.
        rsv: the three reserved bits as a number; RSV1 is 4.
        mask: the masking key; empty for the right thing: a random one from a client, none from a
            server.
        is_bare: without a masking key, whoever sends it.
        length_bits: of the length field; None for the shortest.
    """

    opcode: int
    payload: bytes = b""
    fin: bool = True
    rsv: int = 0
    mask: bytes = b""
    is_bare: bool = False
    length_bits: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is special about its header."""
        return self == FramePart(self.opcode, self.payload)

    def encode(self, sender: Role) -> bytes:
        """The frame as it goes on the wire."""
        key = self.mask or (os.urandom(4) if sender is Role.CLIENT and not self.is_bare else None)
        header, payload = encode_frame(
            self.opcode,
            self.payload,
            fin=self.fin,
            rsv=self.rsv,
            mask=key,
            length_encoding=self.length_bits,
        )
        return header + payload


@dataclass(frozen=True, slots=True)
class RawPart:
    """Bytes as they are."""

    data: bytes

    def encode(self, _sender: Role) -> bytes:
        """The bytes."""
        return self.data


Part = FramePart | RawPart
"""What can be sent."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send everything in one write.

    Attributes:
        parts: in this order.
    """

    parts: tuple[Part, ...]

    def encode(self, sender: Role) -> bytes:
        """All bytes of it."""
        return b"".join(part.encode(sender) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Accept:
    """Read a request and answer it by a correct 101.

    Attributes:
        lines: further lines of the answer.
        glued: what follows in the same write.
    """

    lines: tuple[str, ...] = ()
    glued: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Send the head of an answer.

    Attributes:
        lines: all of them; ``{accept}`` stands for the right Sec-WebSocket-Accept.
    """

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Send a correct request, and read the answer.

    Attributes:
        lines: further lines of the request.
        glued: what follows in the same write.
    """

    lines: tuple[str, ...] = ()
    glued: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Do nothing for so many milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Expect:
    """Wait for something."""

    what: Awaited


@dataclass(frozen=True, slots=True)
class EndTcp:
    """End TCP, or one's part of it."""

    how: TcpStep


@dataclass(frozen=True, slots=True)
class Vanish:
    """Neither read nor write from now on, and leave TCP as it is."""


@dataclass(frozen=True, slots=True)
class CallClose:
    """Call ``close()`` of our own end's API.

    Attributes:
        code: None to call it without.
        reason: UTF-8.
    """

    code: int | None = None
    reason: bytes = b""


Step = Accept | Answer | Request | Send | Pause | Expect | EndTcp | Vanish | CallClose

SCRIPTED: Final = (Accept, Answer, Request, Send, Pause, Expect, EndTcp, Vanish)
"""The steps that a scripted end can do."""

OWN: Final = (Send, Pause, Expect, EndTcp, CallClose)
"""The steps that an end of ours can do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script.

    Attributes:
        words: as it is written.
        step: what it means.
    """

    words: str
    step: Step
