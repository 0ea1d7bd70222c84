"""Everything of the engine together: one journal, one server, any number of clients."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING

from wsinspector.engine.client import Client
from wsinspector.engine.clock import Clock, SystemClock
from wsinspector.engine.server import Server
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.engine.tls_recorder import TlsRecorder
from wsinspector.journal.journal import Journal
from wsinspector.protocol.exchange import EndTcp, TcpEnd
from wsinspector.protocol.phases import Phase
from wsinspector.settings import JOURNAL_BYTES

if TYPE_CHECKING:
    from wsinspector.settings import Settings

_LAST_WORD_S = 0.2
_FOR_CONNECTIONS = (
    "importlib.metadata",  # all that websockets wants to know of it is its own version
    "websockets.exceptions",
    "wsinspector.protocol.opening.opening_request",
    "wsinspector.protocol.opening.server_answer",
    "wsinspector.protocol.inbound",
    "wsinspector.protocol.tls_endpoint",
    "wsinspector.engine.server_policy",
)
"""What the first connection takes beyond what listening does, in pieces."""


class Workbench:
    """What the window and the tests work with. To be made on a running loop.

    Attributes:
        settings: limits and patience.
        clock: stamps everything.
        journal: where everything is recorded.
        keeper: keeps the tasks of the engine.
        recorder: keeps what TLS connections need to be decrypted later, if asked to.
        server: the embedded server.
        clients: the clients, in the order in which they were made.
        GOODBYE_S: seconds that peers have to answer a goodbye before they are reset.

    Args:
        settings: limits and patience.
        clock: the system's if none is given.
        journal: a new one if none is given.
    """

    GOODBYE_S = 0.8

    def __init__(
        self, settings: Settings, clock: Clock | None = None, journal: Journal | None = None
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.journal = (
            Journal(self.clock.monotonic_ns(), self.clock.wall_ns(), settings.get(JOURNAL_BYTES))
            if journal is None
            else journal
        )
        self.keeper = TaskKeeper()
        self.recorder = TlsRecorder(self.journal, self.clock, settings)
        self.server = Server(self.journal, self.clock, settings, self.recorder)
        self.clients: list[Client] = []

    def new_client(self, label: str = "") -> Client:
        """One more client."""
        client = Client(self.journal, self.clock, self.settings, self.keeper, self.recorder, label)
        self.clients.append(client)
        return client

    def remove_client(self, client: Client) -> None:
        """Let a client go; its connection is closed, what was recorded stays."""
        self.clients.remove(client)
        if client.is_live:
            client.disconnect()
            _ = self.keeper.start("end a removed client", _end(client, self.GOODBYE_S))

    @staticmethod
    async def load_protocol() -> None:
        """Load what the first connection takes, a little at a time, while nobody waits for it."""
        for name in _FOR_CONNECTIONS:
            import_module(name)
            await asyncio.sleep(0)

    def foreign_connections(self) -> list[int]:
        """The open connections whose other end is a program outside.

        One that is not open yet, or closing already, has nothing that could be cut off.
        """
        live = [*self.server.links]
        live += [client.end_id for client in self.clients if client.is_live and client.end_id]
        table = self.journal.table
        return [
            connection.id
            for end, connection in ((end, table.of(table.ends[end].connection)) for end in live)
            if table.is_foreign(connection) and self._is_open(end)
        ]

    def _is_open(self, end: int) -> bool:
        standing = self.journal.lifelines.now(end)
        return standing is not None and standing.phase is Phase.OPEN

    async def shutdown(self, patience: float = GOODBYE_S) -> None:
        """End everything, politely where that is quick.

        Args:
            patience: seconds for peers to answer before they are reset; all in all it takes less
                than a second more.
        """
        for client in self.clients:
            if client.is_live:
                client.disconnect()
        await asyncio.gather(
            self.server.stop(patience=patience),
            *(_end(client, patience) for client in self.clients),
        )
        await self.keeper.cancel_all(_LAST_WORD_S)
        self.recorder.forget_keys()


async def _end(client: Client, seconds: float) -> None:
    """Wait for the end of a client that was told to close, and reset it if it does not come."""
    client.reset_lingering()
    for patience in (seconds, _LAST_WORD_S):
        try:
            async with asyncio.timeout(patience):
                await client.wait_over()
                return
        except TimeoutError:
            client.wish(EndTcp(TcpEnd.RST))
