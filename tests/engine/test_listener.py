"""Listening sockets, and why there are none."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading

import pytest

from tests.support.raw_peer import connected
from wsinspector.engine.listener import Listener, ListenError, Listening
from wsinspector.engine.name_lookup import Found, system_lookup
from wsinspector.protocol.opening.listening_hosts import EVERY_ADDRESS
from wsinspector.texts import render


class Door(asyncio.Protocol):
    """Says hello and closes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"hello")
        transport.close()


async def opened(
    host: str, port: int, *, first_free: bool = False, lookup=system_lookup
) -> tuple[Listener, Listening]:
    listener = Listener(Door, lookup)
    found = await listener.open(host, port, "/p", first_free=first_free, lookup_ms=1000)
    return listener, found


async def refusal(host: str, port: int, **options) -> str:
    with pytest.raises(ListenError) as refused:
        await opened(host, port, **options)
    return render(refused.value.text)


async def test_localhost_is_both_loopback_addresses_on_one_port():
    listener, found = await opened("localhost", 0)
    assert found.addresses == (("127.0.0.1", found.port), ("::1", found.port))
    assert found.notice is None
    assert found.url == f"ws://localhost:{found.port}/p"
    async with connected(found.port) as peer:
        assert await peer.read_eof() == b"hello"
    await listener.close()


async def test_when_closed_nobody_answers():
    listener, found = await opened("127.0.0.1", 0)
    await listener.close()
    with pytest.raises(ConnectionRefusedError):
        async with connected(found.port):
            pass


async def test_the_next_free_port_is_taken_and_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert await refusal("127.0.0.1", port) == f"Port {port} is taken by another program."
        listener, found = await opened("localhost", port, first_free=True)
    assert port < found.port <= port + 100
    assert (
        render(found.notice) == f"Port {port} is taken, so the server listens on port {found.port}."
    )
    await listener.close()


async def test_the_search_for_a_port_ends(monkeypatch: pytest.MonkeyPatch):
    def busy(sock: socket.socket, address: object) -> None:
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(socket.socket, "bind", busy)
    said = await refusal("127.0.0.1", 65530, first_free=True)
    assert said == "The ports from 65530 to 65535 are all taken."


@pytest.mark.parametrize(
    "number, sentence",
    [
        (errno.EACCES, "The system does not allow this program to listen on port 80."),
        (errno.EADDRNOTAVAIL, "127.0.0.1 is not an address of this machine."),
        (
            errno.ENOBUFS,
            "It is not possible to listen on 127.0.0.1, port 80 (No buffer space available).",
        ),
    ],
)
async def test_why_not(monkeypatch: pytest.MonkeyPatch, number: int, sentence: str):
    def fail(sock: socket.socket, address: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(socket.socket, "bind", fail)
    assert await refusal("127.0.0.1", 80) == sentence


async def test_an_address_of_another_machine():
    assert await refusal("192.0.2.1", 0) == "192.0.2.1 is not an address of this machine."


async def test_no_address_at_all():
    assert await refusal("", 80) == "The server needs an address to listen on."


async def test_a_name_that_does_not_exist():
    said = await refusal("nobody.invalid", 0)
    assert said.startswith("The name “nobody.invalid” could not be found (")


async def test_a_name_server_that_does_not_answer():
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    listener = Listener(Door, silent)
    with pytest.raises(ListenError) as refused:
        await listener.open("h", 0, "", first_free=False, lookup_ms=10)
    release.set()
    assert render(refused.value.text) == "The name “h” could not be found (timeout)."


async def test_a_name_stands_for_all_its_addresses():
    found_addresses: Found = [
        (socket.AF_INET, ("127.0.0.1", 0)),
        (socket.AF_INET, ("127.0.0.2", 0)),
    ]
    listener, found = await opened("two.example", 0, lookup=lambda host, port: found_addresses)
    assert [host for host, _ in found.addresses] == ["127.0.0.1", "127.0.0.2"]
    await listener.close()


async def test_without_ipv6_localhost_is_ipv4(monkeypatch: pytest.MonkeyPatch):
    bind = socket.socket.bind

    def no_ipv6(sock: socket.socket, address: tuple[object, ...]) -> None:
        if sock.family is socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
        bind(sock, address)

    monkeypatch.setattr(socket.socket, "bind", no_ipv6)
    listener, found = await opened("localhost", 0)
    assert found.addresses == (("127.0.0.1", found.port),)
    await listener.close()


@pytest.mark.parametrize(
    "host, url",
    [
        ("127.0.0.1", "ws://127.0.0.1:8/p"),
        ("0.0.0.0", "ws://localhost:8/p"),
        ("::", "ws://localhost:8/p"),
        ("::1", "ws://[::1]:8/p"),
        ("example.com", "ws://example.com:8/p"),
    ],
)
def test_the_address_by_which_it_is_reached(host: str, url: str):
    assert Listening(host, 8, "/p", (), None).url == url
    assert Listening(host, 8, "", (), None).url == url.removesuffix("p")


async def test_every_address_has_a_sign_of_its_own(monkeypatch: pytest.MonkeyPatch):
    here = [(socket.AF_INET, ("127.0.0.2", 0)), (socket.AF_INET6, ("::1", 0))]
    monkeypatch.setattr("wsinspector.engine.listener._EVERYWHERE", here)
    listener, found = await opened(EVERY_ADDRESS, 0)
    assert [host for host, _ in found.addresses] == ["127.0.0.2", "::1"]
    assert found.url == f"ws://localhost:{found.port}/p"
    await listener.close()
