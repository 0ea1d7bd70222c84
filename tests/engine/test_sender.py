"""The way out: backlog, back-pressure, what was handed to the kernel and what was dropped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest

from tests.engine.test_connector import details_of
from tests.engine.test_link import all_over, both_ends
from tests.support.raw_peer import RawPeer, connected
from tests.support.until import entries, story, until
from wsinspector.engine.link import Link
from wsinspector.engine.sender import Sender
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.exchange import ApiClose, EndTcp, SendMessage, TcpEnd
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.settings import CLIENT_DEFLATE, CLOSE_REPLY_MS, TCP_END_MS


async def stuck(bench: Workbench, peer: RawPeer, size: int = 8 * 1024 * 1024) -> Link:
    """A server end that has more to send than the kernel takes."""
    await peer.open_as_client()
    link = bench.server.links[1]
    link.wish(SendMessage(bytes(size), is_text=False))
    await until(bench.journal, lambda: "server QUEUE" in story(bench.journal))
    return link


async def test_a_backlog_is_recorded_until_it_is_gone(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    size = 8 * 1024 * 1024
    async with connected(listening.port, receive_buffer=65536) as peer:
        await stuck(bench, peer, size)
        end = bench.journal.end(1)
        assert end.handed < end.sent == 129 + 10 + size
        assert len(await peer.read(10 + size)) == 10 + size
        await until(bench.journal, lambda: end.handed == end.sent)
        marks = details_of(bench, Kind.QUEUE, 1)
        assert marks[0]["handed"] < end.sent
        assert marks[-1] == {"handed": end.sent}


async def test_while_a_backlog_lasts_its_progress_is_told(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port, receive_buffer=65536) as peer:
        await stuck(bench, peer)
        before = bench.journal.end(1).handed
        await peer.read(3 * 1024 * 1024)
        await until(bench.journal, lambda: bench.journal.end(1).handed > before)
        assert bench.journal.end(1).handed < bench.journal.end(1).sent


async def test_an_end_that_cannot_send_stops_reading_and_says_so(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    size = 16 * 1024 * 1024  # the system itself takes some megabytes
    async with connected(listening.port, receive_buffer=65536) as peer:
        await stuck(bench, peer, size)
        await until(
            bench.journal, lambda: "server NOTE link.reading-paused" in story(bench.journal)
        )
        await peer.send_frame(1, b"unread", masked=True)
        peer.fin()
        await peer.read(10 + size)
        await until(
            bench.journal, lambda: "server NOTE link.reading-resumed" in story(bench.journal)
        )
        await until(bench.journal, lambda: "server TEXT received" in story(bench.journal))
        await all_over(bench)
    lines = story(bench.journal)
    resumed = lines.index("server NOTE link.reading-resumed")
    assert resumed < lines.index("server TEXT received") < lines.index("server FIN received")


async def test_a_reset_drops_what_was_queued_and_says_how_much(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port, receive_buffer=65536) as peer:
        link = await stuck(bench, peer)
        link.wish(EndTcp(TcpEnd.RST))
        await all_over(bench)
        end = bench.journal.end(1)
        assert details_of(bench, Kind.QUEUE, 1)[-1] == {"handed": end.handed, "dropped": end.sent}
        assert 0 < end.handed < end.sent
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()
        assert len(peer.received) <= end.handed


async def test_a_peer_that_resets_drops_our_queue_too(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port, receive_buffer=65536) as peer:
        await stuck(bench, peer)
        peer.rst()
    await all_over(bench)
    assert "server RST received" in story(bench.journal)
    end = bench.journal.end(1)
    assert details_of(bench, Kind.QUEUE, 1)[-1] == {"handed": end.handed, "dropped": end.sent}


async def test_our_fin_waits_for_the_queue(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port, receive_buffer=65536) as peer:
        link = await stuck(bench, peer)
        link.wish(EndTcp(TcpEnd.FIN))
        assert "server FIN sent" not in story(bench.journal)
        size = len(await peer.read_eof())
        await until(bench.journal, lambda: "server FIN sent" in story(bench.journal))
        assert 129 + size == bench.journal.end(1).sent


async def test_a_close_that_cannot_leave_is_given_up_in_time(bench: Workbench):
    bench.settings.set(CLOSE_REPLY_MS, 10)
    bench.settings.set(TCP_END_MS, 10)
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port, receive_buffer=65536) as peer:
        link = await stuck(bench, peer)
        link.wish(ApiClose(1000))
        await all_over(bench)
    lines = story(bench.journal)
    assert "server TIMEOUT close-reply" in lines
    assert "server RST sent" in lines
    assert "dropped" in details_of(bench, Kind.QUEUE, 1)[-1]


@pytest.mark.limit(30)
async def test_a_large_message_comes_back_whole(bench: Workbench):
    bench.settings.set(CLIENT_DEFLATE, False)  # else it is not large on the wire
    client = await both_ends(bench)
    size = 12 * 1024 * 1024
    client.wish(SendMessage(b"x" * size, is_text=True))
    await until(bench.journal, lambda: "client API message" in story(bench.journal), 20)
    (*_, echo) = [entry for entry in entries(bench.journal, 1) if entry.kind is Kind.TEXT]
    assert bench.journal.payload(echo.id) == b"x" * size


# -- with a transport of our own making ------------------------------------------------------------


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0

    def monotonic_ns(self) -> int:
        return self.now

    def wall_ns(self) -> int:
        return self.now


class Narrow(asyncio.Transport):
    """A transport that takes so many bytes and then no more, until it is drained.

    If it is broken, it takes nothing and closes itself at the first write.
    """

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room
        self.taken = b""
        self.kept = b""
        self.calls: list[str] = []
        self.broken = False
        self.closing = False
        self.clog: Callable[[], None] = lambda: None

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self.broken:
            self.closing = True
            return
        data = bytes(data)
        self.taken += data[: self.room]
        self.kept = data[self.room :]
        self.room -= len(data) - len(self.kept)
        if self.kept:
            self.clog()

    def get_write_buffer_size(self) -> int:
        return len(self.kept)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        assert high == 0

    def is_closing(self) -> bool:
        return self.closing

    def pause_reading(self) -> None:
        self.calls.append("pause")

    def resume_reading(self) -> None:
        self.calls.append("resume")

    def write_eof(self) -> None:
        self.calls.append("eof")

    def close(self) -> None:
        self.calls.append("close")

    def abort(self) -> None:
        self.calls.append("abort")

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self if name == "socket" else default

    def setsockopt(self, level: int, name: int, value: bytes) -> None:
        assert (level, name) == (socket.SOL_SOCKET, socket.SO_LINGER)
        self.calls.append("linger")


class Told:
    """What a sender tells."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.handed: list[int] = []
        self.fins = 0

    def record(self, fact: Fact) -> None:
        self.facts.append(fact)

    def report_handed(self, offset: int) -> None:
        self.handed.append(offset)

    def fin_sent(self) -> None:
        self.fins += 1


