"""A peer that does exactly what it is told, byte by byte: for tests of what a peer may do.

It lives on the same loop as the end that is tested and speaks through a plain non-blocking socket,
so nothing repairs, buffers or answers for it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wsinspector.protocol.frames.frames import encode_frame

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
REQUEST = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
MASK = b"\x37\xfa\x21\x3d"


class RawPeer:
    """One end of a TCP connection.

    Attributes:
        received: everything that was read so far and not taken.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self.socket = sock
        self.received = b""

    @classmethod
    async def connect(cls, port: int, *, receive_buffer: int | None = None) -> RawPeer:
        """Connect to a server on this machine."""
        sock = socket.socket()
        sock.setblocking(False)
        if receive_buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
        except BaseException:
            sock.close()
            raise
        return cls(sock)

    @property
    def port(self) -> int:
        """Its own port."""
        return int(self.socket.getsockname()[1])

    async def send(self, data: bytes) -> None:
        """Send all these bytes."""
        await asyncio.get_running_loop().sock_sendall(self.socket, data)

    async def send_frame(self, opcode: int, payload: bytes = b"", *, masked: bool) -> None:
        """Send one frame."""
        header, body = encode_frame(opcode, payload, mask=MASK if masked else None)
        await self.send(header + body)

    async def read(self, size: int) -> bytes:
        """Exactly so many bytes.

        Raises:
            EOFError: the other side ended before.
        """
        while len(self.received) < size:
            await self._more()
        data, self.received = self.received[:size], self.received[size:]
        return data

    async def read_head(self) -> bytes:
        """Everything up to an empty line."""
        while b"\r\n\r\n" not in self.received:
            await self._more()
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n"

    async def read_eof(self) -> bytes:
        """Everything up to the other side's FIN.

        Raises:
            ConnectionResetError: it came to a RST.
        """
        try:
            while True:
                await self._more()
        except EOFError:
            data, self.received = self.received, b""
            return data

    async def open_as_client(self, request: bytes = REQUEST) -> bytes:
        """Send the request of an opening handshake; returns the head of the answer."""
        await self.send(request)
        return await self.read_head()

    async def open_as_server(self, rest: bytes = b"") -> bytes:
        """Answer the request of an opening handshake correctly, with ``rest`` glued to the answer;
        returns the request."""
        request = await self.read_head()
        await self.send(accept(request) + rest)
        return request

    def fin(self) -> None:
        """Half-close: send nothing more, but go on reading."""
        self.socket.shutdown(socket.SHUT_WR)

    def rst(self) -> None:
        """Reset the connection."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        """Close the socket, as the system does it: FIN, or RST if there is something unread."""
        self.socket.close()

    async def _more(self) -> None:
        data = await asyncio.get_running_loop().sock_recv(self.socket, 65536)
        if not data:
            raise EOFError
        self.received += data


def accept(request: bytes) -> bytes:
    """The right answer to the request of an opening handshake."""
    key = next(
        line.partition(b":")[2].strip()
        for line in request.split(b"\r\n")
        if line.lower().startswith(b"sec-websocket-key:")
    )
    digest = base64.b64encode(hashlib.sha1(key + _GUID).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + digest + b"\r\n\r\n"
    )


class RawListener:
    """A listening socket that accepts only when asked to.

    Attributes:
        port: where it listens, on 127.0.0.1.
        peers: what was accepted; closed with the listener.
    """

    def __init__(self, backlog: int = 10) -> None:
        self._socket = socket.socket()
        self._socket.setblocking(False)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(backlog)
        self.port = int(self._socket.getsockname()[1])
        self.peers: list[RawPeer] = []

    @property
    def url(self) -> str:
        """Its WebSocket address."""
        return f"ws://127.0.0.1:{self.port}/"

    async def accept(self) -> RawPeer:
        """The next connection."""
        sock, _ = await asyncio.get_running_loop().sock_accept(self._socket)
        peer = RawPeer(sock)
        self.peers.append(peer)
        return peer

    def close(self) -> None:
        """Stop listening, and close every connection accepted."""
        for peer in self.peers:
            peer.close()
        self._socket.close()


@asynccontextmanager
async def listening(backlog: int = 10) -> AsyncIterator[RawListener]:
    """A listener for a while."""
    listener = RawListener(backlog)
    try:
        yield listener
    finally:
        listener.close()


@asynccontextmanager
async def connected(port: int, *, receive_buffer: int | None = None) -> AsyncIterator[RawPeer]:
    """A connected peer for a while."""
    peer = await RawPeer.connect(port, receive_buffer=receive_buffer)
    try:
        yield peer
    finally:
        peer.close()
