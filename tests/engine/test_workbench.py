"""Everything of the engine together, and its end in every phase."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import ExitStack

import pytest

from tests.support.raw_peer import connected, listening
from tests.support.until import story, until
from wsinspector.engine.clock import SystemClock
from wsinspector.engine.name_lookup import Found
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.journal import Journal
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, TcpDuty
from wsinspector.protocol.exchange import ApiClose, EndTcp, SendMessage, TcpEnd
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import JOURNAL_BYTES, Settings


async def shut_down(bench: Workbench, patience: float = 0.05) -> float:
    """Shut down for good; returns how many seconds it took."""
    clock = SystemClock()
    began = clock.monotonic_ns()
    await bench.shutdown(patience)
    assert all(end.over for end in bench.journal.table.ends[1:])
    assert not bench.server.links
    assert not any(client.is_live for client in bench.clients)
    return (clock.monotonic_ns() - began) / 1e9


async def test_a_journal_and_a_clock_can_be_given():
    journal = Journal()
    clock = SystemClock()
    bench = Workbench(Settings(), clock, journal)
    assert bench.journal is journal
    assert bench.clock is clock


async def test_the_journal_begins_now_and_knows_its_limit():
    settings = Settings()
    settings.set(JOURNAL_BYTES, 2**20)
    clock = SystemClock()
    bench = Workbench(settings, clock)
    assert 0 <= clock.monotonic_ns() - bench.journal.start_ns < 1e9
    assert abs(clock.wall_ns() - bench.journal.wall_ns) < 1e9
    assert bench.journal.max_bytes == 2**20


async def test_many_clients_at_one_server(bench: Workbench):
    listening = await bench.server.start("localhost", 0)
    clients = [bench.new_client(f"client {number}") for number in range(20)]
    for client in clients:
        client.connect(listening.url)
    await until(bench.journal, lambda: all(client.phase is Phase.OPEN for client in clients))
    for client in clients:
        client.wish(SendMessage(client.label.encode(), is_text=True))
        client.disconnect()
    await asyncio.gather(*(client.wait_over() for client in clients))
    await until(bench.journal, lambda: not bench.server.links)
    connections = bench.journal.table.connections.values()
    assert len(connections) == 20
    assert all(len(connection.ends) == 2 for connection in connections)
    assert story(bench.journal).count("client STATE closed.clean") == 20


async def test_a_removed_client_says_goodbye(bench: Workbench):
    listening = await bench.server.start("localhost", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    bench.remove_client(client)
    assert bench.clients == []
    await client.wait_over()
    assert "client STATE closed.clean" in story(bench.journal)
    bench.new_client()
    bench.remove_client(bench.clients[0])


async def test_a_removed_client_does_not_wait_for_ever(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.open_as_server()
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        bench.remove_client(client)
        await client.wait_over()
        assert "client RST sent" in story(bench.journal)


async def test_only_programs_outside_are_foreign(bench: Workbench):
    served = await bench.server.start("127.0.0.1", 0)
    own = bench.new_client()
    own.connect(served.url)
    await until(bench.journal, lambda: "server API open" in story(bench.journal))
    assert bench.foreign_connections() == []
    async with listening() as listener, connected(served.port) as visitor:
        outward = bench.new_client()
        outward.connect(listener.url)
        answering = await listener.accept()
        assert bench.foreign_connections() == []  # both have only begun
        await answering.open_as_server()
        await visitor.open_as_client()
        await until(bench.journal, lambda: outward.phase is Phase.OPEN)
        journal = bench.journal
        ours = {end.connection for end in journal.table.ends[1:]} - {own.connection_id}
        assert set(bench.foreign_connections()) == ours
        assert len(ours) == 2
        outward.wish(EndTcp(TcpEnd.RST))
        await outward.wait_over()
        assert outward.connection_id not in bench.foreign_connections()


# -- shutdown in every state -----------------------------------------------------------------------


async def test_shutdown_of_nothing(bench: Workbench):
    assert await shut_down(bench) < 0.5


async def test_shutdown_with_both_ends_open_is_clean(bench: Workbench):
    listening = await bench.server.start("localhost", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: "client API open" in story(bench.journal))
    assert await shut_down(bench, patience=5) < 0.5
    lines = story(bench.journal)
    assert "client STATE closed.clean" in lines
    assert "server STATE closed.clean" in lines


async def test_shutdown_during_a_name_lookup(bench: Workbench):
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    client = bench.new_client()
    client._lookup = silent
    client.connect("ws://somewhere.example/")
    await until(bench.journal, lambda: client.phase is Phase.CONNECTING_DNS)
    assert await shut_down(bench) < 0.5
    release.set()


async def test_shutdown_while_tcp_connects(bench: Workbench):
    async with listening(backlog=0) as listener:
        with ExitStack() as full:
            for _ in range(4):
                filler = full.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", listener.port))
            client = bench.new_client()
            client.connect(listener.url)
            await until(bench.journal, lambda: client.phase is Phase.CONNECTING_TCP)
            assert await shut_down(bench) < 0.5


async def test_a_silent_peer_costs_no_more_than_a_second_and_a_half(bench: Workbench):
    served = await bench.server.start("127.0.0.1", 0)
    async with connected(served.port) as peer:
        await peer.open_as_client()
        assert await shut_down(bench, patience=Workbench.GOODBYE_S) < 1.5


@pytest.mark.parametrize("turns", range(8))
async def test_shutdown_at_any_turn_of_a_connect(bench: Workbench, turns: int):
    listening = await bench.server.start("127.0.0.1", 0)
    client = bench.new_client()
    client.connect(listening.url)
    for _ in range(turns):
        await asyncio.sleep(0)
    assert await shut_down(bench) < 0.6


@pytest.mark.parametrize(
    "phase",
    [
        Phase.CONNECTING_HTTP,
        Phase.OPEN,
        Phase.CLOSE_SENT,
        Phase.CLOSE_RECEIVED,
        Phase.BOTH_CLOSED,
        Phase.FIN_RECEIVED,
        Phase.PEER_EOF,
        Phase.FAILING,
        Phase.NEVER_OPENED,
    ],
)
async def test_shutdown_of_a_client_whose_peer_is_silent(bench: Workbench, phase: Phase):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        if phase is Phase.NEVER_OPENED:
            await peer.read_head()
            await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        elif phase is not Phase.CONNECTING_HTTP:
            await peer.open_as_server()
            await until(bench.journal, lambda: client.phase is Phase.OPEN)
        if phase in (Phase.CLOSE_RECEIVED, Phase.FIN_RECEIVED, Phase.PEER_EOF):
            client.set_behaviour(
                Behaviour(
                    OnClose(
                        CloseReply.ECHO if phase is Phase.FIN_RECEIVED else CloseReply.NEVER,
                        tcp=TcpDuty.LEAVE,
                    )
                )
            )
        if phase is Phase.CLOSE_SENT:
            client.wish(ApiClose())
        elif phase in (Phase.CLOSE_RECEIVED, Phase.BOTH_CLOSED, Phase.FIN_RECEIVED):
            await peer.send(b"\x88\x00")
        elif phase is Phase.FAILING:
            await peer.send(b"\xff\x00")
        if phase in (Phase.FIN_RECEIVED, Phase.PEER_EOF):
            peer.fin()
        await until(bench.journal, lambda: client.phase is phase)
        assert await shut_down(bench) < 0.6


@pytest.mark.parametrize("phase", [Phase.CONNECTING_HTTP, Phase.OPEN, Phase.BOTH_CLOSED])
async def test_shutdown_of_a_server_whose_peer_is_silent(bench: Workbench, phase: Phase):
    bench.server.set_behaviour(Behaviour(OnClose(tcp=TcpDuty.LEAVE)))
    served = await bench.server.start("127.0.0.1", 0)
    async with connected(served.port) as peer:
        if phase is not Phase.CONNECTING_HTTP:
            await peer.open_as_client()
        if phase is Phase.BOTH_CLOSED:
            await peer.send_frame(8, masked=True)
        await until(
            bench.journal,
            lambda: [link.phase for link in bench.server.links.values()] == [phase],
        )
        assert await shut_down(bench) < 0.6


async def test_shutdown_under_load(bench: Workbench):
    served = await bench.server.start("127.0.0.1", 0)
    async with connected(served.port, receive_buffer=65536) as peer:
        await peer.open_as_client()
        # The system itself takes some megabytes.
        bench.server.links[1].wish(SendMessage(bytes(16 * 2**20), is_text=False))
        await until(
            bench.journal, lambda: "server NOTE link.reading-paused" in story(bench.journal)
        )
        assert await shut_down(bench) < 0.6
    (*_, last) = [
        bench.journal.details(entry)
        for entry in range(len(bench.journal))
        if bench.journal.entry(entry).kind is Kind.QUEUE
    ]
    assert last["dropped"] == bench.journal.end(1).sent
