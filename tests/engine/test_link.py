"""Links: what is recorded of the two directions of TCP, at one end and at both."""

from __future__ import annotations

import asyncio
import errno
import gc
import weakref

import pytest

from tests.engine.test_connector import details_of
from tests.support.raw_peer import connected, listening
from tests.support.until import entries, story, until
from wsinspector.engine.client import Client
from wsinspector.engine.link import Link
from wsinspector.engine.stage import PlainStage
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
    ApiClose,
    Event,
    SendMessage,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Phase, Role


async def both_ends(bench: Workbench) -> Client:
    """A client in OPEN at the embedded server, which is end 2 and in OPEN too."""
    listening = await bench.server.start("127.0.0.1", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: story(bench.journal).count("client API open") == 1)
    return client


async def all_over(bench: Workbench) -> None:
    await until(bench.journal, lambda: all(end.over for end in bench.journal.table.ends[1:]))


def since_open(bench: Workbench, end: int) -> list[str]:
    lines = story(bench.journal, end)
    (opened,) = [at for at, line in enumerate(lines) if line.endswith("API open")]
    return lines[opened + 1 :]


def rows(bench: Workbench) -> list[str]:
    """The rows of the timeline, each with whether it was seen at the other end too."""
    journal = bench.journal
    told = story(journal)
    return [
        told[entry] + (" +" if journal.mate(entry) is not None else "")
        for entry in journal.rows.entries
    ]


# -- handshakes with both ends in view ------------------------------------------------------------


async def test_a_closing_handshake_begun_by_the_client(bench: Workbench):
    client = await both_ends(bench)
    first = len(bench.journal.rows)
    client.wish(ApiClose(1000, b"done"))
    await all_over(bench)
    assert rows(bench)[first:] == [
        "client CLOSE sent +",
        "server CLOSE sent +",
        "server FIN sent +",
        "client FIN sent +",
        "client API close",
        "server API close",
    ]
    assert since_open(bench, client.end_id) == [
        "client CALL close",
        "client CLOSE sent",
        "client STATE close-sent",
        "client CLOSE received",
        "client STATE both-closed",
        "client FIN received",
        "client STATE both-closed.fin-received",
        "client FIN sent",
        "client STATE closed.clean",
        "client API close",
    ]
    assert since_open(bench, 2) == [
        "server CLOSE received",
        "server STATE close-received",
        "server CLOSE sent",
        "server STATE both-closed",
        "server FIN sent",
        "server STATE both-closed.fin-sent",
        "server FIN received",
        "server STATE closed.clean",
        "server API close",
    ]


async def test_a_closing_handshake_begun_by_the_server(bench: Workbench):
    client = await both_ends(bench)
    first = len(bench.journal.rows)
    bench.server.wish(client.connection_id, ApiClose(1001, "再见".encode()))
    await all_over(bench)
    assert rows(bench)[first:] == [
        "server CLOSE sent +",
        "client CLOSE sent +",
        "server FIN sent +",
        "client FIN sent +",
        "client API close",
        "server API close",
    ]
    for end in (client.end_id, 2):
        (*_, close) = details_of(bench, Kind.API, end)
        assert (close["code"], close["reason"], close["wasClean"]) == (1001, "再见", True)


async def test_a_frame_is_one_row_with_both_times(bench: Workbench):
    client = await both_ends(bench)
    first = len(bench.journal)
    client.wish(SendMessage(b"once", is_text=True))
    await until(bench.journal, lambda: "client API message" in story(bench.journal))
    journal = bench.journal
    sent = [entry for entry in entries(journal)[first:] if entry.kind is Kind.TEXT and entry.sent]
    for entry in sent:
        other = journal.entry(journal.mate(entry.id))
        assert other.sent is False
        assert (other.start, other.size) == (entry.start, entry.size)
        assert other.time_ns >= entry.time_ns
        assert journal.payload(entry.id) == journal.payload(other.id)
        assert journal.inflated(entry.id) is journal.inflated(other.id)
        assert journal.inflated(entry.id) == b"once"
    assert len(sent) == 2
    assert rows(bench)[-3:] == ["client TEXT sent +", "server TEXT sent +", "client API message"]


async def test_times_never_go_back(bench: Workbench):
    client = await both_ends(bench)
    for size in (0, 125, 126, 65536, 1_000_000):
        client.wish(SendMessage(bytes(size), is_text=False))
    client.wish(ApiClose())
    await all_over(bench)
    times = [entry.time_ns for entry in entries(bench.journal)]
    assert times == sorted(times)


# -- hostile input ---------------------------------------------------------------------------------


