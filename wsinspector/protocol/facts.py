"""What can be recorded about a connection: the kinds of fact an endpoint or the engine reports.

A fact is a plain value; the journal stamps it with a time and the end that saw it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from wsinspector.protocol.phases import Phase
from wsinspector.texts import Text

Detail = str | int | float | bool | None | list["Detail"] | Mapping[str, "Detail"]
"""A JSON value: what a fact carries besides bytes."""


class Kind(IntEnum):
    """The kind of a fact, in five bits. 0 to 15 are frames: the number is the opcode."""

    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    RESERVED_3 = 3
    RESERVED_4 = 4
    RESERVED_5 = 5
    RESERVED_6 = 6
    RESERVED_7 = 7
    CLOSE = 8
    PING = 9
    PONG = 10
    RESERVED_11 = 11
    RESERVED_12 = 12
    RESERVED_13 = 13
    RESERVED_14 = 14
    RESERVED_15 = 15
    CONNECT = 16
    """A step towards a connection: details ``step`` is begin, with the ``url``; dns, with the
    ``addresses`` of ``host``; tcp, for an address that failed before the next one was tried, with
    ``reason`` and ``text``; or tls, when its handshake succeeded, with ``version``, ``cipher``,
    ``bits``, ``alpn``, ``sni`` and ``certificates``, the peer's as it sent them; at a client also
    ``trusted`` (system, file, none) and ``verified_by``."""
    REQUEST = 17
    """The opening handshake's request head, raw. Details ``plain`` says that it is none: it asks for
    the page for browsers, or reports to the program, by plain HTTP."""
    RESPONSE = 18
    """The opening handshake's response head, raw (or the whole HTTP answer that refused). Details
    ``deflate`` is the agreement on permessage-deflate, if there is one."""
    BYTES = 19
    """Bytes that are not recorded as frames; details ``why``, and ``meant``, the opcode of the frame
    that they would be if they did not lie inside of another one."""
    PARTIAL = 20
    """The received part of a frame that never became whole, or the part of one that was sent by
    hand and is not whole; details ``declared`` and ``why``."""
    FIN = 21
    RST = 22
    TIMEOUT = 23
    """A patience ran out; details ``timer`` and ``ms``."""
    FAILURE = 24
    """Something failed for a stated reason; details ``text`` (id, args) and, where one applies,
    ``rule`` and ``code``."""
    TLS = 25
    """What TLS says beside the stream, at the offset where it stands: details ``event`` is
    close-notify, alert (``alert`` is its name where it is known), or what should have been said
    and was not: withheld by the sender, missing at the receiver."""
    API = 26
    """An event of the end's own API: details ``event`` is open, message, error or close. A message
    has its ``length`` and, if it was compressed, how many bytes that took (``compressed``). At a
    page it is what was reported, see ``api_report``; ``event`` may then be exception, too."""
    CALL = 27
    """A wish of the user at this end: details ``call`` and its arguments."""
    STATE = 28
    """A change of phase: details ``phase`` (its word) and ``ready``."""
    QUEUE = 29
    """Progress of our own send queue: details ``handed`` (stream offset up to which the kernel has
    the bytes) and, when the rest was thrown away, ``dropped`` (offset up to which it was)."""
    NOTE = 30
    """A limit reached or another remark of the program; details ``text`` and, for received bytes
    that were counted but not kept, their number as ``dropped``."""
    TCP = 31
    """The TCP connection is there: sent, as the client's connect tells, and received, as the
    server's accept does; details ``local`` and ``remote``, each a list of host and port."""

    @property
    def is_frame(self) -> bool:
        """Whether the number is an opcode."""
        return self < 16


class Step(IntEnum):
    """The steps of getting connected, in order; the failing one names a failed connect."""

    DNS = 0
    TCP = 1
    TLS = 2
    HTTP = 3


FrameFact = tuple[bool, int, int, bytes, bytes]
"""One whole frame, as ``(sent, opcode, start, header, payload)``.

``sent``: by this end (else received). ``start``: offset of the frame's first byte in that
direction's stream, where byte 0 is the first byte after the TCP (or TLS) connection was
established, so the opening handshake counts. ``header``: raw header with masking key, as on the
wire. ``payload``: unmasked wire payload. A plain tuple, because there may be 100,000 in a second.
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One recorded fact that is not a whole frame.

    Attributes:
        kind: what it is; not a frame.
        sent: True or False for what this end sent or received; None where no direction applies.
        start: offset in that direction's stream; 0 where no bytes belong to it.
        data: the raw bytes, for REQUEST, RESPONSE, BYTES and PARTIAL; else empty.
        details: further facts as JSON values.
    """

    kind: Kind
    sent: bool | None = None
    start: int = 0
    data: bytes = b""
    details: Mapping[str, Detail] = field(default_factory=dict)


def note(said: Text) -> Fact:
    """A remark of the program."""
    return Fact(Kind.NOTE, details={"text": [said.id, said.args]})


def entered(phase: Phase) -> Fact:
    """An end has changed its phase to this one."""
    return Fact(Kind.STATE, details={"phase": phase.word, "ready": int(phase.ready)})
