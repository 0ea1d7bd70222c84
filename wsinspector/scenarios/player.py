"""Plays a scenario: a scripted end against one of ours, over real sockets on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wsinspector.engine.client import Client
from wsinspector.engine.name_lookup import Found, system_lookup
from wsinspector.engine.server import Server
from wsinspector.engine.tls_contexts import Trust, Trusted
from wsinspector.journal.verdict import Verdict
from wsinspector.protocol.exchange import EndTcp, TcpEnd, Wish
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.comparison import differences
from wsinspector.scenarios.encounter import play_on
from wsinspector.scenarios.own_end import OwnEnd
from wsinspector.scenarios.scripted_end import Gate, ScriptError, no_gate
from wsinspector.scenarios.tls_wire import this_identity
from wsinspector.settings import LISTENER_ECHO, Settings
from wsinspector.texts import Text, text
from wsinspector.verdicts.judge import Judge

if TYPE_CHECKING:
    from wsinspector.engine.workbench import Workbench
    from wsinspector.scenarios.scenario import Scenario

_HOST: Final = "127.0.0.1"
_NO_SUCH_HOST: Final = ".invalid"
_LONGEST_S: Final = 300.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a scenario.

    Attributes:
        scenario: which.
        verdict: on its connection; None where there was not even one.
        differences: what is otherwise than expected, one sentence each; empty when all is well.
        seconds: how long it took, by the clock of the session.
    """

    scenario: Scenario
    verdict: Verdict | None
    differences: tuple[Text, ...]
    seconds: float

    @property
    def matches(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences


class Player:
    """Plays one scenario in a session, once.

    Args:
        scenario: which.
        bench: whose journal, clock and tasks are used; its server and clients are not.
        gate: asked before every step of either end.
        judge: judges the session; a new one if absent.
        longest_s: seconds after which it is given up.
    """

    def __init__(
        self,
        scenario: Scenario,
        bench: Workbench,
        gate: Gate = no_gate,
        judge: Judge | None = None,
        longest_s: float = _LONGEST_S,
    ) -> None:
        self._longest_s = longest_s
        self._scenario = scenario
        self._bench = bench
        self._gate = gate
        self._judge = judge or Judge(bench.journal)
        self._settings = Settings()
        self._settings.set(LISTENER_ECHO, False)
        self._settings.load(scenario.own.settings)
        self._own = OwnEnd(bench.journal, scenario.scripted.peer)
        self._problems: list[Text] = []
        self._known = asyncio.Event()
        self._through = asyncio.Event()

    @property
    def end(self) -> int | None:
        """Our end in the journal, as soon as it is known."""
        return self._own.end

    async def play(self) -> Outcome:
        """Play it, judge it, and leave nothing behind."""
        begun = self._bench.clock.monotonic_ns()
        play = self._as_client if self._scenario.scripted is Role.SERVER else self._as_server
        try:
            async with asyncio.timeout(self._longest_s):
                verdict = await play()
        except TimeoutError:
            self._problems.append(text("scenario.endless", seconds=self._longest_s))
            verdict = self._verdict()
        finally:
            self._own.forget()
        found = () if verdict is None else differences(verdict, self._scenario.expected)
        took = self._bench.clock.monotonic_ns() - begun
        return Outcome(self._scenario, verdict, (*self._problems, *found), took / 1e9)

    # -- our end is the client ------------------------------------------------------------------

    async def _as_client(self) -> Verdict | None:
        scenario, bench = self._scenario, self._bench
        own = scenario.own
        client = Client(
            bench.journal,
            bench.clock,
            self._settings,
            bench.keeper,
            bench.recorder,
            scenario.id,
            lookup=_lookup,
        )
        client.set_behaviour(own.behaviour)
        with _listening() as listener:
            port = int(listener.getsockname()[1])
            if not scenario.listens:
                listener.close()
            url = own.url or f"{'wss' if scenario.tls else 'ws'}://{_HOST}:{{port}}/"
            self._own.end = client.connect(
                url.replace("{port}", str(port)),
                own.subprotocols,
                trust=Trust(Trusted.NOBODY),
                plan=self._plan(),
            )
            try:
                return await self._both(
                    self._serve(listener) if scenario.listens else self._nobody(), client.wish
                )
            finally:
                if client.is_live:
                    client.wish(EndTcp(TcpEnd.RST))
                await client.wait_over()

    def _plan(self) -> RequestPlan:
        plan = RequestPlan()
        for name in self._scenario.own.without:
            plan = plan.without(name)
        for name, value in self._scenario.own.headers.items():
            plan = plan.setting(name, value)
        return plan

    async def _serve(self, listener: socket.socket) -> None:
        sock, _ = await asyncio.get_running_loop().sock_accept(listener)
        self._known.set()
        await self._act(sock, f"{_HOST}:{listener.getsockname()[1]}")

    # -- our end is the server ------------------------------------------------------------------

    async def _as_server(self) -> Verdict | None:
        bench = self._bench
        server = Server(bench.journal, bench.clock, self._settings, bench.recorder)
        server.set_behaviour(self._scenario.own.behaviour)
        identity = this_identity() if self._scenario.tls else None
        listening = await server.start(_HOST, 0, identity=identity)
        try:
            return await self._both(
                self._call(listening.port), lambda wish: self._wish(server, wish)
            )
        finally:
            await server.stop(abort=True)

    def _wish(self, server: Server, wish: Wish) -> None:
        if self._own.end is not None and self._own.end in server.links:
            server.links[self._own.end].wish(wish)

    async def _call(self, port: int) -> None:
        sock = socket.socket()
        sock.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(sock, (_HOST, port))
            await self._own.met(int(sock.getsockname()[1]), port)
        except BaseException:
            sock.close()
            raise
        self._known.set()
        await self._act(sock, f"{_HOST}:{port}")

    # -- both -----------------------------------------------------------------------------------

    async def _both(
        self, scripted: Coroutine[None, None, None], wish: Callable[[Wish], None]
    ) -> Verdict | None:
        """Let both ends act, and judge when all is done."""
        keeper = self._bench.keeper
        acting = keeper.start(f"scripted end of {self._scenario.id}", scripted)
        wishing = keeper.start(f"our end of {self._scenario.id}", self._do_wishes(wish))
        through = keeper.start("the script's end", self._through.wait())
        try:
            # What fails is seen here, and not when it is too late.
            await asyncio.wait((acting, through), return_when=asyncio.FIRST_COMPLETED)
            await wishing
            await self._wait_over()
            return self._verdict()
        finally:
            for task in (acting, wishing, through):
                task.cancel()
            await asyncio.gather(acting, wishing, through, return_exceptions=True)

    async def _nobody(self) -> None:
        """Nobody listens, so there is no script."""
        self._through.set()

    async def _act(self, sock: socket.socket, host: str) -> None:
        """The scripted end, from its first step to the end of TCP."""
        await play_on(
            sock,
            self._scenario,
            host,
            tls=self._scenario.tls,
            gate=self._gate,
            on_through=self._finish_script,
        )

    def _finish_script(self, problem: Text | None) -> None:
        if problem is not None:
            self._problems.append(problem)
        self._through.set()

    async def _do_wishes(self, wish: Callable[[Wish], None]) -> None:
        if self._scenario.scripted is Role.CLIENT:
            await self._known.wait()
        try:
            await self._own.play(self._scenario.own.steps, wish, self._gate)
        except ScriptError as error:
            self._problems.append(error.text)

    async def _wait_over(self) -> None:
        """Wait for the end of our end, but no longer than the scenario wants."""
        after = self._scenario.expected.after_ms
        try:
            async with asyncio.timeout(None if after is None else after / 1000):
                await self._own.finished()
        except TimeoutError:
            pass

    def _verdict(self) -> Verdict | None:
        journal, end = self._bench.journal, self._own.end
        if end is None:
            return None
        self._judge.catch_up()
        now = self._bench.clock.monotonic_ns() - journal.start_ns
        return self._judge.verdict(journal.end(end).connection, now)


@contextlib.contextmanager
def _listening() -> Iterator[socket.socket]:
    listener = socket.socket()
    try:
        listener.setblocking(False)
        listener.bind((_HOST, 0))
        listener.listen(8)
        yield listener
    finally:
        listener.close()


def _lookup(host: str, port: int) -> Found:
    """Ask the system, but of names that are made never to exist (RFC 6761 §6.4)."""
    if host.endswith(_NO_SUCH_HOST):
        raise OSError("there is no such name")
    return system_lookup(host, port)
