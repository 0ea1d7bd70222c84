from __future__ import annotations

import asyncio
import contextvars
import os
import signal
import socket
import threading
import time

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, QTimerEvent

from wsinspector.app.event_loop import InspectorEventLoop


class CountingTimers(QObject):
    """Counts how often Qt serves a zero timer of somebody else."""

    def __init__(self) -> None:
        super().__init__()
        self.served = 0
        self.timer = self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:
        self.served += 1


def spend_a_millisecond() -> None:
    """Keep the loop busy for so long."""
    ends = time.perf_counter() + 0.001
    while time.perf_counter() < ends:
        pass


def live_timers(loop: asyncio.AbstractEventLoop) -> int:
    assert isinstance(loop, InspectorEventLoop)
    return len(loop._scheduled)


# -- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delay", [0.0004, 0.001, 0.0099, 0.05, 0.3])
async def test_a_timer_is_never_early_and_hardly_late(delay: float) -> None:
    loop = asyncio.get_running_loop()
    due = loop.time() + delay
    came = loop.create_future()
    handle = loop.call_at(due, lambda: came.set_result(loop.time()))
    assert handle.when() == due
    assert 0 <= await came - due < 0.1


async def test_timers_come_in_the_order_of_their_deadlines() -> None:
    loop = asyncio.get_running_loop()
    order: list[int] = []
    done = asyncio.Event()
    for delay in (30, 10, 20, 1, 2):
        loop.call_later(delay / 1000, order.append, delay)
    loop.call_later(0.031, done.set)
    await done.wait()
    assert order == [1, 2, 10, 20, 30]


async def test_a_nearer_deadline_overtakes_the_one_that_was_waited_for() -> None:
    loop = asyncio.get_running_loop()
    far = loop.call_later(60, lambda: None)
    async with asyncio.timeout(5):
        await asyncio.sleep(0.001)
    far.cancel()


async def test_a_cancelled_nearest_timer_does_not_hide_the_next() -> None:
    loop = asyncio.get_running_loop()
    came = asyncio.Event()
    loop.call_later(0.001, pytest.fail).cancel()
    loop.call_later(0.002, came.set)
    async with asyncio.timeout(5):
        await came.wait()


async def test_unused_timeouts_do_not_pile_up() -> None:
    loop = asyncio.get_running_loop()
    before = live_timers(loop)
    ready = asyncio.Event()
    ready.set()
    for _ in range(5_000):
        async with asyncio.timeout(60):
            await ready.wait()
    assert live_timers(loop) - before < 200


# -- order and contexts --------------------------------------------------------------------------


async def test_sleep_zero_is_first_come_first_served() -> None:
    order: list[str] = []

    async def speak(name: str) -> None:
        for turn in range(3):
            order.append(f"{name}{turn}")
            await asyncio.sleep(0)

    await asyncio.gather(speak("a"), speak("b"), speak("c"))
    assert order == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]


async def test_a_spinning_task_leaves_qt_its_turn() -> None:
    timers = CountingTimers()
    for _ in range(200):
        await asyncio.sleep(0)
    timers.killTimer(timers.timer)
    assert timers.served > 50


async def test_many_callbacks_at_once_leave_qt_its_turn() -> None:
    loop = asyncio.get_running_loop()
    timers = CountingTimers()
    order: list[int] = []

    def work(number: int) -> None:
        spend_a_millisecond()
        order.append(number)

    for number in range(60):
        loop.call_soon(work, number)
    while len(order) < 60:
        await asyncio.sleep(0)
    timers.killTimer(timers.timer)
    assert order == list(range(60))
    assert timers.served >= 10


async def test_contexts_are_kept() -> None:
    loop = asyncio.get_running_loop()
    name: contextvars.ContextVar[str] = contextvars.ContextVar("name", default="nobody")
    context = contextvars.copy_context()
    context.run(name.set, "somebody")
    heard: asyncio.Queue[str] = asyncio.Queue()

    def tell() -> None:
        heard.put_nowait(name.get())

    loop.call_soon(tell, context=context)
    loop.call_later(0.001, tell, context=context)
    loop.call_soon_threadsafe(tell, context=context)
    loop.call_soon(tell)
    told = [await heard.get() for _ in range(4)]
    assert sorted(told) == ["nobody", "somebody", "somebody", "somebody"]


