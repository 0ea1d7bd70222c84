"""Looks up the addresses of a host without keeping anybody waiting."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

SocketAddress = tuple[Any, ...]
"""An address as the socket module takes it: (host, port) or (host, port, flow, scope)."""

Found = list[tuple[socket.AddressFamily, SocketAddress]]
"""Addresses to try, in the order in which the system prefers them."""


def system_lookup(host: str, port: int) -> Found:
    """Ask the operating system; may take long.

    Raises:
        OSError: the name could not be found (``socket.gaierror``).
    """
    found: Found = []
    for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if (family, address) not in found:
            found.append((family, address))
    return found


async def look_up(
    host: str,
    port: int,
    seconds: float,
    lookup: Callable[[str, int], Found] = system_lookup,
) -> Found:
    """The addresses of a host.

    The lookup cannot be interrupted, so it runs in a daemon thread of its own: neither a given up
    lookup nor the end of the program waits for it.

    Args:
        host: name or address.
        port: goes into the result.
        seconds: patience.
        lookup: does the work.

    Raises:
        OSError: the name could not be found.
        TimeoutError: patience is over.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()
    # Nobody may call into a loop that is being closed, so a lookup that was given up calls no more.
    awaited = threading.Lock()
    given_up = False

    def settle(found: Found | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        elif found is not None:
            answer.set_result(found)

    def work() -> None:
        found: Found | None = None
        failed: Exception | None = None
        try:
            found = lookup(host, port)
        except (OSError, UnicodeError) as error:
            failed = error if isinstance(error, OSError) else OSError(str(error))
        with awaited:
            if not given_up:
                loop.call_soon_threadsafe(settle, found, failed)

    threading.Thread(target=work, name="wsinspector-lookup", daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            return await answer
    finally:
        with awaited:
            given_up = True


def as_pair(address: Sequence[Any]) -> tuple[str, int]:
    """Host and port of a socket address."""
    return str(address[0]), int(address[1])
