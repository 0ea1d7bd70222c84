"""What one end of a recorded connection did, act by act, with its bytes and their times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import EndKind
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.frames.masking import apply_mask
from wsinspector.protocol.phases import Role
from wsinspector.texts import ExplainedError, text

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal

MOST_ACTS: Final = 4000
"""So many acts make a script that a person can still read ..."""
MOST_BYTES: Final = 256 * 1024
"""... and so many bytes of all of them."""

_RAW: Final = frozenset((Kind.BYTES, Kind.PARTIAL))


class RecordingError(ExplainedError):
    """Nothing can be made of what was recorded."""


class What(Enum):
    """The kinds of act."""

    HEAD = "head"
    """The head of a request or of an answer, with what came in the same piece."""
    FRAME = "frame"
    BYTES = "bytes"
    FIN = "fin"
    RST = "rst"
    NOTIFY = "close-notify"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that the end did, or that came to it.

    Attributes:
        out: it did that itself.
        what: see there.
        time_ns: since the session began; of an end that was not in view, when it reached the other.
        data: the bytes on the wire.
        header: of a frame.
        payload: of a frame, unmasked, decompressed if it was compressed.
    """

    out: bool
    what: What
    time_ns: int
    data: bytes = b""
    header: FrameHeader | None = None
    payload: bytes = b""

    @property
    def opcode(self) -> int:
        """Of a frame; -1 for anything else."""
        return -1 if self.header is None else self.header.opcode


@dataclass(frozen=True, slots=True)
class RecordedEnd:
    """One end.

    Attributes:
        role: which.
        in_view: it was recorded itself; else what reached the other end was.
        secure: on TLS.
        acts: in order.
    """

    role: Role
    in_view: bool
    secure: bool
    acts: tuple[Act, ...]


def recorded_end(journal: Journal, connection: int, role: Role) -> RecordedEnd:
    """Collect what an end did.

    Args:
        journal: where it is recorded.
        connection: its connection.
        role: which end; one that is not in view is known from what reached the other.

    Raises:
        RecordingError: nothing was recorded, not all of it was kept, or it is too much.
    """
    table = journal.table
    end = table.end_of(connection, EndKind.of(role))
    seen = end or table.end_of(connection, EndKind.of(role.peer))
    if seen is None:
        raise RecordingError(text("save.nothing"))
    acts: list[Act] = []
    size = 0
    for act in _acts(journal, seen.id, is_peer=end is None):
        acts.append(act)
        size += len(act.data)
        if len(acts) > MOST_ACTS or size > MOST_BYTES:
            raise RecordingError(text("save.too-long", acts=MOST_ACTS, bytes=MOST_BYTES))
    if not acts:
        raise RecordingError(text("save.nothing"))
    return RecordedEnd(role, end is not None, seen.secure, tuple(acts))


def _acts(journal: Journal, end: int, *, is_peer: bool) -> Iterator[Act]:
    at: int | None = -1
    stop = len(journal)
    while (at := journal.next_of(end, -1 if at is None else at, stop)) is not None:
        entry = journal.entry(at)
        if entry.sent is None:
            continue
        out = entry.sent is not is_peer
        time_ns, kind = entry.time_ns, entry.kind
        if kind in (Kind.FIN, Kind.RST):
            yield Act(out, What.FIN if kind is Kind.FIN else What.RST, time_ns)
        elif kind is Kind.TLS:
            if journal.details(at).get("event") == "close-notify":
                yield Act(out, What.NOTIFY, time_ns)
        elif kind in (Kind.REQUEST, Kind.RESPONSE):
            yield Act(out, What.HEAD, time_ns, _kept(journal, at))
        elif kind in _RAW:
            yield Act(out, What.BYTES, time_ns, _kept(journal, at))
        elif kind.is_frame:
            wire = _kept(journal, at)
            header = FrameHeader.parse(journal.header(at))
            key = header.masking_key
            payload = journal.inflated(at)
            yield Act(
                out,
                What.FRAME,
                time_ns,
                header.raw + (apply_mask(wire, key) if key else wire),
                header,
                wire if payload is None else payload,
            )


def _kept(journal: Journal, entry: int) -> bytes:
    data = journal.payload(entry)
    if data is None:
        raise RecordingError(text("save.not-kept"))
    return data
