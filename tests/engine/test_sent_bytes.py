"""Bytes sent by hand, as they are on the wire and as both ends record them."""

from __future__ import annotations

import asyncio

import pytest

from tests.engine.test_client import begin, opened
from tests.support.raw_peer import connected, listening
from tests.support.until import until
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.fates import FateKind, fate
from wsinspector.protocol.exchange import SendBytes, SendControl
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


def sent(bench: Workbench, end: int) -> list[tuple[str, int, int]]:
    """What an end has sent, as kind, start and stop, without the opening handshake."""
    entries = (bench.journal.entry(at) for at in range(len(bench.journal)))
    heads = (Kind.REQUEST, Kind.RESPONSE, Kind.FIN, Kind.TCP)
    return [
        (entry.kind.name, entry.start, entry.stop)
        for entry in entries
        if entry.end == end and entry.sent and entry.kind not in heads
    ]


async def test_pieces_travel_alone_with_pauses_between(bench: Workbench):
    async with listening() as listener:
        client, peer = await opened(bench, listener)
        wire = bytes.fromhex("81 85 37 fa 21 3d 7f 9f 4d 51 58")
        loop = asyncio.get_running_loop()
        began = loop.time()
        client.wish(SendBytes.split(wire, (2, 6, 7), 15))
        arrived = [await loop.sock_recv(peer.socket, 100) for _ in range(4)]
        assert arrived == [wire[:2], wire[2:6], wire[6:7], wire[7:]]
        assert loop.time() - began >= 0.045
        assert client.end_id is not None
        (entry,) = sent(bench, client.end_id)
        assert entry[0] == "TEXT"
        assert entry[2] - entry[1] == len(wire)


async def test_glued_frames_travel_together(bench: Workbench):
    started = await bench.server.start("127.0.0.1", 0)
    async with connected(started.port) as peer:
        await peer.open_as_client()
        wire = bytes.fromhex("c3 01 61  09 00  88 02 03 e8  88 02 03 e9")
        (end,) = bench.server.links
        bench.server.wish(bench.journal.end(end).connection, SendBytes.split(wire))
        assert await asyncio.get_running_loop().sock_recv(peer.socket, 100) == wire
        assert [kind for kind, _, _ in sent(bench, end)] == [
            "RESERVED_3",
            "PING",
            "CLOSE",
            "CLOSE",
        ]
        assert bench.server.links[end].phase is Phase.CLOSE_SENT


async def test_a_client_can_glue_a_frame_to_its_request(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        client.wish(SendBytes.split(b"\x81\x80\x00\x00\x00\x00"))
        peer = await listener.accept()
        data = await asyncio.get_running_loop().sock_recv(peer.socket, 4096)
        assert data.endswith(b"\r\n\r\n\x81\x80\x00\x00\x00\x00")


async def test_bytes_before_the_answer_are_no_frames(bench: Workbench):
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        await until(bench.journal, lambda: client.phase is Phase.CONNECTING_HTTP)
        await peer.read_head()
        client.wish(SendBytes.split(b"\x88\x80\x00\x00\x00\x00"))
        assert await peer.read(6) == b"\x88\x80\x00\x00\x00\x00"
        assert client.phase is Phase.CONNECTING_HTTP


@pytest.mark.parametrize(
    "wire, seen",
    [
        ("89 82 00 00 00 00 61 62 8a 80 00 00 00 00", ["PING", "PONG"]),
        ("82 85 00 00 00 00 61", ["PARTIAL"]),
    ],
)
async def test_both_ends_agree_on_where_the_bytes_lie(bench: Workbench, wire: str, seen: list[str]):
    started = await bench.server.start("127.0.0.1", 0)
    client = bench.new_client()
    end = client.connect(started.url)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    client.wish(SendBytes.split(bytes.fromhex(wire)))
    client.wish(SendControl(9, b"last"))  # behind them, or inside of the last one
    client.disconnect()
    entries = [bench.journal.entry(at) for at in range(len(bench.journal))]
    mine = [one for one in entries if one.end == end and one.kind.name in seen and one.sent]
    assert [one.kind.name for one in mine[: len(seen)]] == seen
    await bench.server.stop(patience=0.05)
    await client.wait_over()
    fates = [fate(bench.journal, one.id) for one in mine[: len(seen)]]
    wanted = FateKind.UNDECODED if seen == ["PARTIAL"] else FateKind.RECEIVED
    assert [one and one.kind for one in fates] == [wanted] * len(seen)
