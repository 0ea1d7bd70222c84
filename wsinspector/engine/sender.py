"""The way out of one connection: what was queued, handed to the kernel, and dropped."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from typing import TYPE_CHECKING, Protocol

from wsinspector.engine.reading_gate import ReadingGate, Why
from wsinspector.engine.send_queue import SendQueue
from wsinspector.protocol.facts import Fact, Kind, note
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock

_PIECE_BYTES = 256 * 1024
_REPORT_S = 1 / 30
_REPORT_NS = 1_000_000_000 // 30
# SO_LINGER on, for no time: closing resets the connection. Windows has shorter fields.
_RESET_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


def reset_on_close(sock: _OptionSetter) -> None:
    """Let the end of this socket be a RST."""
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    except OSError:
        pass  # a connection that is gone cannot be reset


class _OptionSetter(Protocol):
    """A socket, or what a transport shows of its own."""

    def setsockopt(self, level: int, name: int, value: bytes, /) -> None: ...


class Owner(Protocol):
    """Whom a sender tells."""

    def record(self, fact: Fact) -> None:
        """Record a fact of this moment."""
        ...

    def report_handed(self, offset: int) -> None:
        """The kernel has the stream up to this offset."""
        ...

    def fin_sent(self) -> None:
        """Our FIN is out."""
        ...


class Sender:
    """Gives bytes to a transport in pieces, and only while its own buffer is empty.

    The rest waits in a queue of ours. So it is known what the kernel has and what was dropped: to
    the byte while the connection lives, to one piece of 256 KiB when it breaks off while sending.

    A backlog is recorded when it begins and when it is gone, at most thirty times a second. While
    it is large, reading pauses, so that an end takes no more than it can answer.

    Attributes:
        dead: the transport was told to close or has failed; nothing goes out any more.
        error: why it failed, as far as that is known here.
        reading: whether the transport is read.

    Args:
        transport: where the bytes go.
        queue_bytes: backlog from which on reading pauses.
        clock: to see how often backlogs come.
        owner: whom to tell.
    """

    def __init__(
        self, transport: asyncio.Transport, queue_bytes: int, clock: Clock, owner: Owner
    ) -> None:
        transport.set_write_buffer_limits(high=0)
        self.dead = False
        self.error: OSError | None = None
        self.reading = ReadingGate(transport)
        self._is_held = False
        self._transport = transport
        self._queue_bytes = queue_bytes
        self._clock = clock
        self._owner: Owner | None = owner
        self._loop = asyncio.get_running_loop()
        self._queue = SendQueue()
        self._clogged = False
        self._paused = False
        self._fin_wanted = False
        self._fin_out = False
        self._close_wanted = False
        self._backlog = False
        self._noted = False
        self._noted_ns: int | None = None
        self._dropped = 0
        self._reporter: asyncio.TimerHandle | None = None

    @property
    def backlog(self) -> int:
        """How many bytes wait to be handed to the kernel."""
        return self._queue.queued - self._queue.handed

    def hold(self) -> None:
        """Give the transport nothing more; what it has already goes its way."""
        self._is_held = True

    def release(self) -> None:
        """Go on; :meth:`flush` sends what waits."""
        self._is_held = False

    def put(self, wire: bytes, length: int) -> None:
        """Queue bytes; :meth:`flush` sends them.

        Args:
            wire: for the transport.
            length: how many bytes of the stream they carry.
        """
        self._queue.put(wire, length)

    def end(self) -> None:
        """Send our FIN once everything queued is out."""
        self._fin_wanted = True

    def close(self) -> None:
        """Close the transport once everything queued is out, our FIN first."""
        self._fin_wanted = self._close_wanted = True

    def flush(self) -> None:
        """Give the transport what it can take, then do what was to follow that."""
        if self.dead or self._is_held:
            return
        if self._queue.waiting and not self._write():
            return
        if self._queue.waiting or self._clogged:
            self._note_backlog()
            return
        if self._backlog:
            self._note_backlog_gone()
        if self._fin_wanted and not self._fin_out:
            self._send_fin()
        if self._close_wanted and not self.dead:
            self.dead = True
            self._transport.close()

    def abort(self) -> None:
        """Reset the connection; what was queued in the same breath goes to the kernel first."""
        if self.dead:
            return
        if self._queue.waiting and not self._is_held:
            self._write()
        if self._clogged:
            self._queue.note_left(self._transport.get_write_buffer_size())
        self.record_dropped()
        self.dead = True
        reset_on_close(self._transport.get_extra_info("socket"))
        self._transport.abort()

    def record_dropped(self) -> None:
        """Say what will never go out, if there is something."""
        queue = self._queue
        if queue.queued > max(queue.handed, self._dropped):
            self._dropped = queue.queued
            self._record_queue(dropped=queue.queued)

    def lost(self) -> None:
        """The transport is gone."""
        self.dead = True
        self.record_dropped()
        self._owner = None
        if self._reporter is not None:
            self._reporter.cancel()

    def clog(self) -> None:
        """The kernel takes no more."""
        self._clogged = True

    def unclog(self) -> None:
        """The kernel has all that the transport was given."""
        self._clogged = False
        self._queue.note_left(0)

    def _write(self) -> bool:
        """Give the transport what it can take; False if it failed at that."""
        queue, transport = self._queue, self._transport
        while queue.waiting and not self._clogged and not self._fin_out:
            transport.write(queue.take(_PIECE_BYTES))
            if transport.is_closing():  # the write failed, and connection_lost will tell why
                self.dead = True
                return False
            queue.note_left(transport.get_write_buffer_size())
        if not self._backlog:
            self._report_handed()
        return True

    def _send_fin(self) -> None:
        self._fin_out = True
        try:
            self._transport.write_eof()
        except OSError as error:  # the connection is gone already
            self.error = error
            self.dead = True
            self._transport.abort()
        else:
            if self._owner is not None:
                self._owner.fin_sent()

    # -- backlog and back-pressure --------------------------------------------------------------

    def _note_backlog(self) -> None:
        if not self._backlog:
            self._backlog = True
            last = self._noted_ns
            if last is None or self._clock.monotonic_ns() - last >= _REPORT_NS:
                self._note_begin()
            if self._reporter is None:
                self._reporter = self._loop.call_later(_REPORT_S, self._report)
        self._balance()

    def _note_backlog_gone(self) -> None:
        self._backlog = False
        if self._noted:
            self._noted = False
            self._record_queue()
        else:
            self._report_handed()
        self._balance()

    def _report(self) -> None:
        """Thirty times a second while there is a backlog: how far the stream has got."""
        self._reporter = None
        if not self._backlog or self.dead:
            return
        self._reporter = self._loop.call_later(_REPORT_S, self._report)
        self._queue.note_left(self._transport.get_write_buffer_size())
        if self._noted:
            self._report_handed()
        else:  # it began too soon after another to be noted at once
            self._note_begin()
        self._balance()

    def _note_begin(self) -> None:
        self._noted = True
        self._noted_ns = self._clock.monotonic_ns()
        self._record_queue()

    def _balance(self) -> None:
        """Read no faster than the peer reads."""
        backlog = self.backlog
        if not self._paused and backlog >= self._queue_bytes:
            self._paused = True
            self.reading.stop(Why.BACKLOG)
            self._say("link.reading-paused", backlog)
        elif self._paused and backlog <= self._queue_bytes // 4:
            self._paused = False
            self.reading.go_on(Why.BACKLOG)
            self._say("link.reading-resumed", backlog)

    def _say(self, message_id: str, size: int) -> None:
        if self._owner is not None:
            self._owner.record(note(text(message_id, bytes=size)))

    def _record_queue(self, **more: int) -> None:
        if self._owner is not None:
            self._owner.record(Fact(Kind.QUEUE, details={"handed": self._queue.handed, **more}))

    def _report_handed(self) -> None:
        if self._owner is not None:
            self._owner.report_handed(self._queue.handed)
