"""Listening sockets: opening them, and saying why that is not possible."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wsinspector.engine.name_lookup import Found, as_pair, look_up
from wsinspector.protocol.opening.listening_hosts import EVERY_ADDRESS
from wsinspector.texts import ExplainedError, Text, text

if TYPE_CHECKING:
    from wsinspector.journal.connections import Address

_BACKLOG = 1024
_ACCEPTED_AT_ONCE = 8  # a burst of connections must not keep a window waiting
_TURNS_TO_ACCEPT = 5
_PORTS_TRIED = 100
_LOCALHOST: Found = [
    (socket.AF_INET, ("127.0.0.1", 0)),
    (socket.AF_INET6, ("::1", 0)),
]
_EVERYWHERE: Found = [
    (socket.AF_INET, ("0.0.0.0", 0)),
    (socket.AF_INET6, ("::", 0)),
]
_ALL = frozenset((EVERY_ADDRESS, "0.0.0.0", "::", "0:0:0:0:0:0:0:0"))
_LACKING = frozenset((errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT))


class ListenError(ExplainedError):
    """There is no listening at this address."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Attributes:
        host: as it was asked for.
        port: the one that was opened.
        path: the path that is served; empty for every path.
        addresses: what is really listened on.
        notice: that the port asked for was taken and another was opened; else None.
        secure: whether TLS is spoken there.
        page_url: address of the page for browsers, with its token; empty if none is served.
    """

    host: str
    port: int
    path: str
    addresses: tuple[Address, ...]
    notice: Text | None
    secure: bool = False
    page_url: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """An address by which a client on this machine reaches it."""
        return self.url_for("localhost" if self.host in _ALL else self.host)

    def url_for(self, host: str) -> str:
        """The address by which a client reaches it that calls this machine so."""
        shown = f"[{host}]" if ":" in host else host
        return f"{'wss' if self.secure else 'ws'}://{shown}:{self.port}{self.path or '/'}"


class Listener:
    """Accepts connections on every address of a host, on one port.

    Args:
        factory: makes the protocol of an accepted connection.
        lookup: finds the addresses of a name; may block.
    """

    def __init__(
        self,
        factory: Callable[[], asyncio.BaseProtocol],
        lookup: Callable[[str, int], Found],
    ) -> None:
        self._factory = factory
        self._lookup = lookup
        self._servers: list[tuple[asyncio.Server, socket.socket]] = []

    async def open(
        self,
        host: str,
        port: int,
        path: str,
        *,
        first_free: bool,
        lookup_ms: int,
        secure: bool = False,
    ) -> Listening:
        """Begin to listen.

        Args:
            host: name or address; ``localhost`` is both loopback addresses, whatever a name
                server says (RFC 6761 §6.3), and :data:`EVERY_ADDRESS` all of this machine.
            port: 0 lets the system choose.
            path: for the answer.
            first_free: take the next free one of the following ports if this one is taken.
            lookup_ms: patience for the lookup of a name.
            secure: for the answer.

        Raises:
            ListenError: it is not possible.
        """
        addresses = await self._addresses(host, lookup_ms)
        last = min(port + _PORTS_TRIED, 65535) if first_free and port else port
        for candidate in range(port, last + 1):
            try:
                sockets = _open_all(addresses, candidate)
            except OSError as error:
                if error.errno != errno.EADDRINUSE or candidate == last:
                    raise ListenError(_why_not(error, host, port, last)) from None
                continue
            await self._serve(sockets)
            opened = int(sockets[0].getsockname()[1])
            notice = None
            if port and opened != port:
                notice = text("listen.other-port", port=opened, taken=port)
            bound = tuple(as_pair(sock.getsockname()) for sock in sockets)
            return Listening(host, opened, path, bound, notice, secure)
        raise AssertionError("the loop returns or raises")

    async def close(self) -> None:
        """Accept nothing more; what was accepted lives on.

        What was accepted a moment ago still becomes a connection, because asyncio loses it when
        its server is closed before that.
        """
        servers, self._servers = self._servers, []
        if not servers:
            return
        loop = asyncio.get_running_loop()
        for _, sock in servers:
            try:
                loop.remove_reader(sock)
            except NotImplementedError:
                pass  # Windows, where accepting has no reader
        for _ in range(_TURNS_TO_ACCEPT):
            await asyncio.sleep(0)
        for server, _ in servers:
            server.close()

    async def _serve(self, sockets: list[socket.socket]) -> None:
        loop = asyncio.get_running_loop()
        for sock in sockets:
            server = await loop.create_server(self._factory, sock=sock, backlog=_ACCEPTED_AT_ONCE)
            # asyncio has one number for two things: how many the system holds ready, and how many
            # it accepts in one go.
            sock.listen(_BACKLOG)
            self._servers.append((server, sock))

    async def _addresses(self, host: str, lookup_ms: int) -> Found:
        if host.lower() == "localhost":
            return _LOCALHOST
        if host == EVERY_ADDRESS:
            return _EVERYWHERE
        try:
            literal = ipaddress.ip_address(host)
        except ValueError:
            pass
        else:
            family = socket.AF_INET if literal.version == 4 else socket.AF_INET6
            return [(family, (host, 0))]
        if not host:
            raise ListenError(text("listen.no-host"))
        try:
            return await look_up(host, 0, lookup_ms / 1000, self._lookup)
        except OSError as error:  # TimeoutError is one
            words = error.strerror or "timeout"
            raise ListenError(text("listen.name-unknown", host=host, error=words)) from None


def _open_all(addresses: Found, port: int) -> list[socket.socket]:
    """One listening socket per address, all on one port.

    Addresses that this machine lacks (IPv6 may be switched off) are left out as long as one is
    left.

    Raises:
        OSError: that of the first address which cannot be opened.
    """
    sockets: list[socket.socket] = []
    lacking: OSError | None = None
    try:
        for family, address in addresses:
            try:
                sock = _open(family, (address[0], port, *address[2:]))
            except OSError as error:
                if error.errno not in _LACKING:
                    raise
                lacking = lacking or error
                continue
            sockets.append(sock)
            port = sock.getsockname()[1]
        if not sockets:
            raise lacking or OSError(errno.EADDRNOTAVAIL, "no address")
    except OSError:
        for sock in sockets:
            sock.close()
        raise
    return sockets


def _open(family: socket.AddressFamily, address: tuple[object, ...]) -> socket.socket:
    # The protocol is named, or asyncio leaves Nagle's algorithm on, which glues small writes.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # else a port cannot be reopened while old connections are in TIME-WAIT
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.setblocking(False)
        sock.bind(address)
        sock.listen(_BACKLOG)
    except BaseException:
        sock.close()
        raise
    return sock


def _why_not(error: OSError, host: str, port: int, last: int) -> Text:
    match error.errno:
        case errno.EADDRINUSE if last > port:
            return text("listen.ports-busy", first=port, last=last)
        case errno.EADDRINUSE:
            return text("listen.port-busy", port=port)
        case errno.EACCES | errno.EPERM:
            return text("listen.not-permitted", port=port)
        case errno.EADDRNOTAVAIL | errno.EAFNOSUPPORT:
            return text("listen.not-here", host=host)
        case _:
            return text("listen.failed", host=host, port=port, error=error.strerror or str(error))
