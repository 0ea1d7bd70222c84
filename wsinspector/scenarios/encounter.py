"""A scripted end meets a program that is not ours."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from wsinspector.engine.address import WsAddress
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.scripted_end import Gate, ScriptedEnd, ScriptError, no_gate
from wsinspector.scenarios.tls_wire import TlsWire
from wsinspector.scenarios.wire import PlainWire, Wire
from wsinspector.texts import ExplainedError, Text, text

if TYPE_CHECKING:
    from wsinspector.engine.task_keeper import TaskKeeper

_BACKLOG = 64
OnPlayed = Callable[[Text | None], None]
"""Called when a script is through, with what stopped it, if anything did."""
Tap = Callable[[Wire, socket.socket], Wire]
"""Called for every connection with its wire, and its socket; returns the wire to be used."""


def no_tap(wire: Wire, _sock: socket.socket) -> Wire:
    """Nobody listens in."""
    return wire


class EncounterError(ExplainedError):
    """There is nobody to meet."""


async def play_on(
    sock: socket.socket,
    scenario: Scenario,
    host: str,
    *,
    resource: str = "/",
    tls: bool = False,
    gate: Gate = no_gate,
    on_through: OnPlayed = lambda _problem: None,
    tap: Tap = no_tap,
) -> None:
    """Play the scripted end of a scenario on a connection, to the end of TCP.

    Args:
        sock: connected; closed afterwards.
        scenario: which.
        host: what a client's request names.
        resource: what it asks for.
        tls: speak TLS.
        gate: asked before every step.
        on_through: told when all steps are done.
        tap: listens in.
    """
    plain = PlainWire(sock)
    wire: Wire = plain
    try:
        problem = None
        end = None
        try:
            if tls:
                wire = secure = TlsWire(plain, scenario.scripted)
                await secure.handshake()
            wire = tap(wire, sock)
            end = ScriptedEnd(scenario.scripted, wire, host, gate, resource)
            await end.play(scenario.steps)
        except ScriptError as error:
            problem = error.text
        except OSError as error:
            problem = text("scenario.tls-failed", error=str(error))
        on_through(problem)
        if end is not None:
            await end.stay()
    finally:
        wire.close()
        plain.close()


class ScriptedServer:
    """Listens, and plays a scenario to everybody who connects.

    Args:
        scenario: of which a server is scripted.
        keeper: keeps a task for each connection.
        on_played: told of every connection.
        tap: listens in to every connection.
    """

    def __init__(
        self, scenario: Scenario, keeper: TaskKeeper, on_played: OnPlayed, tap: Tap = no_tap
    ) -> None:
        self._tap = tap
        self._scenario = scenario
        self._keeper = keeper
        self._on_played = on_played
        self._listener: socket.socket | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, host: str, port: int) -> str:
        """Begin to listen; returns the address by which clients reach it.

        Args:
            host: an address of this machine.
            port: 0 lets the system choose.

        Raises:
            EncounterError: it is not possible.
        """
        try:
            self._listener = listener = socket.create_server((host, port), backlog=_BACKLOG)
        except OSError as error:
            words = error.strerror or str(error)
            raise EncounterError(text("scenario.no-listener", port=port, error=words)) from None
        listener.setblocking(False)
        bound = int(listener.getsockname()[1])
        self._start("accept", self._accept(listener, f"{host}:{bound}"))
        return f"{'wss' if self._scenario.tls else 'ws'}://{host}:{bound}/"

    async def close(self) -> None:
        """Listen no more, and drop every connection."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._listener is not None:
            self._listener.close()

    async def _accept(self, listener: socket.socket, host: str) -> None:
        while True:
            sock, _ = await asyncio.get_running_loop().sock_accept(listener)
            playing = play_on(
                sock,
                self._scenario,
                host,
                tls=self._scenario.tls,
                on_through=self._on_played,
                tap=self._tap,
            )
            self._start("meet a client", playing)

    def _start(self, what: str, acting: Coroutine[None, None, None]) -> None:
        task = self._keeper.start(f"{self._scenario.id}: {what}", acting)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def call_server(
    scenario: Scenario, address: WsAddress, gate: Gate = no_gate, tap: Tap = no_tap
) -> Text | None:
    """Play a scripted client to a server; returns what stopped the script, if anything did.

    Args:
        scenario: of which a client is scripted.
        address: of the server.
        gate: asked before every step.
        tap: listens in.

    Raises:
        EncounterError: nobody answers there.
    """
    problems: list[Text | None] = []
    try:
        sock = await _connected(address)
    except OSError as error:
        words = error.strerror or str(error)
        raise EncounterError(text("scenario.no-server", url=address.url, error=words)) from None
    await play_on(
        sock,
        scenario,
        address.authority,
        resource=address.resource,
        tls=address.secure,
        gate=gate,
        on_through=problems.append,
        tap=tap,
    )
    return problems[0]


async def _connected(address: WsAddress) -> socket.socket:
    loop = asyncio.get_running_loop()
    error: OSError = ConnectionRefusedError("no address")
    for family, _, _, _, where in await loop.getaddrinfo(
        address.host, address.port, type=socket.SOCK_STREAM
    ):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setblocking(False)
        try:
            await loop.sock_connect(sock, where)
        except OSError as failed:
            sock.close()
            error = failed
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise error
