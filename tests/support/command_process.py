"""A command of the program that runs in a process of its own, without Qt."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from tests.support.peer_process import end_process

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import sys
from wsinspector.__main__ import main
try:
    sys.exit(main(sys.argv[1:]))
finally:
    qt = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "qasync")]
    assert not qt, qt
"""


def command_line(*arguments: str) -> list[str]:
    """The command line that runs a command and fails where it loads Qt or raises a warning."""
    return [sys.executable, "-W", "error", "-c", _PROGRAM, *arguments]


class CommandProcess:
    """A running command.

    Attributes:
        process: its process.
        lines: what it has printed so far.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._changed = asyncio.Event()

    async def read(self) -> None:
        """Collect what is printed until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode().removesuffix("\n"))
            self._changed.set()
        self._changed.set()

    async def until(self, check: Callable[[str], object]) -> str:
        """The first line for which this holds, as soon as it is there.

        Raises:
            TimeoutError: it did not come; the message has what came instead.
        """
        try:
            async with asyncio.timeout(8):
                while True:
                    for line in self.lines:
                        if check(line):
                            return line
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError("\n".join(self.lines)) from None

    async def url(self) -> str:
        """Where it listens."""
        line = await self.until(lambda line: "istening" in line)
        if line.startswith("{"):
            return str(json.loads(line)["url"])
        return line.removeprefix("Listening on ")

    def records(self) -> list[dict[str, Any]]:
        """The lines of entries, each a JSON object."""
        return [record for record in self._objects() if record["kind"] != "verdict"]

    def verdicts(self) -> list[dict[str, Any]]:
        """The lines of verdicts, each a JSON object."""
        return [record for record in self._objects() if record["kind"] == "verdict"]

    def _objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> None:
        """What Ctrl-C does, or another signal."""
        os.kill(self.process.pid, number)

    async def ended(self) -> tuple[int, str]:
        """Wait for its end: exit status and what it wrote to standard error."""
        assert self.process.stderr is not None
        async with asyncio.timeout(8):
            words = (await self.process.stderr.read()).decode()
            return await self.process.wait(), words


@contextlib.asynccontextmanager
async def command_process(*arguments: str) -> AsyncIterator[CommandProcess]:
    """Run a command for the length of a block; it is ended by its own process id."""
    process = await asyncio.create_subprocess_exec(
        *command_line(*arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        limit=2**26,
    )
    command = CommandProcess(process)
    reading = asyncio.ensure_future(command.read())
    try:
        yield command
    finally:
        await end_process(process)
        await reading


async def run_command(*arguments: str) -> tuple[int, list[str], str]:
    """Run a command to its end: exit status, printed lines, standard error."""
    async with command_process(*arguments) as command:
        status, words = await command.ended()
    return status, command.lines, words
