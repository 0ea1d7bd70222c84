"""The transport of a scripted end: a plain socket, which nothing repairs, buffers or answers for."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import Final, Protocol

_PIECE: Final = 65536


class Wire(Protocol):
    """What a scripted end needs of TCP, and of TLS on it."""

    async def send(self, data: bytes) -> None:
        """Send all these bytes.

        Raises:
            OSError: that is not possible any more.
        """

    async def read(self) -> bytes:
        """The next bytes; none at the peer's FIN.

        Raises:
            OSError: the peer has reset the connection.
        """

    async def wait_unread(self) -> None:
        """Wait until there is something to read, and leave it there."""

    async def notify(self) -> None:
        """Send close_notify, if this is TLS."""

    def fin(self) -> None:
        """Send FIN; reading goes on."""

    def rst(self) -> None:
        """Reset the connection."""

    def close(self) -> None:
        """Close the socket, as the system does it; of no effect the second time."""


class PlainWire:
    """TCP.

    Args:
        sock: connected.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self.socket = sock
        # Else the system glues what was sent in two goes.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._loop = asyncio.get_running_loop()

    async def send(self, data: bytes) -> None:
        """Send all these bytes."""
        await self._loop.sock_sendall(self.socket, data)

    async def read(self) -> bytes:
        """The next bytes; none at the peer's FIN."""
        return await self._loop.sock_recv(self.socket, _PIECE)

    async def wait_unread(self) -> None:
        """Wait until there is something to read, and leave it there."""
        while True:
            try:
                self.socket.recv(1, socket.MSG_PEEK)
                return
            except BlockingIOError:
                await asyncio.sleep(0.01)

    async def notify(self) -> None:
        """There is no such thing without TLS."""

    def fin(self) -> None:
        """Send FIN; reading goes on."""
        with contextlib.suppress(OSError):  # the peer was quicker
            self.socket.shutdown(socket.SHUT_WR)

    def rst(self) -> None:
        """Reset the connection."""
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        """Close the socket."""
        self.socket.close()
