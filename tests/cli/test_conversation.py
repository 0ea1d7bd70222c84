from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support.raw_peer import RawPeer, listening
from tests.support.until import entries
from wsinspector.cli.conversation import Conversation, Receive, Step
from wsinspector.cli.journal_follower import JournalFollower
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.exchange import SendBytes, SendClose, SendControl, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.settings import Settings

A, B = SendMessage(b"a", is_text=True), SendMessage(b"b", is_text=True)


@asynccontextmanager
async def conversation(*steps: Step) -> AsyncIterator[tuple[Workbench, RawPeer]]:
    """A client that has these steps to do, and the raw server that it is connected to."""
    bench = Workbench(Settings())
    client = bench.new_client()
    follower = JournalFollower(bench.journal, [Conversation(client, bench.journal, steps).read])
    async with listening() as listener:
        client.connect(listener.url)
        peer = await listener.accept()
        yield bench, peer
        await bench.shutdown(0.05)
    follower.close()


def sent(bench: Workbench) -> list[str]:
    return [
        entry.kind.name for entry in entries(bench.journal) if entry.kind.is_frame and entry.sent
    ]


async def frame(peer: RawPeer) -> int:
    """The opcode of the next masked frame with one or no byte of payload."""
    head = await peer.read(6)
    await peer.read(head[1] & 0x7F)
    return head[0] & 0x0F


async def test_steps_are_done_in_order_once_it_is_open() -> None:
    steps = (A, SendControl(Kind.PING, b""), SendMessage(b"", is_text=False))
    async with conversation(*steps) as (bench, peer):
        assert sent(bench) == []
        await peer.open_as_server()
        assert [await frame(peer) for _ in steps] == [1, 9, 2]
        assert sent(bench) == ["TEXT", "PING", "BINARY"]


async def test_receive_waits_for_that_many_messages() -> None:
    async with conversation(Receive(1), A, Receive(2), B) as (bench, peer):
        await peer.open_as_server()
        await peer.send_frame(9, masked=False)
        assert await frame(peer) == 10
        assert sent(bench) == ["PONG"]
        await peer.send_frame(1, b"one", masked=False)
        assert await frame(peer) == 1
        await peer.send_frame(2, b"two", masked=False)
        await peer.send_frame(9, masked=False)
        assert await frame(peer) == 10
        await peer.send_frame(2, b"three", masked=False)
        assert await frame(peer) == 1
        assert sent(bench) == ["PONG", "TEXT", "PONG", "TEXT"]


async def test_messages_that_came_before_count_once() -> None:
    async with conversation(A, Receive(1), B, Receive(1), SendClose(1000)) as (bench, peer):
        await peer.open_as_server(b"\x81\x01x\x81\x01y")
        assert [await frame(peer) for _ in range(2)] == [1, 1]
        assert await frame(peer) == 8
        assert sent(bench) == ["TEXT", "TEXT", "CLOSE"]


async def test_nothing_is_done_when_it_never_opens() -> None:
    async with conversation(A) as (bench, peer):
        await peer.read_head()
        peer.rst()
        await asyncio.wait_for(bench.clients[0].wait_over(), 5)
        assert sent(bench) == []


async def test_nothing_is_done_when_it_is_over() -> None:
    async with conversation(Receive(1), A) as (bench, peer):
        await peer.open_as_server(b"\x88\x00")
        assert await frame(peer) == 8
        peer.close()
        await asyncio.wait_for(bench.clients[0].wait_over(), 5)
        assert sent(bench) == ["CLOSE"]
        assert Kind.CALL not in {entry.kind for entry in entries(bench.journal)[4:]}


async def test_nothing_is_sent_after_a_close_was_answered() -> None:
    steps = (
        SendClose(1000, "done"),
        SendControl(Kind.PING, b""),
        A,
        SendBytes.split(b"\x89\x80abcd"),
    )
    async with conversation(*steps) as (bench, peer):
        await peer.open_as_server(b"\x88\x02\x0f\xa2")
        assert await peer.read(2) == b"\x88\x82"
        await peer.read(6)
        peer.fin()
        assert await peer.read_eof() == b""
        await asyncio.wait_for(bench.clients[0].wait_over(), 5)
        assert sent(bench) == ["CLOSE"]


async def test_what_stands_behind_our_own_close_is_done_as_far_as_it_can_be() -> None:
    async with conversation(SendClose(1000), SendControl(Kind.PING, b""), A) as (bench, peer):
        await peer.open_as_server()
        assert [await frame(peer) for _ in range(2)] == [8, 9]
        assert sent(bench) == ["CLOSE", "PING"]


async def test_the_next_step_waits_for_all_pieces() -> None:
    wire = bytes.fromhex("81 81 00 00 00 00 61")
    async with conversation(SendBytes.split(wire, (1, 6), 10), A) as (bench, peer):
        await peer.open_as_server()
        assert await peer.read(7) == wire
        assert await frame(peer) == 1
        assert sent(bench) == ["TEXT", "TEXT"]
