"""The embedded server: its connections, their behaviour, its limits and its end."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack

import pytest

from tests.engine.test_connector import details_of
from tests.support.raw_peer import REQUEST, RawPeer, connected
from tests.support.until import story, until
from wsinspector.engine.listener import ListenError
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.protocol.exchange import ChangeBehaviour, SendClose, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import (
    HANDSHAKE_MS,
    LISTENER_ECHO,
    MAX_CONNECTIONS,
    STOP_MS,
    TCP_END_MS,
    Settings,
)


async def all_over(bench: Workbench) -> None:
    await until(bench.journal, lambda: all(end.over for end in bench.journal.table.ends[1:]))


async def test_what_an_accept_records_in_order(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        answer = await peer.open_as_client()
        assert answer.startswith(b"HTTP/1.1 101 ")
        assert b"\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in answer
        assert story(bench.journal) == [
            "server TCP received",
            "server STATE connecting.http",
            "server REQUEST received",
            "server RESPONSE sent 101",
            "server STATE open",
            "server API open",
        ]
        assert details_of(bench, Kind.TCP, 1) == [
            {
                "local": ["127.0.0.1", listening.port],
                "remote": ["127.0.0.1", peer.port],
            }
        ]
        end = bench.journal.end(1)
        assert end.kind is EndKind.SERVER
        assert end.remote == ("127.0.0.1", peer.port)


async def test_it_echoes_unless_told_otherwise(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        await peer.send_frame(1, b"hi", masked=True)
        assert await peer.read(4) == b"\x81\x02hi"
    silent = Settings()
    silent.set(LISTENER_ECHO, False)
    assert Workbench(silent).server.behaviour == Behaviour()


async def test_only_its_path_is_served(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0, "/echo")
    assert listening.url.endswith("/echo")
    async with connected(listening.port) as peer:
        assert (await peer.open_as_client()).startswith(b"HTTP/1.1 404 ")
    async with connected(listening.port) as peer:
        request = REQUEST.replace(b"GET / ", b"GET /echo?x ")
        assert (await peer.open_as_client(request)).startswith(b"HTTP/1.1 101 ")


async def test_it_listens_once_at_a_time_and_can_start_again(bench: Workbench):
    first = await bench.server.start("127.0.0.1", 0)
    with pytest.raises(RuntimeError):
        await bench.server.start("127.0.0.1", 0)
    await bench.server.stop()
    assert bench.server.listening is None
    again = await bench.server.start("127.0.0.1", first.port)
    assert again.port == first.port


async def test_a_failed_start_leaves_it_ready_for_another(bench: Workbench):
    with pytest.raises(ListenError):
        await bench.server.start("192.0.2.1", 0)
    assert bench.server.listening is None
    await bench.server.start("127.0.0.1", 0)


async def test_a_wish_goes_to_the_connection_it_names(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as one, connected(listening.port) as two:
        await one.open_as_client()
        await two.open_as_client()
        ids = {end.remote[1]: end.connection for end in bench.journal.table.ends[1:]}
        bench.server.wish(ids[two.port], SendMessage(b"two", is_text=True))
        bench.server.wish(ids[one.port], SendMessage(b"one", is_text=True))
        assert await one.read(5) == b"\x81\x03one"
        assert await two.read(5) == b"\x81\x03two"
        bench.server.wish(99, SendMessage(b"nobody", is_text=True))
    await all_over(bench)
    before = len(bench.journal)
    bench.server.wish(1, SendMessage(b"late", is_text=True))
    assert len(bench.journal) == before
    assert bench.server.links == {}


# -- behaviour -------------------------------------------------------------------------------------


async def test_the_default_behaviour_is_followed_until_a_connection_has_its_own(bench: Workbench):
    server = bench.server
    listening = await server.start("127.0.0.1", 0)
    never = Behaviour(OnClose(CloseReply.NEVER))
    empty = Behaviour(OnClose(CloseReply.EMPTY))
    async with connected(listening.port) as one, connected(listening.port) as two:
        await one.open_as_client()
        await two.open_as_client()
        server.wish(1, ChangeBehaviour(never))
        assert server.behaviour_of(1) == never
        assert not server.follows_default(1)
        server.set_behaviour(empty)
        assert (server.behaviour_of(1), server.behaviour_of(2)) == (never, empty)
        assert server.follows_default(2)
        server.follow_default(1)
        assert server.behaviour_of(1) == empty
        server.set_behaviour(never)
        assert server.behaviour_of(1) == server.behaviour_of(2) == never
        async with connected(listening.port) as three:
            await three.open_as_client()
            assert server.behaviour_of(3) == never
    await all_over(bench)
    assert server.behaviour_of(1) is None
    assert not server.follows_default(1)


async def test_a_reply_of_its_own_goes_on_the_wire(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    bench.server.set_behaviour(Behaviour(OnClose(CloseReply.OWN, code=4000, reason=b"mine")))
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        await peer.send_frame(8, b"\x03\xe8", masked=True)
        assert await peer.read_eof() == b"\x88\x06\x0f\xa0mine"


# -- limits ----------------------------------------------------------------------------------------


async def test_beyond_the_limit_it_answers_503(bench: Workbench):
    bench.settings.set(MAX_CONNECTIONS, 2)
    listening = await bench.server.start("127.0.0.1", 0)
    async with AsyncExitStack() as stack:
        for _ in range(2):
            peer = await stack.enter_async_context(connected(listening.port))
            await peer.open_as_client()
        third = await stack.enter_async_context(connected(listening.port))
        assert (await third.open_as_client()).startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert b"no room" in await third.read_eof()
        third.fin()
        lines = story(bench.journal, 3)
        assert lines[:2] == ["server TCP received", "server NOTE server.full"]
        assert "server FAILURE http" in lines
    async with connected(listening.port) as peer:
        await until(bench.journal, lambda: len(bench.server.links) < 2)
        await peer.send(b"")
    await all_over(bench)


async def test_far_beyond_the_limit_it_resets(bench: Workbench):
    bench.settings.set(MAX_CONNECTIONS, 1)
    listening = await bench.server.start("127.0.0.1", 0)
    async with AsyncExitStack() as stack:
        for _ in range(1 + 64):
            await stack.enter_async_context(connected(listening.port))
        await until(bench.journal, lambda: len(bench.server.links) == 65)
        async with connected(listening.port) as peer:
            with pytest.raises(ConnectionResetError):
                await peer.read_eof()
        assert story(bench.journal, 66) == [
            "server TCP received",
            "server NOTE server.overrun",
            "server RST sent",
            "server STATE closed.never-opened",
        ]


async def test_a_peer_that_only_connects_is_dropped_in_time(bench: Workbench):
    bench.settings.set(HANDSHAKE_MS, 10)
    bench.settings.set(TCP_END_MS, 10)
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.read_eof()
    await all_over(bench)
    assert "server TIMEOUT handshake" in story(bench.journal)


@pytest.mark.limit(40)
async def test_thousands_of_connections_do_it_no_harm(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    gate = asyncio.Semaphore(50)

    async def visit(number: int) -> None:
        async with gate, connected(listening.port) as peer:
            if number % 3 == 0:
                peer.rst()
            elif number % 3 == 1:
                await peer.open_as_client()
            else:
                await peer.send(b"GARBAGE\r\n\r\n")
                await peer.read_eof()

    async with asyncio.timeout(30):
        await asyncio.gather(*map(visit, range(2000)))
        await until(
            bench.journal,
            lambda: len(bench.journal.table.ends) == 2001 and not bench.server.links,
            30,
        )
    assert all(end.over for end in bench.journal.table.ends[1:])


# -- its end ---------------------------------------------------------------------------------------


async def test_stopping_says_goodbye(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as open_peer, connected(listening.port) as silent:
        await open_peer.open_as_client()
        await until(bench.journal, lambda: len(bench.server.links) == 2)

        async def answer() -> bytes:
            close = await open_peer.read(4)
            await open_peer.send_frame(8, close[2:], masked=True)
            assert await open_peer.read_eof() == b""
            open_peer.close()
            return close

        answering = asyncio.get_running_loop().create_task(answer())
        stopping = asyncio.get_running_loop().create_task(bench.server.stop())
        assert await silent.read_eof() == b""
        silent.close()
        assert await answering == b"\x88\x02\x03\xe9"
        await stopping
        assert not bench.server.links
        assert "server RST sent" not in story(bench.journal)
        with pytest.raises(ConnectionRefusedError):
            await RawPeer.connect(listening.port)


async def test_whoever_does_not_answer_is_reset_after_a_while(bench: Workbench):
    bench.settings.set(STOP_MS, 20)
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        await bench.server.stop()
        assert not bench.server.links
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()


async def test_aborting_waits_for_nobody(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        await bench.server.stop(abort=True)
        assert not bench.server.links
        assert "server CLOSE sent" not in story(bench.journal)


@pytest.mark.parametrize("turns", range(6))
async def test_whoever_comes_while_it_stops_is_turned_away(bench: Workbench, turns: int):
    listening = await bench.server.start("127.0.0.1", 0)
    with socket.socket() as sock:
        sock.setblocking(False)
        sock.connect_ex(("127.0.0.1", listening.port))
        for _ in range(turns):  # accepted, or not yet, or already a transport
            await asyncio.sleep(0)
        await bench.server.stop()
    assert all(end.over for end in bench.journal.table.ends[1:])


async def test_stopping_twice_or_before_the_start_is_harmless(bench: Workbench):
    await bench.server.stop()
    await bench.server.start("127.0.0.1", 0)
    await bench.server.stop()
    await bench.server.stop()


async def test_connections_that_are_closing_are_left_to_it(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        bench.server.wish(1, SendClose(4000))
        assert bench.server.links[1].phase is Phase.CLOSE_SENT
        stopping = asyncio.get_running_loop().create_task(bench.server.stop())
        assert await peer.read(4) == b"\x88\x02\x0f\xa0"
        await peer.send_frame(8, b"\x0f\xa0", masked=True)
        assert await peer.read_eof() == b""
        peer.close()
        await stopping
    assert story(bench.journal).count("server CLOSE sent") == 1