async def test_an_exception_in_a_callback_reaches_the_handler_and_stops_nobody(aio) -> None:
    loop = asyncio.get_running_loop()
    came = asyncio.Event()
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(came.set)
    await came.wait()
    assert [type(context["exception"]) for context in aio.errors] == [ZeroDivisionError]
    aio.errors.clear()


# -- threads and signals -------------------------------------------------------------------------


async def test_call_soon_threadsafe_wakes_a_sleeping_loop() -> None:
    loop = asyncio.get_running_loop()
    heard = loop.create_future()

    def speak() -> None:
        loop.call_soon_threadsafe(lambda: heard.set_result(threading.current_thread().name))

    threading.Thread(target=speak, name="other").start()
    async with asyncio.timeout(5):
        assert await heard == threading.current_thread().name


def test_a_thread_that_wakes_a_loop_may_be_slower_than_its_end(qapp) -> None:
    for _ in range(300):
        with asyncio.Runner(loop_factory=lambda: InspectorEventLoop(qapp)) as runner:

            async def main() -> None:
                loop = asyncio.get_running_loop()
                heard = asyncio.Event()
                threading.Thread(target=loop.call_soon_threadsafe, args=(heard.set,)).start()
                await heard.wait()

            runner.run(main())
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def test_jobs_run_in_plain_threads() -> None:
    assert await asyncio.to_thread(threading.current_thread) is not threading.current_thread()
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 / 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no add_signal_handler")
async def test_signals_are_heard() -> None:
    loop = asyncio.get_running_loop()
    heard = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, heard.set)
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        async with asyncio.timeout(5):
            await heard.wait()
    finally:
        loop.remove_signal_handler(signal.SIGUSR1)


# -- nested Qt loops -----------------------------------------------------------------------------


async def test_a_nested_qt_loop_inside_a_task_stops_no_other() -> None:
    """As a menu or a drag does it: the other task is served meanwhile and afterwards."""
    inside = QEventLoop()
    turns: list[str] = []

    async def other() -> None:
        for turn in range(6):
            turns.append("other")
            if turn == 3:
                inside.quit()
            await asyncio.sleep(0.001)

    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    me = asyncio.current_task()
    turns.append("in")
    inside.exec()
    turns.append("out")
    assert asyncio.current_task() is me
    await task
    assert turns == ["other", "in", "other", "other", "other", "out", "other", "other"]


async def test_sockets_are_served_in_a_nested_qt_loop_inside_a_task(eventually) -> None:
    server, ours, theirs = await echo_pair()
    inside = QEventLoop()

    async def leave_when_heard() -> None:
        await eventually(lambda: theirs.heard >= 5)
        inside.quit()

    leaving = asyncio.create_task(leave_when_heard())
    ours.transport.write(b"hello")
    inside.exec()
    await leaving
    ours.transport.abort()
    await asyncio.gather(ours.lost, theirs.lost)
    server.close()
    await server.wait_closed()


async def test_callbacks_that_were_ready_run_in_a_nested_qt_loop() -> None:
    inside = QEventLoop()
    loop = asyncio.get_running_loop()
    loop.call_soon(inside.exec)
    loop.call_soon(inside.quit)
    ran = asyncio.Event()
    loop.call_soon(ran.set)
    async with asyncio.timeout(5):
        await ran.wait()


async def test_a_slot_may_start_what_a_task_waits_for() -> None:
    heard = asyncio.Event()
    QTimer.singleShot(1, heard.set)
    async with asyncio.timeout(5):
        await heard.wait()


# -- sockets -------------------------------------------------------------------------------------


class Echo(asyncio.Protocol):
    """Sends back what comes, and counts the bytes."""

    def __init__(self) -> None:
        self.heard = 0
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard += len(data)
        self.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set_result(exc)


