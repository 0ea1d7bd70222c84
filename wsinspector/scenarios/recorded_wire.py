"""Lets a scripted end be seen in a session like an end of ours."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Final

from wsinspector.engine.name_lookup import as_pair
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind, entered
from wsinspector.protocol.lifecycle import Trigger, next_phase
from wsinspector.protocol.opening.asked_request import AskedRequest
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.opening_response import judge_response
from wsinspector.protocol.opening.opening_stage import deflate_details, fault_details
from wsinspector.protocol.phases import Phase, Role
from wsinspector.scenarios.recorded_stream import RecordedStream

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.journal.journal import Journal
    from wsinspector.scenarios.wire import Wire

_SWITCHING: Final = 101


class RecordedWire:
    """A wire that records what goes through it, as the end itself sees it.

    Attributes:
        end: the end in the journal.
        over: nothing can be recorded of it any more.

    Args:
        wire: what it goes through, established.
        sock: tells the addresses, and what was left unread.
        role: which end.
        journal: where it is recorded.
        clock: stamps everything.
        label: what the person calls the end.
    """

    def __init__(
        self,
        wire: Wire,
        sock: socket.socket,
        role: Role,
        journal: Journal,
        clock: Clock,
        label: str,
    ) -> None:
        self._wire = wire
        self._sock = sock
        self._role = role
        self._journal = journal
        self._clock = clock
        self._phase = Phase.CONNECTING_TCP
        self._request = b""
        self._fin_sent = False
        self._fin_received = False
        self.over = False
        self.end = journal.open_end(EndKind.of(role), clock.monotonic_ns(), label=label)
        own, peer = Kind.REQUEST, Kind.RESPONSE
        if role is Role.SERVER:
            own, peer = peer, own
        self._out = self._stream(True, own)
        self._in = self._stream(False, peer)
        self._begin()

    # -- what a scripted end does ---------------------------------------------------------------

    async def send(self, data: bytes) -> None:
        """Send all these bytes."""
        start = self._out.offset
        self._out.take(data)
        try:
            await self._wire.send(data)
        except OSError:
            # How much of it went out is not known; that not all of it did is.
            details: dict[str, Detail] = {"handed": start, "dropped": self._out.offset}
            self._record(Fact(Kind.QUEUE, details=details))
            raise
        self._journal.report_handed(self.end, self._out.offset)

    async def read(self) -> bytes:
        """The next bytes; none at the peer's FIN."""
        try:
            data = await self._wire.read()
        except OSError as error:
            self._lose(Fact(Kind.RST, False, self._in.offset, details={"error": str(error)}))
            raise
        if data:
            self._in.take(data)
        elif not self._fin_received:
            self._fin_received = True
            self._in.finish()
            self._record(Fact(Kind.FIN, False, self._in.offset))
            self._enter(Trigger.EOF)
        return data

    async def wait_unread(self) -> None:
        """Wait until there is something to read, and leave it there."""
        await self._wire.wait_unread()

    async def notify(self) -> None:
        """Send close_notify, if this is TLS."""
        await self._wire.notify()
        details: dict[str, Detail] = {"event": "close-notify"}
        self._record(Fact(Kind.TLS, True, self._out.offset, details=details))

    def fin(self) -> None:
        """Send FIN; reading goes on."""
        self._wire.fin()
        self._send_fin()

    def rst(self) -> None:
        """Reset the connection."""
        self._wire.rst()
        self._lose(Fact(Kind.RST, True, self._out.offset))

    def close(self) -> None:
        """Close the socket, as the system does it; of no effect the second time."""
        if not self.over:
            # What is left unread makes the system reset the connection (RFC 9293 §3.6.1).
            unread = b""
            with contextlib.suppress(OSError):
                unread = self._sock.recv(1, socket.MSG_PEEK)
            if unread:
                self._lose(Fact(Kind.RST, True, self._out.offset))
            else:
                self._send_fin()
                self._lose(None)
        self._wire.close()

    # -- what is recorded -----------------------------------------------------------------------

    def _begin(self) -> None:
        details: dict[str, Detail] = {}
        with contextlib.suppress(OSError):
            local, remote = as_pair(self._sock.getsockname()), as_pair(self._sock.getpeername())
            details = {"local": list(local), "remote": list(remote)}
            self._journal.attach(self.end, local, remote)
        self._record(entered(self._phase))
        self._record(Fact(Kind.TCP, self._role is Role.CLIENT, details=details))
        self._enter(Trigger.CONNECTED)

    def _stream(self, sent: bool, head: Kind) -> RecordedStream:
        on_head = self._take_request if head is Kind.REQUEST else self._take_response
        return RecordedStream(sent, head, self._record, self._record_frames, on_head)

    def _take_request(self, head: bytes) -> tuple[dict[str, Detail], bool]:
        self._request = head
        return {}, True

    def _take_response(self, head: bytes) -> tuple[dict[str, Detail], bool]:
        asked = AskedRequest(parse_head(self._request, is_request=True))
        judgement = judge_response(parse_head(head, is_request=False), asked)
        details: dict[str, Detail] = {
            "status": judgement.status,
            "faults": fault_details(judgement.faults),
            "subprotocol": judgement.subprotocol,
            **deflate_details(judgement.deflate),
        }
        return details, judgement.status == _SWITCHING

    def _record(self, fact: Fact) -> None:
        if self.over:
            return
        self._journal.append(self.end, self._clock.monotonic_ns(), fact)
        if fact.kind is Kind.RESPONSE:
            opens = fact.details["status"] == _SWITCHING
            self._enter(Trigger.ACCEPTED if opens else Trigger.REFUSED)

    def _record_frames(self, frames: list[FrameFact]) -> None:
        """Record frames, and after each Close what it makes of the end."""
        while frames and not self.over:
            closes = (at for at, frame in enumerate(frames) if frame[1] == Kind.CLOSE)
            stop = next(closes, len(frames) - 1) + 1
            now, frames = frames[:stop], frames[stop:]
            self._journal.append_frames(self.end, self._clock.monotonic_ns(), now)
            if now[-1][1] == Kind.CLOSE:
                self._enter(Trigger.CLOSE_OUT if now[-1][0] else Trigger.CLOSE_IN)

    def _send_fin(self) -> None:
        if not self._fin_sent:
            self._fin_sent = True
            self._out.finish()
            self._record(Fact(Kind.FIN, True, self._out.offset))
            self._enter(Trigger.FIN_OUT)

    def _enter(self, trigger: Trigger) -> None:
        phase = next_phase(self._phase, trigger)
        if phase is not self._phase:
            self._phase = phase
            self._record(entered(phase))

    def _lose(self, fact: Fact | None) -> None:
        if self.over:
            return
        self._out.finish()
        self._in.finish()
        if fact is not None:
            self._record(fact)
        self._enter(Trigger.LOST)
        self.over = True
        self._journal.finish(self.end)


class RecordingTap:
    """Records every connection of a scripted end (see :data:`~wsinspector.scenarios.encounter.Tap`).

    Attributes:
        end: the last end in the journal; None before the first one.

    Args:
        role: which end it is.
        journal: where it is recorded.
        clock: stamps everything.
        label: what the person calls it.
    """

    def __init__(self, role: Role, journal: Journal, clock: Clock, label: str) -> None:
        self.end: int | None = None
        self._role = role
        self._journal = journal
        self._clock = clock
        self._label = label

    @property
    def connection(self) -> int:
        """The connection of the last end; 0 before the first one."""
        return 0 if self.end is None else self._journal.end(self.end).connection

    def __call__(self, wire: Wire, sock: socket.socket) -> RecordedWire:
        """Record one more."""
        recorded = RecordedWire(wire, sock, self._role, self._journal, self._clock, self._label)
        self.end = recorded.end
        return recorded
