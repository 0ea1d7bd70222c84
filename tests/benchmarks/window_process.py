"""The real program as a process that a benchmark can question.

It listens on a free port of loopback, shows its window (offscreen, unless a platform is chosen) and
records. For every line on its standard input it answers with one line of JSON:

    port      where it listens
    reset     forget the lateness measured so far
    report    lateness of a precise 10 ms timer in ms (p50, p99, max), the most work between two of
              its ticks in ms of processor time, memory in bytes, frames
    talk N    its own client sends N messages of 64 bytes to its own server; answers when all echoes
              have come

It ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from wsinspector.app.application import run
from wsinspector.app.controllers import Controllers
from wsinspector.app.settings_store import SettingsStore
from wsinspector.protocol.exchange import SendMessage
from wsinspector.protocol.phases import ReadyState
from wsinspector.settings import LISTENER_HOST, LISTENER_PORT

_TICK_MS = 10
_IN_FLIGHT = 32


class Lateness:
    """How late a precise timer of the window comes."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._last = time.perf_counter()
        self._work: list[float] = []
        self._last_work = time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def reset(self) -> None:
        """Begin anew."""
        self._late.clear()
        self._work.clear()

    def report(self) -> dict[str, float]:
        """Milliseconds beyond the interval."""
        late = sorted(self._late) or [0.0]
        return {
            "p50": late[len(late) // 2],
            "p99": late[min(len(late) - 1, len(late) * 99 // 100)],
            "max": late[-1],
            "work": max(self._work, default=0.0),
        }

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self._late.append(max(0.0, (now - self._last) * 1000 - _TICK_MS))
        self._work.append((work - self._last_work) * 1000)
        self._last, self._last_work = now, work


def resident_bytes() -> int:
    """Memory of this process that is in RAM."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def talk(controllers: Controllers, messages: int) -> None:
    """Let the window's client send messages to the window's server, some at a time."""
    client, journal = controllers.clients.current.client, controllers.workbench.journal
    client.connect(controllers.panels.server.url)
    await controllers.until(
        lambda: (view := controllers.clients.current.view) and view.ready is ReadyState.OPEN
    )
    end = journal.end(client.end_id or 0)
    before = end.received
    size = 66
    for number in range(messages):
        client.wish(SendMessage(os.urandom(64), False))
        while (number + 1) - (end.received - before) // size >= _IN_FLIGHT:
            await asyncio.sleep(0)
    while end.received - before < messages * size:
        await asyncio.sleep(0)


async def answer(controllers: Controllers) -> int:
    """Answer questions until there are no more."""
    lateness = Lateness()
    await controllers.until(lambda: controllers.server.is_listening)
    while not gc.get_freeze_count():  # what was put off at the start is done after that
        await asyncio.sleep(0.01)
    loop = asyncio.get_running_loop()
    questions = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(questions), sys.stdin)
    while question := (await questions.readline()).decode().split():
        reply: dict[str, float] = {}
        match question:
            case ["port"]:
                listening = controllers.workbench.server.listening
                reply["port"] = listening.port if listening else 0
            case ["reset"]:
                lateness.reset()
            case ["report"]:
                reply = lateness.report()
                reply["memory"] = resident_bytes()
                reply["entries"] = len(controllers.workbench.journal)
            case ["talk", count]:
                await talk(controllers, int(count))
        print(json.dumps(reply), flush=True)
    return 0


def main() -> int:
    """Run the program with settings of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsStore(Path(folder)).settings
        settings.set(LISTENER_HOST, "127.0.0.1")
        settings.set(LISTENER_PORT, 0)
        return run([], answer, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
