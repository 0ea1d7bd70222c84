"""A peer program that runs beside a test and tells its events as JSON lines."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

PEERS = Path(__file__).parent.parent / "peers"

Told = dict[str, Any]


class PeerProcess:
    """A running peer program.

    Attributes:
        told: every event it has told so far, in order.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._changed = asyncio.Event()
        self.told: list[Told] = []

    async def read(self) -> None:
        """Collect what the program tells until it ends."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.told.append(json.loads(line))
            self._changed.set()

    def events(self) -> list[str]:
        """The names of what was told, in order."""
        return [told["event"] for told in self.told]

    async def until(self, event: str, check: Callable[[Told], bool] = lambda told: True) -> Told:
        """The first told event of this name, as soon as it is there.

        Raises:
            TimeoutError: it did not come; the message has what came instead.
        """
        try:
            async with asyncio.timeout(8):
                while True:
                    for told in self.told:
                        if told["event"] == event and check(told):
                            return told
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"no {event!r} from the peer; it told {self.told}") from None


@contextlib.asynccontextmanager
async def peer_process(
    *command: str | Path, env: Mapping[str, str | Path] | None = None
) -> AsyncIterator[PeerProcess]:
    """Run a peer program for the length of a block; it is ended by its own process id.

    Args:
        command: the program and its arguments.
        env: what its environment has besides that of the tests.
    """
    more = {name: str(value) for name, value in (env or {}).items()}
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        stdout=asyncio.subprocess.PIPE,
        cwd=PEERS,
        env=os.environ | more,
    )
    peer = PeerProcess(process)
    reading = asyncio.ensure_future(peer.read())
    try:
        yield peer
    finally:
        await end_process(process)
        await reading


async def end_process(process: asyncio.subprocess.Process) -> None:
    """End a peer program that may have ended by itself."""
    # Process.kill() would reap one that has just ended, under the hands of asyncio's own watcher.
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
    await process.wait()
