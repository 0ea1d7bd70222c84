"""Joins an endpoint with a transport and with the journal."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from wsinspector.engine.read_buffer import ReadBuffer
from wsinspector.engine.reading_gate import Why
from wsinspector.engine.sender import Sender
from wsinspector.engine.timers import Timers
from wsinspector.protocol.behaviours.behaviour import Behaviour, Presence
from wsinspector.protocol.commands import (
    AbortTransport,
    Broadcast,
    CancelTimer,
    CloseNotify,
    CloseTransport,
    Command,
    HalfClose,
    Record,
    RecordFrames,
    SetPresence,
    StartTimer,
    TakeReport,
    Write,
)
from wsinspector.protocol.exchange import (
    Event,
    FinSent,
    PassOn,
    Timer,
    TimerFired,
    TlsEvent,
    TransportLost,
    Wish,
)
from wsinspector.protocol.facts import Fact, entered, note
from wsinspector.protocol.lifecycle import Trigger, next_phase
from wsinspector.protocol.phases import Phase
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.engine.stage import Signal, Stage
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.endpoint import Endpoint
    from wsinspector.protocol.website.api_report import ApiReport

_RESETS = frozenset((errno.ECONNRESET, errno.EPIPE))


class Link(asyncio.BufferedProtocol):
    """Carries out the commands of an endpoint, and stamps what it reports into the journal.

    An event that a command brings about (our FIN is out) is handled after the commands beside it,
    never within one.

    Attributes:
        end_id: the end in the journal.
        over: the transport is gone, or never came, and everything about it is recorded.

    Args:
        end_id: the end in the journal, opened by the caller.
        endpoint: what decides.
        stage: what lies between the transport and the endpoint.
        journal: where facts go.
        clock: stamps every event once.
        queue_bytes: from how many bytes on their way out on reading pauses.
        on_broadcast: called with what is to go to every connection of the listener.
        on_over: called last of all.
        on_report: takes what somebody reported of another connection.
    """

    def __init__(
        self,
        end_id: int,
        endpoint: Endpoint,
        stage: Stage,
        journal: Journal,
        clock: Clock,
        *,
        queue_bytes: int,
        on_broadcast: Callable[[Broadcast], None] | None = None,
        on_over: Callable[[Link], None] | None = None,
        on_report: Callable[[ApiReport], None] = lambda _report: None,
    ) -> None:
        self.end_id = end_id
        self.over = False
        self._endpoint = endpoint
        # A stage says only what its endpoint understands.
        self._handle = cast("Callable[[Event | TlsEvent], list[Command]]", endpoint.handle)
        self._stage = stage
        self._journal = journal
        self._clock = clock
        self._queue_bytes = queue_bytes
        self._on_broadcast = on_broadcast
        self._on_over = on_over
        self._on_report = on_report
        self._loop = asyncio.get_running_loop()
        self._buffer = ReadBuffer(clock)
        self._transport: asyncio.Transport | None = None
        self._sender: Sender | None = None
        self._timers = Timers(clock, self._on_timer)
        self._events: deque[Event | TlsEvent] = deque()
        self._busy = False
        self._broken = False
        self._eof = False
        self._now = 0

    # -- what the owner asks --------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where the endpoint stands."""
        return self._endpoint.phase

    @property
    def has_transport(self) -> bool:
        """Whether the transport is established and not gone."""
        return self._transport is not None

    @property
    def behaviour(self) -> Behaviour:
        """How the endpoint acts."""
        return self._endpoint.behaviour

    @property
    def backlog(self) -> int:
        """How many bytes wait to be handed to the kernel."""
        return 0 if self._sender is None else self._sender.backlog

    def pass_on(self, message: PassOn) -> None:
        """Let the endpoint send a message that another connection has got."""
        self._feed(message)

    def wish(self, wish: Wish) -> None:
        """Let the endpoint do what the user wishes, and record the wish."""
        self._feed(wish)

    def record(self, fact: Fact) -> None:
        """Record a fact of this moment at this end."""
        self._now = self._clock.monotonic_ns()
        self._journal.append(self.end_id, self._now, fact)

    def abandon(self) -> None:
        """The transport will never come, for a reason that is recorded."""
        if self._transport is None and not self.over:
            self._end(TransportLost())

    # -- what the loop calls --------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        established = cast("asyncio.Transport", transport)
        if self.over:
            established.abort()
            return
        self._transport = established
        self._sender = Sender(established, self._queue_bytes, self._clock, self)
        # What the stage says first is not the endpoint's.
        self._set_presence(self.behaviour.presence)
        self._take(self._stage.start())

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._buffer.view

    def buffer_updated(self, nbytes: int) -> None:
        self._take(self._stage.receive(self._buffer.view[:nbytes].tobytes()))
        self._buffer.adapt(nbytes, self._now)

    def eof_received(self) -> bool:
        if not self._eof:  # it is seen again when reading resumes
            self._eof = True
            self._take(self._stage.receive_eof())
        return True  # the other direction stays open

    def pause_writing(self) -> None:
        if self._sender is not None:
            self._sender.clog()

    def resume_writing(self) -> None:
        if self._sender is not None:
            self._sender.unclog()
            # The transport is in the middle of its own work, and may not be closed within it.
            self._loop.call_soon(self._feed)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.over:
            self._end(self._why_lost(exc))

    # -- what the sender tells ------------------------------------------------------------------

    def report_handed(self, offset: int) -> None:
        """The kernel has our stream up to this offset."""
        self._journal.report_handed(self.end_id, offset)

    def fin_sent(self) -> None:
        """Our FIN is out; the endpoint learns it next."""
        self._events.append(FinSent())

    # -- events and commands --------------------------------------------------------------------

    def _take(self, signals: Iterable[Signal]) -> None:
        """What the stage says, in order."""
        for signal in signals:
            if isinstance(signal, Write):
                if self._sender is not None:
                    self._sender.put(signal.data, 0)
            elif isinstance(signal, Record):
                self._feed()  # what came before it is recorded before it
                self.record(signal.fact)
            else:
                self._events.append(signal)
        self._feed()

    def _feed(self, *events: Event) -> None:
        """Hand events to the endpoint and carry out its commands, unless that is going on."""
        self._events.extend(events)
        if self._busy or self._broken:
            return
        self._busy = True
        try:
            while True:
                if self._sender is not None:
                    self._sender.flush()
                if not self._events:
                    break
                event = self._events.popleft()
                self._now = self._clock.monotonic_ns()
                for command in self._handle(event):
                    self._carry_out(command)
        except BaseException as error:
            self._break(error)
            raise
        finally:
            self._busy = False

    def _carry_out(self, command: Command) -> None:
        match command:
            case RecordFrames():
                self._journal.append_frames(
                    self.end_id, self._now, command.frames, command.inflated
                )
            case Write():
                if self._sender is not None:
                    self._sender.put(self._stage.send(command.data), len(command.data))
            case Record():
                self._journal.append(self.end_id, self._now, command.fact)
            case StartTimer():
                self._timers.start(command.timer, command.ms, self._now)
            case CancelTimer():
                self._timers.cancel(command.timer)
            case TakeReport():
                self._on_report(command.report)
            case CloseNotify() | HalfClose() | CloseTransport() | AbortTransport():
                if self._sender is not None:
                    self._end_tcp(command, self._sender)

            case SetPresence():
                self._set_presence(command.presence)
            case Broadcast():
                if self._on_broadcast is not None:
                    self._on_broadcast(command)

    def _set_presence(self, presence: Presence) -> None:
        sender = self._sender
        if sender is None:
            return
        if presence is Presence.NORMAL:
            sender.reading.go_on(Why.PRESENCE)
        else:
            sender.reading.stop(Why.PRESENCE)
        if presence is Presence.VANISHED:
            sender.hold()
        else:
            sender.release()

    def _end_tcp(
        self, command: CloseNotify | HalfClose | CloseTransport | AbortTransport, sender: Sender
    ) -> None:
        if isinstance(command, AbortTransport):
            self._take(self._stage.cut_sending())
            sender.abort()
            return
        is_bare = isinstance(command, HalfClose | CloseTransport) and command.bare
        self._take(self._stage.cut_sending() if is_bare else self._stage.end_sending())
        if isinstance(command, HalfClose):
            sender.end()
        elif isinstance(command, CloseTransport):
            sender.close()

    def _on_timer(self, timer: Timer) -> None:
        self._feed(TimerFired(timer))

    def _break(self, error: BaseException) -> None:
        """Our own code failed: say so, and leave no half-living connection behind."""
        self._broken = True
        self._events.clear()
        self.record(note(text("link.defect", error=repr(error))))
        if self._sender is not None:
            self._sender.abort()

    # -- the end --------------------------------------------------------------------------------

    def _end(self, lost: TransportLost) -> None:
        """Let the endpoint know, and let go of everything."""
        try:
            if self._sender is not None:
                self._sender.lost()
            self._feed(lost)
        finally:
            if self._broken:
                self._record_end()
            self.over = True
            self._timers.cancel_all()
            self._transport = None
            self._sender = None
            self._buffer.drop()
            self._journal.finish(self.end_id)
            on_over, self._on_over = self._on_over, None
            if on_over is not None:
                on_over(self)

    def _record_end(self) -> None:
        """Say for an endpoint with a defect that it is over, as the table of phases has it."""
        phase = next_phase(self._endpoint.phase, Trigger.LOST)
        standing = self._journal.lifelines.now(self.end_id)
        if standing is None or standing.phase is not phase:
            self.record(entered(phase))

    def _why_lost(self, exc: Exception | None) -> TransportLost:
        """Tell a reset by the peer from other errors, and both from our own closing."""
        error = exc if isinstance(exc, OSError) else None
        if exc is None and self._transport is not None and self._sender is not None:
            # After our close, or the peer's FIN, nobody reads any more: of a reset that comes then
            # the system alone knows.
            pending = self._transport.get_extra_info("socket").getsockopt(
                socket.SOL_SOCKET, socket.SO_ERROR
            )
            error = OSError(pending, os.strerror(pending)) if pending else self._sender.error
        if error is None:
            return TransportLost(error="" if exc is None else str(exc))
        return TransportLost(error.errno in _RESETS, error.strerror or str(error))
