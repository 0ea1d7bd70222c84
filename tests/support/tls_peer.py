"""A TLS peer that does exactly what it is told: handshake, close_notify and FIN are steps apart."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING

from tests.support.raw_peer import REQUEST, accept
from wsinspector.protocol.frames.frames import encode_frame

if TYPE_CHECKING:
    from tests.support.raw_peer import RawPeer

_MASK = b"\x37\xfa\x21\x3d"


class TlsPeer:
    """TLS of its own on a raw peer.

    Attributes:
        raw: the TCP connection under it.
        notified: the other side's close_notify has come.

    Args:
        raw: see above.
        context: what the handshake may do.
        host: which name a client asks for; None for a server.
    """

    def __init__(self, raw: RawPeer, context: ssl.SSLContext, host: str | None = None) -> None:
        self.raw = raw
        self.notified = False
        self._received = b""
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(
            self._incoming, self._outgoing, server_side=host is None, server_hostname=host
        )

    @property
    def version(self) -> str | None:
        """The TLS version agreed on."""
        return self._tls.version()

    async def handshake(self) -> None:
        """Shake hands."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._flush()
                self._incoming.write(await self._read_wire())
            except ssl.SSLError:
                await self._flush()
                raise
            else:
                await self._flush()
                return

    async def send(self, data: bytes) -> None:
        """Send these bytes, encrypted."""
        self._tls.write(data)
        await self._flush()

    async def send_frame(self, opcode: int, payload: bytes = b"", *, masked: bool) -> None:
        """Send one frame."""
        header, body = encode_frame(opcode, payload, mask=_MASK if masked else None)
        await self.send(header + body)

    async def send_close_notify(self) -> None:
        """End the encrypted stream, and nothing else."""
        with contextlib.suppress(ssl.SSLError):
            self._tls.unwrap()
        await self._flush()

    async def open_as_client(self) -> bytes:
        """Send the request of an opening handshake; returns the head of the answer."""
        await self.send(REQUEST)
        return await self.read_head()

    async def open_as_server(self) -> None:
        """Answer the request of an opening handshake."""
        await self.send(accept(await self.read_head()))

    async def read_head(self) -> bytes:
        """Everything up to an empty line."""
        while b"\r\n\r\n" not in self._received:
            await self._more()
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n"

    async def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        while len(self._received) < size:
            await self._more()
        data, self._received = self._received[:size], self._received[size:]
        return data

    async def read_until_notified(self) -> bytes:
        """Everything up to the other side's close_notify.

        Raises:
            EOFError: its FIN came before.
        """
        while not self.notified:
            await self._more()
        data, self._received = self._received, b""
        return data

    async def _more(self) -> None:
        try:
            piece = self._tls.read(65536)
        except ssl.SSLWantReadError:
            self._incoming.write(await self._read_wire())
            return
        except ssl.SSLZeroReturnError:
            piece = b""
        if not piece:
            self.notified = True
            if not self._received:
                return
        self._received += piece

    async def _read_wire(self) -> bytes:
        await self.raw._more()
        data, self.raw.received = self.raw.received, b""
        return data

    async def _flush(self) -> None:
        if self._outgoing.pending:
            await self.raw.send(self._outgoing.read())
