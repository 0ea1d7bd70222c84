"""The asyncio event loop of the window, driven by Qt.

qasync starts a coarse Qt timer for every callback: timers come up to five percent early, cancelled
ones stay until they are due, and a nested Qt loop inside a task makes other tasks lose their
wake-up. Here asyncio's own queues are kept, and Qt is only asked when to look at them: one zero
timer while callbacks are ready, one precise timer for the nearest deadline.

However much comes at once, Qt gets its turn for timers and painting every few milliseconds.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import qasync
from PySide6.QtCore import QSocketNotifier

from wsinspector.app.event_pump import EventPump

if TYPE_CHECKING:
    from contextvars import Context

    from PySide6.QtCore import QCoreApplication

_TOLERATED_CANCELLED = 64
_SPELL_S = 0.003
"""After this much work Qt gets its turn; what is left waits in the queue of callbacks."""


class InspectorEventLoop(qasync.QEventLoop):
    """asyncio on Qt's event loop, with timers that are precise, never early and few.

    A nested Qt loop (a menu, a drag, a dialog) inside a task is harmless: the loop steps out of
    that task while it runs the others.

    Args:
        app: the application whose event loop is to be used.
    """

    # asyncio's queues, as its base class makes them.
    _ready: deque[asyncio.Handle]
    _scheduled: list[Any]  # TimerHandles, with attributes that typeshed leaves out
    _timer_cancelled_count: int

    # asyncio's own, where qasync has replaced them: they end up in the three methods below.
    call_soon = asyncio.BaseEventLoop.call_soon
    call_later = asyncio.BaseEventLoop.call_later
    run_in_executor = asyncio.BaseEventLoop.run_in_executor
    set_default_executor = asyncio.BaseEventLoop.set_default_executor

    def __init__(self, app: QCoreApplication) -> None:
        self._pump = EventPump(self.turn, app)
        self._spent = 0.0
        self._readers: dict[int, _Watch] = {}
        self._writers: dict[int, _Watch] = {}
        super().__init__(app)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run ``callback`` at the loop's time ``when``, seconds, or shortly after, never before."""
        timer: asyncio.TimerHandle = asyncio.BaseEventLoop.call_at(
            self, when, callback, *args, context=context
        )
        self._forget_cancelled()
        self._pump.expect(when, self.time())
        return timer

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """Run ``callback`` in the thread of the loop; may be called from any thread."""
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._pump.woken.emit()
        return handle

    def close(self) -> None:
        """Release everything; the loop cannot be used again."""
        if self.is_closed():
            return
        super().close()
        self._pump.stop()
        for watch in [*self._readers.values(), *self._writers.values()]:
            watch.discard()
        self._readers.clear()
        self._writers.clear()

    # -- what asyncio asks of a loop ------------------------------------------------------------

    def _call_soon(
        self, callback: Callable[..., object], args: tuple[object, ...], context: Context | None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._pump.kick()
        return handle

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Queue a handle that asyncio has made itself: those of signals come through here."""
        self._ready.append(handle)
        self._pump.kick()
        return handle

    def _add_reader(self, fd: int, callback: Callable[..., object], *args: object) -> _Watch:
        self._check_closed()
        return self._watch(self._readers, QSocketNotifier.Type.Read, fd, callback, args)

    def _remove_reader(self, fd: int) -> bool:
        return self._unwatch(self._readers, fd)

    def _add_writer(self, fd: int, callback: Callable[..., object], *args: object) -> _Watch:
        self._check_closed()
        return self._watch(self._writers, QSocketNotifier.Type.Write, fd, callback, args)

    def _remove_writer(self, fd: int) -> bool:
        return self._unwatch(self._writers, fd)

    # -- turns ----------------------------------------------------------------------------------

    def turn(self) -> None:
        """Run what was due or ready when Qt called; what that brings about waits for the next."""
        self._collect_due()
        self._spent = 0.0
        self.run_ready()
        if not self._ready:
            self._pump.rest()

    def run_ready(self) -> None:
        """Run what is ready now, as far as there is time before Qt gets its turn."""
        ready = self._ready
        for _ in range(len(ready)):
            if not ready or self.is_spent:  # not ready: a nested Qt loop ran them
                break
            handle = ready.popleft()
            if ready:  # for a Qt loop nested inside this callback
                self._pump.kick()
            if not handle.cancelled():
                self.run_handle(handle)
        if ready:
            self._pump.kick()

    @property
    def has_ready(self) -> bool:
        """Whether callbacks wait to be run."""
        return bool(self._ready)

    @property
    def is_busy(self) -> bool:
        """Whether a socket that can be served has to wait for its place in the queue."""
        return self.has_ready or self.is_spent

    @property
    def is_spent(self) -> bool:
        """Whether it is Qt's turn."""
        return self._spent >= _SPELL_S

    def run_handle(self, handle: asyncio.Handle) -> None:
        """Run a callback, called by Qt."""
        began = time.perf_counter()
        try:
            self._run_handle(handle)
        finally:
            self._spent += time.perf_counter() - began

    def _run_handle(self, handle: asyncio.Handle) -> None:
        # A Qt loop nested inside a task calls us while that task is current; asyncio would refuse
        # to enter another ("Cannot enter into task ...") and its wake-up would be lost.
        task = asyncio.current_task(self)
        if task is None:
            handle._run()
            return
        asyncio.tasks._leave_task(self, task)
        try:
            handle._run()
        finally:
            asyncio.tasks._enter_task(self, task)

    def _collect_due(self) -> None:
        scheduled = self._scheduled
        if not scheduled:
            return
        now = self.time()
        while scheduled and (scheduled[0].cancelled() or scheduled[0].when() <= now):
            timer = heapq.heappop(scheduled)
            timer._scheduled = False
            if timer.cancelled():
                self._timer_cancelled_count -= 1
            else:
                self._ready.append(timer)
        if scheduled:
            self._pump.expect(scheduled[0].when(), now)

    def _forget_cancelled(self) -> None:
        """Timeouts that did not happen: drop them once they are the larger part."""
        cancelled = self._timer_cancelled_count
        if cancelled <= _TOLERATED_CANCELLED or cancelled * 2 <= len(self._scheduled):
            return
        kept = []
        for timer in self._scheduled:
            if timer.cancelled():
                timer._scheduled = False
            else:
                kept.append(timer)
        heapq.heapify(kept)
        self._scheduled = kept
        self._timer_cancelled_count = 0

    # -- sockets --------------------------------------------------------------------------------

    def _watch(
        self,
        watches: dict[int, _Watch],
        kind: QSocketNotifier.Type,
        fd: int,
        callback: Callable[..., object],
        args: tuple[object, ...],
    ) -> _Watch:
        self._unwatch(watches, fd)
        handle = asyncio.Handle(callback, args, self, None)
        watches[fd] = watch = _Watch(self, fd, kind, handle)
        return watch

    @staticmethod
    def _unwatch(watches: dict[int, _Watch], fd: int) -> bool:
        watch = watches.pop(fd, None)
        if watch is None:
            return False
        watch.discard()
        return True


class _Watch:
    """A socket that is waited for, in one direction.

    Its callback is run straight from the notifier: Qt gives timers their turn between two rounds of
    sockets, and a detour through the queue of callbacks would halve the rate.
    """

    __slots__ = ("_handle", "_loop", "_notifier")

    def __init__(
        self,
        loop: InspectorEventLoop,
        fd: int,
        kind: QSocketNotifier.Type,
        handle: asyncio.Handle,
    ) -> None:
        self._loop = loop
        self._handle = handle
        self._notifier = QSocketNotifier(fd, kind, loop._pump)
        self._notifier.activated.connect(self._on_activated)

    def cancelled(self) -> bool:
        """Whether it was given up; asyncio asks before it removes a reader."""
        return self._handle.cancelled()

    def discard(self) -> None:
        """Wait no more."""
        self._handle.cancel()
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()

    def _on_activated(self) -> None:
        loop, handle = self._loop, self._handle
        if handle.cancelled():
            return
        if loop.is_busy:
            self._notifier.setEnabled(False)
            loop.call_soon(self._run_late)
            return
        loop.run_handle(handle)
        # asyncio counts on callbacks before the next look at sockets: loop.sock_accept() and its
        # like give up their reader in one, and would be called for a second connection otherwise.
        if loop.has_ready:
            loop.run_ready()

    def _run_late(self) -> None:
        """Its place in the queue has come."""
        if not self._handle.cancelled():
            self._notifier.setEnabled(True)
            self._handle._run()
