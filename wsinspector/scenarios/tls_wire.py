"""TLS on a scripted end's socket: handshake, close_notify and FIN are steps apart."""

from __future__ import annotations

import contextlib
import ssl
from functools import cache

from wsinspector.engine.certificates import Authority, Identity
from wsinspector.engine.tls_contexts import Trust, Trusted, client_context, server_context
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.wire import PlainWire


class TlsWire:
    """TLS without anything that acts by itself.

    Args:
        plain: the TCP connection under it.
        role: which side of the handshake it plays. A client believes any certificate; a server
            has one that was made for this run of the program.
    """

    def __init__(self, plain: PlainWire, role: Role) -> None:
        self.plain = plain
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = _context(role).wrap_bio(
            self._incoming,
            self._outgoing,
            server_side=role is Role.SERVER,
            server_hostname=None if role is Role.SERVER else "localhost",
        )

    async def handshake(self) -> None:
        """Shake hands.

        Raises:
            OSError: the handshake failed (ssl.SSLError is one), or the peer is gone.
        """
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._flush()
                if not await self._fill():
                    raise ConnectionAbortedError("FIN within the TLS handshake") from None
            else:
                await self._flush()
                return

    async def send(self, data: bytes) -> None:
        """Send all these bytes."""
        self._tls.write(data)
        await self._flush()

    async def read(self) -> bytes:
        """The next bytes; none at the peer's close_notify or FIN."""
        while True:
            try:
                return self._tls.read(65536)
            except ssl.SSLWantReadError:
                await self._flush()
                if not await self._fill():
                    return b""
            except ssl.SSLZeroReturnError:
                return b""

    async def wait_unread(self) -> None:
        """Wait until there is something to read, and leave it there."""
        await self.plain.wait_unread()

    async def notify(self) -> None:
        """Send close_notify."""
        with contextlib.suppress(ssl.SSLError):  # it wants the peer's, which may never come
            self._tls.unwrap()
        await self._flush()

    def fin(self) -> None:
        """Send FIN; reading goes on."""
        self.plain.fin()

    def rst(self) -> None:
        """Reset the connection."""
        self.plain.rst()

    def close(self) -> None:
        """Close the socket."""
        self.plain.close()

    async def _fill(self) -> bool:
        data = await self.plain.read()
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()
        return bool(data)

    async def _flush(self) -> None:
        if self._outgoing.pending:
            await self.plain.send(self._outgoing.read())


@cache
def this_identity() -> Identity:
    """The certificate of scripted servers, and of ours against scripted clients, in this run."""
    return Authority.generate().issue()


@cache
def _context(role: Role) -> ssl.SSLContext:
    if role is Role.CLIENT:
        return client_context(Trust(Trusted.NOBODY))
    return server_context(this_identity())
