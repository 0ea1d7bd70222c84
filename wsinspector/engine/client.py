"""A WebSocket client of ours, which can connect again and again."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.connector import Connector, OpenFailed
from wsinspector.engine.endpoint_limits import limits_of
from wsinspector.engine.link import Link
from wsinspector.engine.name_lookup import Found, system_lookup
from wsinspector.engine.redirection import Redirects, redirection
from wsinspector.engine.stage import PlainStage
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.calls import gives_up_opening
from wsinspector.protocol.exchange import ApiClose, ChangeBehaviour, EndTcp, TcpEnd, Wish
from wsinspector.protocol.facts import Detail, Fact, Kind, Step, note
from wsinspector.protocol.opening.head import is_token
from wsinspector.protocol.opening.opening_stage import ABORTED_BY_CLIENT
from wsinspector.protocol.opening.request_plan import RequestPlan, RequestPlanError
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.settings import CLIENT_FOLLOW_REDIRECTS, QUEUE_BYTES
from wsinspector.texts import render, text

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.engine.task_keeper import TaskKeeper
    from wsinspector.engine.tls_contexts import Trust
    from wsinspector.engine.tls_recorder import TlsRecorder
    from wsinspector.engine.tls_stage import TlsStage
    from wsinspector.journal.journal import Journal
    from wsinspector.settings import Settings


class Client:
    """Connects to a server, carries out wishes, and records all of it.

    Every :meth:`connect` is a new end and a new connection in the journal.

    Attributes:
        label: what the person calls it.

    Args:
        journal: where everything is recorded.
        clock: stamps it.
        settings: limits and patience, read at every connect.
        keeper: keeps the task that connects.
        recorder: keeps what TLS connections need to be decrypted later.
        label: what the person calls it.
        lookup: finds the addresses of a name; may block.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        settings: Settings,
        keeper: TaskKeeper,
        recorder: TlsRecorder,
        label: str = "",
        *,
        lookup: Callable[[str, int], Found] = system_lookup,
    ) -> None:
        self.label = label
        self._journal = journal
        self._clock = clock
        self._settings = settings
        self._keeper = keeper
        self._recorder = recorder
        self._lookup = lookup
        self._behaviour = Behaviour()
        self._link: Link | None = None
        self._lingering: set[Link] = set()
        self._redirects: Redirects | None = None
        self._connecting: tuple[asyncio.Task[None], Connector] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    # -- what is known --------------------------------------------------------------------------

    @property
    def end_id(self) -> int | None:
        """The end of the latest connect in the journal; None before the first."""
        return None if self._link is None else self._link.end_id

    @property
    def connection_id(self) -> int | None:
        """The connection that this end belongs to now."""
        return None if self._link is None else self._journal.end(self._link.end_id).connection

    @property
    def phase(self) -> Phase | None:
        """Where the end stands; None before the first connect."""
        if self._link is None:
            return None
        standing = self._journal.lifelines.now(self._link.end_id)
        return None if standing is None else standing.phase

    @property
    def is_live(self) -> bool:
        """Whether something of the latest connect is still going on, if only the end of TCP."""
        return not self._idle.is_set()

    @property
    def can_connect(self) -> bool:
        """Whether it may connect again: of the connection before, the end of TCP alone is left."""
        phase = self.phase
        return not self.is_live or (phase is not None and phase.ready is ReadyState.CLOSED)

    @property
    def behaviour(self) -> Behaviour:
        """How this client acts, now and when it connects again."""
        return self._behaviour

    # -- what can be asked ----------------------------------------------------------------------

    def connect(
        self,
        url: str,
        subprotocols: Sequence[str] = (),
        headers: Sequence[tuple[str, str]] = (),
        trust: Trust | None = None,
        plan: RequestPlan | None = None,
    ) -> int:
        """Begin to connect; what comes of it is told by the journal.

        Args:
            url: the address, ws://host:port/path, or wss:// for TLS.
            subprotocols: what to offer, in order of preference, as the API's constructor takes it.
            headers: further fields of the request.
            plan: the request otherwise; a correct one if absent.
            trust: whom to believe that the server is who it says; only for wss://. The system's
                authorities if absent.

        Returns:
            The id of the new end. Where a redirect is followed, further ends follow it.

        Raises:
            AddressError: there is nothing to connect to or no such request can be made; as in
                WHATWG's constructor nothing has happened then.
            CertificateError: the authorities that are to be trusted cannot be used.
            RuntimeError: the connection before is not over.
        """
        if not self.can_connect:
            raise RuntimeError("the connection before is not over")
        chosen = _plan(plan or RequestPlan(), subprotocols, headers)
        self._redirects = Redirects(chosen, trust, self._settings.get(CLIENT_FOLLOW_REDIRECTS))
        return self._begin(WsAddress.parse(url), chosen, trust).end_id

    def _begin(self, address: WsAddress, plan: RequestPlan, trust: Trust | None) -> Link:
        """Begin with one connection; see :meth:`connect`."""
        # Late, because it takes time, and a window opens without; see Workbench.load_protocol().
        from wsinspector.engine.endpoint_deflate import client_deflate
        from wsinspector.protocol.endpoint import Endpoint
        from wsinspector.protocol.opening.opening_request import KEY_BYTES, OpeningRequest
        from wsinspector.protocol.tls_endpoint import TlsEndpoint

        request = OpeningRequest(
            address.authority,
            address.resource,
            os.urandom(KEY_BYTES),
            plan,
            client_deflate(self._settings),
        )
        secure = self._tls_stage(address.host, trust) if address.secure else None
        kind = TlsEndpoint if address.secure else Endpoint
        now = self._clock.monotonic_ns()
        end = self._journal.open_end(EndKind.CLIENT, now, label=self.label, url=address.url)
        if secure is not None:
            secure.tap = self._recorder.tap(end)
        if self._link is not None and not self._link.over:
            self._lingering.add(self._link)
        self._link = link = Link(
            end,
            kind(Role.CLIENT, request, self._behaviour, limits_of(self._settings), os.urandom),
            secure or PlainStage(),
            self._journal,
            self._clock,
            queue_bytes=self._settings.get(QUEUE_BYTES),
            on_over=self._on_over,
        )
        self._idle.clear()
        offered: list[Detail] = list(request.asked.subprotocols)
        call: dict[str, Detail] = {
            "call": "connect",
            "url": address.url,
            "subprotocols": offered,
        }
        link.record(Fact(Kind.CALL, details=call))
        connector = Connector(link, address, self._journal, self._settings, self._lookup)
        connector.begin()
        task = self._keeper.start(f"connect to {address.url}", self._connect(connector, link))
        task.add_done_callback(lambda done: self._on_connect_done(done, connector, link))
        self._connecting = (task, connector)
        return link

    def wish(self, wish: Wish) -> None:
        """Do what the user wishes; without effect, though recorded, where it makes no sense.

        Before the first connect there is nothing to wish for, and nothing happens.
        """
        if isinstance(wish, ChangeBehaviour):
            self._behaviour = wish.behaviour
        if self._link is None:
            return
        if self._redirects is not None and gives_up_opening(wish):
            self._redirects.stop()
        self._link.wish(wish)
        if self._connecting is not None and self._link.phase is Phase.CONNECTING_ABORTED:
            task, connector = self._connecting
            if not self._link.has_transport:  # else the endpoint has said why
                self._link.record(_aborted(connector))
            task.cancel()

    def set_behaviour(self, behaviour: Behaviour) -> None:
        """Act so from now on; recorded only where a connection is concerned."""
        if self.is_live:
            self.wish(ChangeBehaviour(behaviour))
        else:
            self._behaviour = behaviour

    def disconnect(self) -> None:
        """Call the API's ``close()``: give up connecting, or begin the closing handshake."""
        self.wish(ApiClose())

    async def wait_over(self) -> None:
        """Wait until nothing of the latest connect is going on."""
        await self._idle.wait()

    # -- connecting -----------------------------------------------------------------------------

    def _tls_stage(self, host: str, trust: Trust | None) -> TlsStage:
        # Late, because it takes time and most connections do without.
        from wsinspector.engine.tls_contexts import Trust, client_context
        from wsinspector.engine.tls_stage import TlsStage

        chosen = trust or Trust()
        context = client_context(chosen)
        self._recorder.prepare(context)
        return TlsStage(Role.CLIENT, context, host.partition("%")[0], chosen.trusted)

    async def _connect(self, connector: Connector, link: Link) -> None:
        try:
            await connector.connect()
        except OpenFailed as failed:
            link.record(failed.fact)
            link.abandon()

    def _on_connect_done(self, task: asyncio.Task[None], connector: Connector, link: Link) -> None:
        if self._connecting is not None and self._connecting[0] is task:
            self._connecting = None
        cancelled_from_outside = task.cancelled() and link.phase is not Phase.CONNECTING_ABORTED
        if cancelled_from_outside and not link.has_transport and not link.over:
            link.record(_aborted(connector))
        link.abandon()

    def reset_lingering(self) -> None:
        """Reset the earlier connections of which the end of TCP is still awaited."""
        for link in list(self._lingering):
            link.wish(EndTcp(TcpEnd.RST))

    def _on_over(self, link: Link) -> None:
        if link in self._lingering:
            self._lingering.remove(link)
        elif link is not self._link or not self._follow(link):
            self._idle.set()

    def _follow(self, link: Link) -> bool:
        """Connect to where the answer redirects to, if it does and the settings allow it."""
        hops = self._redirects
        if hops is None or not hops.limit:
            return False
        url = self._journal.connection(self._journal.end(link.end_id).connection).url
        try:
            found = redirection(self._journal, link.end_id, url)
            if found is None:
                return False
            refusal = hops.refusal(found)
            if refusal is None:
                said = hops.take(found, url)
                self._begin(found.address, hops.plan, hops.trust).record(note(said))
        except (AddressError, CertificateError) as error:
            refusal = text("redirect.nowhere", why=render(error.text))
        if refusal is not None:
            link.record(note(refusal))
        return refusal is None


def _aborted(connector: Connector) -> Fact:
    why = text("open.aborted.dns" if connector.step is Step.DNS else "open.aborted.tcp")
    return OpenFailed(connector.step, ABORTED_BY_CLIENT, why).fact


def _plan(
    plan: RequestPlan, subprotocols: Sequence[str], headers: Sequence[tuple[str, str]]
) -> RequestPlan:
    for number, name in enumerate(subprotocols):
        if not is_token(name):
            raise AddressError(text("address.bad-subprotocol", name=name))
        if name in subprotocols[:number]:
            raise AddressError(text("address.subprotocol-twice", name=name))
    try:
        return plan.offering(subprotocols).adding(*headers)
    except RequestPlanError as error:
        raise AddressError(error.text) from None
