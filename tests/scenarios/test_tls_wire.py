from __future__ import annotations

import asyncio
import socket

import pytest

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.tls_wire import TlsWire, this_identity
from wsinspector.scenarios.wire import PlainWire


def _pair() -> tuple[PlainWire, PlainWire]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ours = socket.create_connection(listener.getsockname())
        theirs, _ = listener.accept()
    return PlainWire(ours), PlainWire(theirs)


async def test_close_notify_and_fin_are_steps_apart() -> None:
    client, server = _pair()
    ours, theirs = TlsWire(client, Role.CLIENT), TlsWire(server, Role.SERVER)
    await asyncio.gather(ours.handshake(), theirs.handshake())
    await ours.send(b"ping")
    assert await theirs.read() == b"ping"
    await theirs.notify()
    assert await ours.read() == b""
    theirs.fin()
    assert await client.read() == b""
    ours.close()
    theirs.close()


async def test_what_is_no_tls_fails_the_handshake() -> None:
    client, server = _pair()
    await server.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(OSError, match=r"SSL|ssl"):
        await TlsWire(client, Role.CLIENT).handshake()
    client.close()
    server.close()


async def test_a_peer_that_leaves_fails_the_handshake() -> None:
    client, server = _pair()
    server.close()
    with pytest.raises(OSError, match="FIN"):
        await TlsWire(client, Role.CLIENT).handshake()
    client.close()


def test_there_is_one_identity_for_the_run() -> None:
    assert this_identity() is this_identity()
