"""The steps from an address to a connected transport: name lookup, then TCP."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from wsinspector.engine.name_lookup import (
    Found,
    SocketAddress,
    as_pair,
    look_up,
)
from wsinspector.journal.connections import address_text
from wsinspector.protocol.facts import Detail, Fact, Kind, Step, entered
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CONNECT_MS, LOOKUP_MS
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.engine.address import WsAddress
    from wsinspector.engine.link import Link
    from wsinspector.journal.connections import Address
    from wsinspector.journal.journal import Journal
    from wsinspector.settings import Settings

_UNREACHABLE = frozenset(
    (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)
)
# Of several addresses that failed, the one that says most is the reason.
_TELLING = ("tcp-failed", "tcp-unreachable", "tcp-timeout", "tcp-refused")


class OpenFailed(Exception):
    """A step failed.

    Attributes:
        step: which one.
        reason: the ending's name without ``open-``, for example ``tcp-refused``.
        text: why, as a sentence.
    """

    def __init__(self, step: Step, reason: str, why: Text) -> None:
        super().__init__(reason)
        self.step = step
        self.reason = reason
        self.text = why

    @property
    def fact(self) -> Fact:
        """The failure as it is recorded, in the shape that an endpoint uses for its step."""
        details: dict[str, Detail] = {
            "step": self.step.name.lower(),
            "reason": self.reason,
            "text": [self.text.id, self.text.args],
            "status": None,
            "faults": [],
        }
        return Fact(Kind.FAILURE, details=details)


class _Attempt(NamedTuple):
    family: socket.AddressFamily
    address: SocketAddress


class Connector:
    """Gets a link its transport, and records every step at the link's end.

    Attributes:
        step: the step that is being taken.

    Args:
        link: what is to be connected.
        address: where to.
        journal: learns the addresses of the link's end.
        settings: patience.
        lookup: finds the addresses of a name.
    """

    def __init__(
        self,
        link: Link,
        address: WsAddress,
        journal: Journal,
        settings: Settings,
        lookup: Callable[[str, int], Found],
    ) -> None:
        self.step = Step.DNS
        self._link = link
        self._address = address
        self._journal = journal
        self._settings = settings
        self._lookup = lookup

    def begin(self) -> None:
        """Say so, and enter the first step."""
        self._tell(step="begin", url=self._address.url)
        if self._address.is_literal:
            self._enter(Step.TCP, Phase.CONNECTING_TCP)
        else:
            self._enter(Step.DNS, Phase.CONNECTING_DNS)

    async def connect(self) -> None:
        """Take all steps.

        Raises:
            OpenFailed: one of them failed, which is not recorded yet.
        """
        if self._address.is_literal:
            attempts = self._literal()
        else:
            attempts = await self._look_up()
            self._enter(Step.TCP, Phase.CONNECTING_TCP)
        sock = await self._connect_one_of(attempts)
        # From here on the transport owns the socket, even if it is cancelled.
        await asyncio.get_running_loop().create_connection(lambda: self._link, sock=sock)

    # -- name lookup ----------------------------------------------------------------------------

    def _literal(self) -> list[_Attempt]:
        host, port = self._address.host, self._address.port
        try:
            found = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
            )
        except OSError as error:  # the zone of a link-local address is not of this machine
            words = error.strerror or str(error)
            why = text("open.tcp-failed", address=address_text((host, port)), error=words)
            raise OpenFailed(Step.TCP, "tcp-failed", why) from None
        return [_Attempt(family, address) for family, _, _, _, address in found[:1]]

    async def _look_up(self) -> list[_Attempt]:
        host, port = self._address.host, self._address.port
        patience = self._settings.get(LOOKUP_MS)
        try:
            found = await look_up(host, port, patience / 1000, self._lookup)
        except TimeoutError:
            why = text("open.dns-timeout", host=host, ms=patience)
            raise OpenFailed(Step.DNS, "dns-failed", why) from None
        except OSError as error:
            raise self._not_found(error.strerror or str(error)) from None
        addresses: list[Detail] = [as_pair(address)[0] for _, address in found]
        self._tell(step="dns", host=host, addresses=addresses)
        return [_Attempt(family, address) for family, address in found]

    def _not_found(self, words: str) -> OpenFailed:
        why = text("open.dns-failed", host=self._address.host, error=words)
        return OpenFailed(Step.DNS, "dns-failed", why)

    # -- TCP ------------------------------------------------------------------------------------

    async def _connect_one_of(self, attempts: list[_Attempt]) -> socket.socket:
        """Try the addresses in order until one answers."""
        failures: list[OpenFailed] = []
        for number, attempt in enumerate(attempts, 1):
            try:
                return await self._connect_to(attempt)
            except OSError as error:
                self._journal.detach(self._link.end_id)
                failure = self._tcp_failure(attempt, error)
                failures.append(failure)
                if number < len(attempts):
                    self._tell(
                        step="tcp",
                        remote=list(as_pair(attempt.address)),
                        reason=failure.reason,
                        text=[failure.text.id, failure.text.args],
                    )
        if not failures:
            raise self._not_found("no address")
        raise max(failures, key=lambda failure: _TELLING.index(failure.reason))

    async def _connect_to(self, attempt: _Attempt) -> socket.socket:
        loop = asyncio.get_running_loop()
        # The protocol is named, or asyncio leaves Nagle's algorithm on, which glues small writes.
        sock = socket.socket(attempt.family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # Our own port is known once the call is made, which is before the loop's next turn, and
        # that is before a server on this loop can announce what it accepted.
        called = loop.call_soon(self._attach, sock, attempt)
        try:
            sock.setblocking(False)
            async with asyncio.timeout(self._settings.get(CONNECT_MS) / 1000):
                await loop.sock_connect(sock, attempt.address)
            local, remote = self._attach(sock, attempt)
            if local == remote:  # nobody listens, but our own port happened to be the same
                raise ConnectionRefusedError(errno.ECONNREFUSED, "connected to itself")
        except BaseException:
            sock.close()
            raise
        finally:
            called.cancel()
        addresses: dict[str, Detail] = {"local": list(local), "remote": list(remote)}
        self._link.record(Fact(Kind.TCP, True, details=addresses))
        return sock

    def _attach(self, sock: socket.socket, attempt: _Attempt) -> tuple[Address, Address]:
        """Tell the journal both addresses, as far as the system knows them."""
        remote = as_pair(attempt.address)
        try:
            local = as_pair(sock.getsockname())
        except OSError:
            return ("", 0), remote
        try:
            remote = as_pair(sock.getpeername())
        except OSError:
            pass  # not connected yet
        known = self._journal.end(self._link.end_id)
        if local[1] and (known.local, known.remote) != (local, remote):
            self._journal.attach(self._link.end_id, local, remote)
        return local, remote

    def _tcp_failure(self, attempt: _Attempt, error: OSError) -> OpenFailed:
        address = address_text(as_pair(attempt.address))
        words = error.strerror or str(error)
        if isinstance(error, ConnectionRefusedError):
            reason, why = "tcp-refused", text("open.tcp-refused", address=address)
        elif isinstance(error, TimeoutError):
            patience = self._settings.get(CONNECT_MS)
            reason, why = "tcp-timeout", text("open.tcp-timeout", address=address, ms=patience)
        elif error.errno in _UNREACHABLE:
            why = text("open.tcp-unreachable", address=address, error=words)
            reason = "tcp-unreachable"
        else:
            reason, why = "tcp-failed", text("open.tcp-failed", address=address, error=words)
        return OpenFailed(Step.TCP, reason, why)

    # -- recording ------------------------------------------------------------------------------

    def _enter(self, step: Step, phase: Phase) -> None:
        self.step = step
        self._link.record(entered(phase))

    def _tell(self, **details: Detail) -> None:
        self._link.record(Fact(Kind.CONNECT, details=details))
