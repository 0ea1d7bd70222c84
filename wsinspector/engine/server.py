"""The embedded server: it listens, and holds the server ends of what it accepted."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from wsinspector.engine.address import AddressError, served_path
from wsinspector.engine.broadcaster import Broadcaster
from wsinspector.engine.endpoint_limits import limits_of
from wsinspector.engine.link import Link
from wsinspector.engine.listener import Listener, ListenError, Listening
from wsinspector.engine.name_lookup import Found, as_pair, system_lookup
from wsinspector.engine.page_service import PageService
from wsinspector.engine.sender import reset_on_close
from wsinspector.engine.stage import PlainStage
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.exchange import ApiClose, ChangeBehaviour, EndTcp, TcpEnd, Wish
from wsinspector.protocol.facts import Detail, Fact, Kind, entered, note
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, OpeningAnswer
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.settings import (
    LISTENER_ECHO,
    LOOKUP_MS,
    MAX_CONNECTIONS,
    QUEUE_BYTES,
    STOP_MS,
)
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    import ssl

    from wsinspector.engine.certificates import Identity
    from wsinspector.engine.clock import Clock
    from wsinspector.engine.tls_recorder import TlsRecorder
    from wsinspector.engine.tls_stage import TlsStage
    from wsinspector.journal.journal import Journal
    from wsinspector.settings import Settings

_GOING_AWAY = 1001
_REFUSED_AT_ONCE = 64
_LAST_WORD_S = 0.2


class Server:
    """Accepts connections, carries out wishes at their server ends, and records all of it.

    Every new connection follows the default behaviour until it is given one of its own.

    Attributes:
        links: the live server ends by end id.
        listening: where it listens; None when it does not.
        answer: how the opening handshakes of new connections are answered; to be set at any time.
        pages: what it serves as plain HTTP.

    Args:
        journal: where everything is recorded.
        clock: stamps it.
        settings: limits and patience, read for every new connection.
        recorder: keeps what TLS connections need to be decrypted later.
        lookup: finds the addresses of a name; may block.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        settings: Settings,
        recorder: TlsRecorder,
        *,
        lookup: Callable[[str, int], Found] = system_lookup,
    ) -> None:
        self.links: dict[int, Link] = {}
        self.listening: Listening | None = None
        self.answer: OpeningAnswer = PLAIN_ANSWER
        self.pages = PageService(journal, clock, settings)
        self._journal = journal
        self._clock = clock
        self._settings = settings
        self._recorder = recorder
        self._tls: ssl.SSLContext | None = None
        self._listener = Listener(lambda: _Doorman(self._welcome), lookup)
        echoes = settings.get(LISTENER_ECHO)
        self._behaviour = Behaviour(message=OnMessage(MessageReply.ECHO)) if echoes else Behaviour()
        self._own_behaviour: set[int] = set()
        self._broadcaster = Broadcaster(self.links, settings)
        self._empty = asyncio.Event()
        self._empty.set()

    # -- listening ------------------------------------------------------------------------------

    async def start(
        self,
        host: str,
        port: int,
        path: str = "",
        *,
        first_free: bool = False,
        identity: Identity | None = None,
    ) -> Listening:
        """Begin to listen.

        Args:
            host: name or address; ``localhost`` listens on both loopback addresses.
            port: 0 lets the system choose.
            path: the only path that is served; empty serves every path. What a request cannot name
                as it is, is encoded as a client encodes it.
            first_free: take the next free one of the following ports if this one is taken; the
                result's ``notice`` then says so.
            identity: what the server proves itself with on TLS; without one it speaks plain TCP.

        Raises:
            CertificateError: the certificate or key cannot be used.
            ListenError: it is not possible; its text says why.
            RuntimeError: it listens already.
        """
        if self.listening is not None:
            raise RuntimeError("the server listens already")
        try:
            path = served_path(path)
        except AddressError as error:
            raise ListenError(error.text) from None
        context = None if identity is None else _tls_context(identity)
        opened = await self._listener.open(
            host,
            port,
            path,
            first_free=first_free,
            lookup_ms=self._settings.get(LOOKUP_MS),
            secure=context is not None,
        )
        self._tls = context
        self.listening = self.pages.open(opened)
        return self.listening

    async def stop(self, *, abort: bool = False, patience: float | None = None) -> None:
        """Listen no more and end every connection.

        It is done by Close 1001, and by RST where that does not help in time.

        Args:
            abort: end every connection by RST at once.
            patience: seconds to wait before; as the settings say when absent.
        """
        self.listening = None
        await self._listener.close()
        if not abort:
            for link in list(self.links.values()):
                _say_goodbye(link)
            if patience is None:
                patience = self._settings.get(STOP_MS) / 1000
            await self._wait_empty(patience)
        for link in list(self.links.values()):
            link.wish(EndTcp(TcpEnd.RST))
        await self._wait_empty(_LAST_WORD_S)

    async def _wait_empty(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._empty.wait()
        except TimeoutError:
            pass  # the caller goes on to harder means

    # -- connections ----------------------------------------------------------------------------

    def link_of(self, connection_id: int) -> Link | None:
        """The live server end of a connection; None when there is none."""
        if connection_id not in self._journal.table.connections:
            return None
        end = self._journal.table.end_of(connection_id, EndKind.SERVER)
        return None if end is None else self.links.get(end.id)

    def wish(self, connection_id: int, wish: Wish) -> None:
        """Do what the user wishes at the server end of a connection, if it is live."""
        if isinstance(wish, ChangeBehaviour):
            self.set_behaviour(wish.behaviour, connection_id)
            return
        link = self.link_of(connection_id)
        if link is not None:
            link.wish(wish)

    @property
    def behaviour(self) -> Behaviour:
        """How new connections act."""
        return self._behaviour

    def behaviour_of(self, connection_id: int) -> Behaviour | None:
        """How a live connection acts; None when it is not live."""
        link = self.link_of(connection_id)
        return None if link is None else link.behaviour

    def follows_default(self, connection_id: int) -> bool:
        """Whether a connection acts as new ones do, and changes with them."""
        link = self.link_of(connection_id)
        return link is not None and link.end_id not in self._own_behaviour

    def set_behaviour(self, behaviour: Behaviour, connection_id: int | None = None) -> None:
        """Act so from now on.

        Args:
            behaviour: how.
            connection_id: this connection alone, which then no longer follows the default; None
                sets the default, for new connections and for those that follow it.
        """
        if connection_id is None:
            self._behaviour = behaviour
            for end_id, follower in list(self.links.items()):
                if end_id not in self._own_behaviour:
                    follower.wish(ChangeBehaviour(behaviour))
            return
        link = self.link_of(connection_id)
        if link is not None:
            self._own_behaviour.add(link.end_id)
            link.wish(ChangeBehaviour(behaviour))

    def follow_default(self, connection_id: int) -> None:
        """Let a connection act as new ones do, from now on."""
        link = self.link_of(connection_id)
        if link is not None and link.end_id in self._own_behaviour:
            self._own_behaviour.remove(link.end_id)
            link.wish(ChangeBehaviour(self._behaviour))

    # -- accepting ------------------------------------------------------------------------------

    def _welcome(self, transport: asyncio.Transport) -> None:
        """A connection was accepted."""
        # Late, because it takes time, and a window opens without; see Workbench.load_protocol().
        from wsinspector.engine.server_policy import server_policy
        from wsinspector.protocol.endpoint import Endpoint
        from wsinspector.protocol.tls_endpoint import TlsEndpoint

        end = self._journal.open_end(EndKind.SERVER, self._clock.monotonic_ns())
        limit = self._settings.get(MAX_CONNECTIONS)
        if self.listening is None:
            self._turn_away(transport, end, text("server.stopped"))
            return
        if len(self.links) >= limit + _REFUSED_AT_ONCE:
            self._turn_away(transport, end, text("server.overrun", limit=limit))
            return
        full = len(self.links) >= limit
        policy = server_policy(
            self._settings,
            self.listening.path,
            self.answer,
            full=full,
            site=self.pages.site_for(transport),
        )
        limits = limits_of(self._settings)
        kind = Endpoint if self._tls is None else TlsEndpoint
        self.links[end] = link = Link(
            end,
            kind(Role.SERVER, policy, self._behaviour, limits, os.urandom),
            PlainStage() if self._tls is None else self._tls_stage(self._tls, end),
            self._journal,
            self._clock,
            queue_bytes=self._settings.get(QUEUE_BYTES),
            on_broadcast=self._broadcaster.send,
            on_over=self._on_over,
            on_report=self.pages.take,
        )
        self._empty.clear()
        link.record(self._accepted(transport, end))
        if full:
            link.record(note(text("server.full", limit=limit)))
        transport.set_protocol(link)
        link.connection_made(transport)

    def _tls_stage(self, context: ssl.SSLContext, end: int) -> TlsStage:
        from wsinspector.engine.tls_stage import TlsStage

        self._recorder.prepare(context)
        stage = TlsStage(Role.SERVER, context)
        stage.tap = self._recorder.tap(end)
        return stage

    def _turn_away(self, transport: asyncio.Transport, end: int, why: Text) -> None:
        """Not even a refusal can be afforded any more, or nobody listens any longer."""
        for fact in (
            self._accepted(transport, end),
            note(why),
            Fact(Kind.RST, True),
            entered(Phase.NEVER_OPENED),
        ):
            self._journal.append(end, self._clock.monotonic_ns(), fact)
        reset_on_close(transport.get_extra_info("socket"))
        transport.abort()
        self._journal.finish(end)

    def _accepted(self, transport: asyncio.Transport, end: int) -> Fact:
        details: dict[str, Detail] = {}
        local = transport.get_extra_info("sockname")
        remote = transport.get_extra_info("peername")
        if local:
            details["local"] = list(as_pair(local))
        if remote:  # a peer that has reset already has no address any more
            details["remote"] = list(as_pair(remote))
        if local and remote:
            self._journal.attach(end, as_pair(local), as_pair(remote))
        return Fact(Kind.TCP, False, details=details)

    def _on_over(self, link: Link) -> None:
        del self.links[link.end_id]
        self._own_behaviour.discard(link.end_id)
        self._broadcaster.forget(link.end_id)
        if not self.links:
            self._empty.set()


class _Doorman(asyncio.BaseProtocol):
    """Stands at an accepted connection until it is really there.

    Before that it has no addresses, and may fail without a word.
    """

    def __init__(self, welcome: Callable[[asyncio.Transport], None]) -> None:
        self._welcome = welcome

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._welcome(cast("asyncio.Transport", transport))


def _tls_context(identity: Identity) -> ssl.SSLContext:
    # Late, because it takes time and most servers do without.
    from wsinspector.engine.tls_contexts import server_context

    return server_context(identity)


def _say_goodbye(link: Link) -> None:
    if link.phase is Phase.OPEN:
        link.wish(ApiClose(_GOING_AWAY))
    elif link.phase.ready is ReadyState.CONNECTING:
        link.wish(EndTcp(TcpEnd.CLOSE))
