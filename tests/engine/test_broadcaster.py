"""What one connection got goes to all that are open, and to none that does not read."""

from __future__ import annotations

from contextlib import AsyncExitStack

from tests.engine.test_link import all_over
from tests.support.raw_peer import RawPeer, connected
from tests.support.until import story, until
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.settings import QUEUE_BYTES

CHAT = Behaviour(message=OnMessage(MessageReply.BROADCAST))


async def chatters(bench: Workbench, stack: AsyncExitStack, count: int) -> list[RawPeer]:
    """So many peers of a chat server."""
    bench.server.set_behaviour(CHAT)
    port = (await bench.server.start("127.0.0.1", 0)).port
    peers = []
    for _ in range(count):
        peer = await stack.enter_async_context(connected(port, receive_buffer=4096))
        await peer.open_as_client()
        peers.append(peer)
    return peers


async def test_everybody_who_is_open_gets_it_the_sender_too(bench: Workbench):
    async with AsyncExitStack() as stack:
        one, two, three = await chatters(bench, stack, 3)
        await three.send_frame(8, b"\x03\xe8", masked=True)
        assert await three.read(4) == b"\x88\x02\x03\xe8"
        await one.send_frame(1, "안녕".encode(), masked=True)
        await one.send_frame(2, b"\xff", masked=True)
        for peer in (one, two):
            assert await peer.read(8 + 3) == b"\x81\x06" + "안녕".encode() + b"\x82\x01\xff"
        assert await three.read_eof() == b""
    await all_over(bench)
    assert story(bench.journal).count("server TEXT sent") == 2


async def test_who_does_not_read_is_left_out_and_told_of_once(bench: Workbench):
    bench.settings.set(QUEUE_BYTES, 64 * 1024)
    note = "server NOTE broadcast.skipped"
    async with AsyncExitStack() as stack:
        one, two = await chatters(bench, stack, 2)
        big = bytes(1024 * 1024)
        for _ in range(12):
            await one.send_frame(2, big, masked=True)
            await one.read(10 + len(big))
        await until(bench.journal, lambda: note in story(bench.journal))
        assert story(bench.journal).count(note) == 1
        assert bench.server.links[2].backlog < 12 * len(big)
        sent = story(bench.journal, 2).count("server BINARY sent")
        await two.read(sent * (10 + len(big)))
        await until(bench.journal, lambda: bench.server.links[2].backlog == 0)
        await one.send_frame(1, b"again", masked=True)
        assert await two.read(7) == b"\x81\x05again"
    await all_over(bench)
