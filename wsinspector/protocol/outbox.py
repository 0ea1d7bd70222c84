"""What an endpoint has to say: the commands of one event, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import (
    CancelTimer,
    Record,
    RecordFrames,
    StartTimer,
    Write,
)
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames import encode_frame
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.protocol.exchange import Command, Timer
    from wsinspector.protocol.facts import Detail, FrameFact


class Outbox:
    """Collects commands, and keeps count of what they write.

    What is written is recorded first, so that no entry of the peer can precede ours.

    Args:
        role: a client masks every frame, a server none (RFC 6455 §5.1).
        entropy: gives as many random bytes as asked for; for masking keys.
    """

    def __init__(self, role: Role, entropy: Callable[[int], bytes]) -> None:
        self.bytes_sent = 0
        """Offset of the next byte in the stream that this end writes."""
        self.running: set[Timer] = set()
        """The timers that were started and have neither fired nor been cancelled."""
        self._masks = role is Role.CLIENT
        self._entropy = entropy
        self._commands: list[Command] = []

    def collect(self) -> list[Command]:
        """The commands since the last call."""
        commands = self._commands
        self._commands = []
        return commands

    def command(self, command: Command) -> None:
        """Add a command as it is."""
        self._commands.append(command)

    def write_frame(self, opcode: int, payload: bytes) -> None:
        """Record and write one unfragmented frame, whatever its opcode and length."""
        mask = self._entropy(4) if self._masks else None
        header, body = encode_frame(opcode, payload, mask=mask)
        self.frame((True, int(opcode), self.bytes_sent, header, payload))
        self.write(header + body)

    def write(self, data: bytes) -> None:
        """Write bytes that are recorded elsewhere."""
        self.bytes_sent += len(data)
        self._commands.append(Write(data))

    def frame(self, fact: FrameFact) -> None:
        """Record one whole frame."""
        self._commands.append(RecordFrames((fact,)))

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
        self._commands.append(Record(Fact(kind, sent, start, data, details or {})))

    def start_timer(self, timer: Timer, ms: int) -> None:
        """Start a timer, or start it anew."""
        self.running.add(timer)
        self._commands.append(StartTimer(timer, ms))

    def cancel_timer(self, timer: Timer) -> None:
        """Cancel a timer if it is running."""
        if timer in self.running:
            self.running.remove(timer)
            self._commands.append(CancelTimer(timer))

    def cancel_timers(self, *, but: Timer | None = None) -> None:
        """Cancel every timer that is running, except ``but``."""
        for timer in sorted(self.running):
            if timer is not but:
                self.cancel_timer(timer)

    def timed_out(self, timer: Timer, ms: int) -> None:
        """Record that a patience ran out."""
        self.record(Kind.TIMEOUT, {"timer": str(timer), "ms": ms})
