"""All that an endpoint says: commands, carried out in this order by whoever has the transport.

Timers and records are commands too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Fact, FrameFact
from wsinspector.protocol.website.api_report import ApiReport


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

    Attributes:
        bare: leave out the close_notify that should come before it on TLS.
    """

    bare: bool = False


@dataclass(frozen=True, slots=True)
class AbortTransport:
    """Reset the connection at once and drop what is still queued.

    Answer with :class:`TransportLost`.
    """


@dataclass(frozen=True, slots=True)
class SetPresence:
    """Read from the transport and write to it only as this presence has it, from now on."""

    presence: Presence


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Let every connection of the listener, this one included, handle :class:`PassOn`."""

    opcode: int
    data: bytes


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
    | SetPresence
    | Broadcast
    | StartTimer
    | CancelTimer
    | RecordFrames
    | Record
    | TakeReport
)