async def echo_pair() -> tuple[asyncio.Server, Echo, Echo]:
    loop = asyncio.get_running_loop()
    accepted: asyncio.Queue[Echo] = asyncio.Queue()

    def accept() -> Echo:
        echo = Echo()
        accepted.put_nowait(echo)
        return echo

    server = await loop.create_server(accept, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    _, ours = await loop.create_connection(Echo, host, port)
    return server, ours, await accepted.get()


async def test_a_flooded_socket_starves_neither_timers_nor_tasks() -> None:
    server, ours, theirs = await echo_pair()
    timers = CountingTimers()
    ours.transport.write(bytes(16_384))
    for _ in range(100):
        await asyncio.sleep(0.0005)
    timers.killTimer(timers.timer)
    assert timers.served > 100
    assert theirs.heard > 1_000_000
    ours.transport.abort()
    await asyncio.gather(ours.lost, theirs.lost)
    server.close()
    await server.wait_closed()


async def test_many_sockets_at_once_leave_qt_its_turn_and_each_has_its_own() -> None:
    loop = asyncio.get_running_loop()
    pairs = [socket.socketpair() for _ in range(60)]
    order: list[int] = []

    def read(number: int) -> None:
        spend_a_millisecond()
        order.append(number)
        if len(order) > 150:
            pairs[number][0].recv(1)

    for number, (ours, theirs) in enumerate(pairs):
        theirs.send(b"x")
        loop.add_reader(ours.fileno(), read, number)
    timers = CountingTimers()
    while len(order) < 150:
        await asyncio.sleep(0)
    timers.killTimer(timers.timer)
    assert timers.served >= 25
    assert max(order[:150].count(number) for number in range(60)) <= 5
    assert set(order[:150]) == set(range(60))
    for ours, theirs in pairs:
        loop.remove_reader(ours.fileno())
        ours.close()
        theirs.close()


async def test_a_socket_given_up_while_it_waits_for_its_place_is_not_read() -> None:
    loop = asyncio.get_running_loop()
    pairs = [socket.socketpair() for _ in range(10)]
    read: list[int] = []

    def give_up_the_others(number: int) -> None:
        read.append(number)
        for _ in range(5):
            spend_a_millisecond()
        for ours, _ in pairs:
            loop.remove_reader(ours.fileno())

    for number, (ours, theirs) in enumerate(pairs):
        theirs.send(b"x")
        loop.add_reader(ours.fileno(), give_up_the_others, number)
    await asyncio.sleep(0.02)
    assert len(read) == 1
    for pair in pairs:
        for each in pair:
            each.close()


async def test_reading_may_be_paused_and_taken_up_again(eventually) -> None:
    server, ours, theirs = await echo_pair()
    theirs.transport.pause_reading()
    ours.transport.write(b"hello")
    for _ in range(20):
        await asyncio.sleep(0)
    assert theirs.heard == 0
    theirs.transport.resume_reading()
    await eventually(lambda: theirs.heard >= 5)
    ours.transport.abort()
    await asyncio.gather(ours.lost, theirs.lost)
    server.close()
    await server.wait_closed()


async def test_connections_that_come_together_are_accepted_one_by_one() -> None:
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        first = asyncio.create_task(loop.sock_accept(listener))
        await asyncio.sleep(0)  # it waits for the socket now
        clients = [socket.create_connection(listener.getsockname()) for _ in range(3)]
        accepted = [await first, *[await loop.sock_accept(listener) for _ in range(2)]]
        assert [address for _, address in accepted] == [it.getsockname() for it in clients]
        for connection in [*clients, *(connection for connection, _ in accepted)]:
            connection.close()


async def test_a_full_send_buffer_drains() -> None:
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    for side in (left, right):
        side.setblocking(False)
    size = 8_000_000
    sending = asyncio.create_task(loop.sock_sendall(left, bytes(size)))
    heard = 0
    while heard < size:
        heard += len(await loop.sock_recv(right, 1 << 20))
    await sending
    left.close()
    assert await loop.sock_recv(right, 1) == b""
    right.close()


# -- the end -------------------------------------------------------------------------------------


def test_a_closed_loop_refuses_and_leaves_no_timer(qapp) -> None:
    loop = InspectorEventLoop(qapp)
    loop.call_later(60, lambda: None)
    loop.call_soon(lambda: None)
    loop.close()
    loop.close()
    assert loop.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon(print)
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)


def test_a_runner_runs_it(qapp) -> None:
    async def main() -> str:
        return await asyncio.to_thread(lambda: "done")

    with asyncio.Runner(loop_factory=lambda: InspectorEventLoop(qapp)) as runner:
        assert runner.run(main()) == "done"
