"""What an endpoint has to say: the commands of one event, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from wsinspector.protocol.commands import CancelTimer, Record, RecordFrames, StartTimer, Write
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.protocol.commands import (
        AbortTransport,
        Broadcast,
        CloseNotify,
        CloseTransport,
        Command,
        HalfClose,
        SetPresence,
        TakeReport,
    )
    from wsinspector.protocol.deflate.deflater import Deflater
    from wsinspector.protocol.exchange import Timer
    from wsinspector.protocol.facts import Detail, FrameFact


class Outbox:
    """Collects commands, and keeps count of what they write.

    What is written is recorded first, so that no entry of the peer can precede ours. All that one
    event writes is one :class:`Write`, and frames in a row are one record: both are what an
    endpoint does a hundred thousand times a second.

    Args:
        role: a client masks every frame, a server none (RFC 6455 §5.1).
        entropy: gives as many random bytes as asked for; for masking keys.
    """

    def __init__(self, role: Role, entropy: Callable[[int], bytes]) -> None:
        self.bytes_sent = 0
        """Offset of the next byte in the stream that this end writes."""
        self.running: set[Timer] = set()
        """The timers that were started and have neither fired nor been cancelled."""
        self.deflater: Deflater | None = None
        """What messages are compressed with; None if they are not."""
        self.divert: Callable[[int, bytes], None] | None = None
        """Takes every frame, as opcode and wire bytes, while it would lie inside another one that
        was sent by hand and is not whole; records and writes it."""
        self.hold: Callable[[int, Callable[[], None]], bool] | None = None
        """Asked, with its opcode and what writes it, about every frame while the rest of another
        one that was sent by hand is still to come; True keeps it for later."""
        self._masks = role is Role.CLIENT
        self._entropy = entropy
        self._commands: list[Command] = []
        self._frames: list[FrameFact] | None = None  # of the last command, if it records frames
        self._inflated: dict[int, bytes] = {}  # of the same command
        self._written: list[bytes] = []

    def collect(self) -> list[Command]:
        """The commands since the last call."""
        self._flush()
        commands = self._commands
        self._commands = []
        self._frames = None
        return commands

    def end(self, command: CloseNotify | HalfClose | CloseTransport | AbortTransport) -> None:
        """End the transport in some way, after all that was written."""
        self._flush()
        self._add(command)

    def tell(self, command: SetPresence | Broadcast | TakeReport) -> None:
        """Have something done, after all that was written."""
        self._flush()
        self._add(command)

    def write_frame(self, opcode: int, payload: bytes) -> None:
        """Record and write one unfragmented frame, whatever its opcode and length."""
        if self.hold is not None and self.hold(opcode, partial(self.write_frame, opcode, payload)):
            return
        self._write_frame(opcode, payload)

    def write_message(self, opcode: int, message: bytes) -> None:
        """Record and write a message in one frame, compressed where that is agreed."""
        hold = self.hold
        if hold is not None and hold(opcode, partial(self.write_message, opcode, message)):
            return
        if self.deflater is None:
            self._write_frame(opcode, message)
        else:
            # RFC 7692 §6: RSV1 tells it.
            self._write_frame(opcode, self.deflater.deflate(message), 0b100, message)

    def write(self, data: Sequence[bytes]) -> None:
        """Write pieces that are recorded elsewhere."""
        self._written += data
        self.bytes_sent += sum(map(len, data))

    def frames(self, facts: Sequence[FrameFact]) -> None:
        """Record whole frames."""
        if self._frames is not None:
            self._frames += facts
        elif facts:
            frames = list(facts)
            inflated: dict[int, bytes] = {}
            self._add(RecordFrames(frames, inflated))
            self._frames, self._inflated = frames, inflated

    def frame(self, fact: FrameFact, inflated: bytes | None = None) -> None:
        """Record one whole frame, and what it decompresses to if it is compressed."""
        self.frames((fact,))
        if inflated is not None and self._frames is not None:
            self._inflated[len(self._frames) - 1] = inflated

    def record(
        self,
        kind: Kind,
        details: Mapping[str, Detail] | None = None,
        *,
        sent: bool | None = None,
        start: int = 0,
        data: bytes = b"",
    ) -> None:
        """Record a fact that is not a frame."""
        self._add(Record(Fact(kind, sent, start, data, details or {})))

    def start_timer(self, timer: Timer, ms: int) -> None:
        """Start a timer, or start it anew."""
        self.running.add(timer)
        self._add(StartTimer(timer, ms))

    def cancel_timer(self, timer: Timer) -> None:
        """Cancel a timer if it is running."""
        if timer in self.running:
            self.running.remove(timer)
            self._add(CancelTimer(timer))

    def cancel_timers(self, *, but: Timer | None = None) -> None:
        """Cancel every timer that is running, except ``but``."""
        for timer in sorted(self.running):
            if timer is not but:
                self.cancel_timer(timer)

    def fires(self, timer: Timer) -> bool:
        """A timer ran out: it runs no more. False if it did not run."""
        if timer not in self.running:
            return False
        self.running.remove(timer)
        return True

    def timed_out(self, timer: Timer, ms: int) -> None:
        """Record that a patience ran out."""
        self.record(Kind.TIMEOUT, {"timer": str(timer), "ms": ms})

    def _write_frame(
        self, opcode: int, payload: bytes, rsv: int = 0, inflated: bytes | None = None
    ) -> None:
        mask = self._entropy(4) if self._masks else None
        header, body = encode_frame(opcode, payload, mask=mask, rsv=rsv)
        if self.divert is not None:
            self.divert(opcode, header + body)
            return
        self.frame((True, int(opcode), self.bytes_sent, header, payload), inflated)
        self.write((header, body))

    def _add(self, command: Command) -> None:
        self._commands.append(command)
        self._frames = None

    def _flush(self) -> None:
        if self._written:
            self._add(Write(b"".join(self._written)))
            self._written = []
