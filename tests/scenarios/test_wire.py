from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from wsinspector.scenarios.wire import PlainWire

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two ends of a TCP connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ours = socket.create_connection(listener.getsockname())
        theirs, _ = listener.accept()
    theirs.settimeout(5)
    with ours, theirs:
        yield ours, theirs


async def test_bytes_go_both_ways(pair: Pair) -> None:
    wire = PlainWire(pair[0])
    await wire.send(b"ping")
    assert pair[1].recv(10) == b"ping"
    pair[1].sendall(b"pong")
    assert await wire.read() == b"pong"
    pair[1].close()
    assert await wire.read() == b""


async def test_after_a_fin_it_still_reads(pair: Pair) -> None:
    wire = PlainWire(pair[0])
    wire.fin()
    assert pair[1].recv(10) == b""
    pair[1].sendall(b"late")
    assert await wire.read() == b"late"


async def test_a_reset_is_one(pair: Pair) -> None:
    PlainWire(pair[0]).rst()
    with pytest.raises(ConnectionResetError):
        pair[1].recv(10)


async def test_what_is_unread_stays_unread_and_resets(pair: Pair) -> None:
    wire = PlainWire(pair[0])
    asyncio.get_running_loop().call_later(1, pair[1].sendall, b"x")
    await wire.wait_unread()
    wire.close()
    with pytest.raises(ConnectionResetError):
        pair[1].recv(10)