def narrow(room: int, queue_bytes: int = 1000) -> tuple[Sender, Narrow, Told, Clock]:
    transport, told, clock = Narrow(room), Told(), Clock()
    sender = Sender(transport, queue_bytes, clock, told)
    transport.clog = sender.clog
    return sender, transport, told, clock


def drain(sender: Sender, transport: Narrow, room: int) -> None:
    """The kernel takes what the transport kept, and some more."""
    transport.taken += transport.kept
    transport.kept = b""
    transport.room = room
    sender.unclog()
    sender.flush()


async def test_what_comes_after_the_queue_waits_for_it():
    sender, transport, told, _ = narrow(room=3)
    sender.put(b"abcdef", 6)
    sender.close()
    sender.flush()
    assert transport.calls == []
    drain(sender, transport, room=10)
    assert transport.taken == b"abcdef"
    assert transport.calls == ["eof", "close"]
    assert told.fins == 1
    sender.abort()
    sender.flush()
    assert transport.calls == ["eof", "close"]
    sender.lost()


async def test_an_abort_says_what_the_kernel_has_and_what_it_never_gets():
    sender, transport, told, _ = narrow(room=3)
    sender.put(b"abcdef", 6)
    sender.flush()
    sender.put(b"ghi", 3)
    sender.abort()
    assert transport.calls == ["linger", "abort"]
    assert told.facts[-1].details == {"handed": 3, "dropped": 9}
    sender.lost()
    assert len(told.facts) == 2


@pytest.mark.parametrize("size", [4, 5_000_000])
async def test_a_write_that_fails_is_followed_by_nothing(size: int):
    sender, transport, told, _ = narrow(room=10_000_000)
    transport.broken = True
    sender.put(bytes(size), size)
    sender.close()
    sender.flush()
    assert transport.calls == []
    assert told.fins == 0
    assert told.facts == []
    sender.lost()
    assert [fact.details for fact in told.facts] == [{"handed": 0, "dropped": size}]


async def test_what_is_put_after_our_fin_is_dropped_and_said():
    sender, transport, told, _ = narrow(room=100)
    sender.end()
    sender.flush()
    sender.put(b"late", 4)
    sender.flush()
    sender.lost()
    assert transport.taken == b""
    assert told.facts[-1].details == {"handed": 0, "dropped": 4}


async def test_a_backlog_that_comes_and_goes_is_told_at_most_thirty_times_a_second():
    sender, transport, told, clock = narrow(room=0)
    for _ in range(1000):
        clock.now += 1_000_000
        sender.put(b"ab", 2)
        sender.flush()
        drain(sender, transport, room=0 if transport.kept else 1)
        drain(sender, transport, room=1)
    queue = [fact for fact in told.facts if fact.kind is Kind.QUEUE]
    assert 2 <= len(queue) <= 2 * 31
    assert transport.taken == b"ab" * 1000
    assert max(told.handed) == 2000
    sender.lost()


async def test_reading_pauses_at_the_limit_and_resumes_at_a_quarter():
    sender, transport, _, _ = narrow(room=0, queue_bytes=100)
    sender.put(bytes(99), 99)
    sender.flush()
    assert transport.calls == []
    sender.put(bytes(1), 1)
    sender.flush()
    assert transport.calls == ["pause"]
    drain(sender, transport, room=0)
    assert transport.calls == ["pause", "resume"]
    sender.lost()