async def test_a_frame_that_declares_two_to_the_63_costs_nothing(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    for length in (2**63 - 1, 2**63, 2**64 - 1):
        async with connected(listening.port) as peer:
            await peer.open_as_client()
            await peer.send(b"\x82\xff" + length.to_bytes(8, "big") + b"mask" + b"z" * 100)
            answer = await peer.read_eof()
            assert answer[0] == 0x88
            assert int.from_bytes(answer[2:4], "big") in (1002, 1009)
    await all_over(bench)


async def test_garbage_does_no_harm(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    for garbage in (b"\0" * 70_000, b"\r\n" * 40_000, bytes(range(256)) * 300, b"GET"):
        async with connected(listening.port) as peer:
            await peer.send(garbage)
            peer.fin()
            try:
                await peer.read_eof()
            except ConnectionResetError:
                pass  # fair: it went on sending after we had answered
    await all_over(bench)
    assert "server API open" not in story(bench.journal)


async def test_one_byte_at_a_time(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        for byte in b"\x81\x85mask" + bytes(a ^ b for a, b in zip(b"hello", b"maskm", strict=True)):
            await peer.send(bytes([byte]))
            await asyncio.sleep(0)
        assert await peer.read(7) == b"\x81\x05hello"


# -- our own side ----------------------------------------------------------------------------------


class Broken(Endpoint):
    """An endpoint with a defect of ours."""

    def handle(self, event: Event):
        if isinstance(event, SendMessage):
            raise LookupError("planted")
        return super().handle(event)


def broken_link(bench: Workbench) -> Link:
    end = bench.journal.open_end(EndKind.SERVER, bench.clock.monotonic_ns())
    endpoint = Broken(Role.SERVER, ServerPolicy(), Behaviour(), Limits(), bytes)
    return Link(end, endpoint, PlainStage(), bench.journal, bench.clock, queue_bytes=2**20)


async def test_a_defect_of_our_own_ends_the_connection_and_is_not_swallowed(bench: Workbench, aio):
    link = broken_link(bench)
    async with listening() as listener:
        await aio.loop.create_connection(lambda: link, "127.0.0.1", listener.port)
        peer = await listener.accept()
        with pytest.raises(LookupError):
            link.wish(SendMessage(b"", is_text=True))
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()
        await all_over(bench)
    assert story(bench.journal)[-2:] == [
        "server NOTE link.defect",
        "server STATE closed.never-opened",
    ]
    assert link.over


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0

    def monotonic_ns(self) -> int:
        return self.now

    def wall_ns(self) -> int:
        return self.now


async def test_one_read_takes_no_longer_than_a_window_can_wait():
    clock = HandClock()
    journal = Journal()
    cost = 0

    class Costly(Endpoint):
        def handle(self, event: Event):
            clock.now += cost
            return []

    endpoint = Costly(Role.SERVER, ServerPolicy(), Behaviour(), Limits(), bytes)
    end = journal.open_end(EndKind.SERVER, 0)
    link = Link(end, endpoint, PlainStage(), journal, clock, queue_bytes=2**20)

    def read(count: int | None = None) -> int:
        buffer = link.get_buffer(-1)
        link.buffer_updated(len(buffer) if count is None else count)
        return len(link.get_buffer(-1)) // 1024

    assert [read() for _ in range(6)] == [32, 64, 128, 256, 256, 256]
    assert read(100_000) == 256
    cost = 1_000_000
    assert read() == 256
    cost = 4_000_000
    assert read() == 16
    assert read() == 12
    cost = 60_000_000
    assert [read() for _ in range(2)] == [2, 2]
    cost = 0
    assert [read() for _ in range(4)] == [4, 8, 16, 32]
    assert read(10) == 16


async def test_nothing_of_a_link_is_left_when_it_is_over(bench: Workbench):
    client = await both_ends(bench)
    link = weakref.ref(bench.server.link_of(client.connection_id))
    client.disconnect()
    await all_over(bench)
    await client.wait_over()
    gc.collect()
    assert link() is None


@pytest.mark.parametrize(
    "error, reset, words",
    [
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), True, "reset by peer"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), True, "Broken pipe"),
        (TimeoutError(errno.ETIMEDOUT, "Connection timed out"), False, "timed out"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), False, "No route"),
    ],
)
async def test_the_words_of_the_system_are_kept(
    bench: Workbench, aio, error: OSError, reset: bool, words: str
):
    link = broken_link(bench)
    async with listening() as listener:
        transport, _ = await aio.loop.create_connection(lambda: link, "127.0.0.1", listener.port)
        transport._fatal_error(error)  # what the transport does when the system fails it
        await all_over(bench)
    lines = story(bench.journal)
    assert ("server RST received" in lines) is reset
    told = [bench.journal.details(at) for at in range(len(lines))]
    assert any(words in str(details) for details in told)
    assert link.phase is Phase.NEVER_OPENED
