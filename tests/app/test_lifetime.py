"""The program as a process: it ends in every state within two seconds, silently, with 0."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LONGEST_S = 2.0

_PROGRAM = """
import asyncio, socket, sys, threading
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from wsinspector.app.application import run
from wsinspector.app.settings_store import SettingsStore
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, TcpDuty
from wsinspector.protocol.exchange import ChangeBehaviour, EndTcp, SendClose, SendMessage, TcpEnd
from wsinspector.settings import LISTENER_HOST, LISTENER_PORT

folder = Path(sys.argv[1])
settings = SettingsStore(folder).settings
settings.set(LISTENER_HOST, "127.0.0.1")
settings.set(LISTENER_PORT, 0)
STATE, HOW = sys.argv[2:]


async def open_connection(controllers):
    controllers.panels.clients.current.connect_button.click()
    await controllers.until(
        lambda: (view := controllers.clients.current.view) and view.can_send_message
    )
    await controllers.until(lambda: controllers.server.view)


async def reach_state(controllers):
    client, server = controllers.clients.current, controllers.workbench.server
    if STATE == "no-server":
        await server.stop()
    elif STATE in ("connecting-tcp", "connecting-http"):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        others = [socket.socket() for _ in range(2 if STATE == "connecting-tcp" else 0)]
        for other in others:
            other.setblocking(False)
            other.connect_ex(listener.getsockname())
        KEPT.extend([listener, *others])
        client.connect("ws://127.0.0.1:%d/" % listener.getsockname()[1])
    elif STATE == "looking-up":
        client.client._lookup = lambda host, port: threading.Event().wait(30)
        client.connect("ws://slow.invalid/")
    elif STATE != "idle":
        await open_connection(controllers)
    if STATE == "closing":
        server.set_behaviour(Behaviour(OnClose(CloseReply.NEVER)), 1)
        client.wish(SendClose(1000))
    elif STATE == "half-closed":
        server.set_behaviour(Behaviour(OnClose(CloseReply.NEVER, tcp=TcpDuty.LEAVE)), 1)
        client.wish(EndTcp(TcpEnd.FIN))
    elif STATE == "flooded":
        for _ in range(20_000):
            client.wish(SendMessage(bytes(1000), False))
    elif STATE == "looking-back":
        await controllers.until(lambda: controllers.panels.rows.rowCount())
        controllers.panels.timeline.select_entry(controllers.panels.rows.entry_at(0))
    elif STATE in ("scenario", "scenario-armed"):
        scenarios = controllers.show_scenarios()
        shown = scenarios.browser.list
        while not shown.current:
            await asyncio.sleep(0.01)
        shown.select("c01-no-answer" if STATE == "scenario" else "s33-vanish")
        if STATE == "scenario":
            scenarios.play(shown.current)
            while scenarios.browser.page.link.isHidden():
                await asyncio.sleep(0.01)
        else:
            scenarios.arm(shown.current)
            while not (url := scenarios.browser.page.address.text()):
                await asyncio.sleep(0.01)
            controllers.panels.clients.add_client()
            other = controllers.clients.current
            other.connect(url)
            await controllers.until(lambda: other.view and other.view.can_send_message)
    elif STATE == "many":
        for _ in range(10):
            controllers.panels.clients.add_client()
            await open_connection(controllers)
    elif STATE == "stranger":
        stranger = socket.create_connection(("127.0.0.1", server.listening.port))
        KEPT.append(stranger)
        lines = ("GET / HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
                 "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==", "Sec-WebSocket-Version: 13", "", "")
        stranger.sendall((chr(13) + chr(10)).join(lines).encode())
        await controllers.until(lambda: controllers.workbench.foreign_connections())


KEPT = []


async def script(controllers):
    await controllers.until(lambda: controllers.server.is_listening)
    await reach_state(controllers)
    print("reached", flush=True)
    if HOW == "window":
        controllers.window.close()
    elif HOW == "quit":
        controllers.actions["session.quit"].trigger()
    elif HOW == "app-quit":
        from PySide6.QtWidgets import QApplication
        QApplication.instance().quit()
    elif HOW in ("answer-close", "answer-cancel"):
        controllers.window.close()
        while not (box := controllers.window.findChild(QMessageBox)):
            await asyncio.sleep(0.01)
        name = "&Close" if HOW == "answer-close" else "Cancel"
        next(b for b in box.buttons() if b.text().replace("&", "") == name.strip("&")).click()
        if HOW == "answer-cancel":
            await asyncio.sleep(0.1)
            assert controllers.window.isVisible()
            return 7
    elif HOW == "peer-leaves":
        controllers.window.close()
        while not (box := controllers.window.findChild(QMessageBox)) or "#2" not in box.text():
            await asyncio.sleep(0)
        KEPT.pop().close()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        return 0  # the window was closed


status = run([], script, folder)
for sock in KEPT:
    sock.close()
sys.exit(status)
"""

_STATES = [
    "idle",
    "no-server",
    "looking-up",
    "connecting-tcp",
    "connecting-http",
    "open",
    "closing",
    "half-closed",
    "flooded",
    "looking-back",
    "many",
    "scenario",
    "scenario-armed",
]


def play(home: Path, state: str, how: str) -> subprocess.Popen[str]:
    """The program, having reached the state."""
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", _PROGRAM, str(home), state, how]
    program = subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "reached\n", program.communicate()[1]
    return program


def ends(program: subprocess.Popen[str], status: int = 0) -> None:
    """It ends in time, with this status, and says nothing."""
    began = time.monotonic()
    try:
        printed, complained = program.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
    took = time.monotonic() - began
    assert complained == ""
    assert printed == ""
    assert program.returncode == status
    # What a loaded machine adds to the end of a process is no matter of the connections.
    assert took < _LONGEST_S + 1.0


@pytest.mark.parametrize("state", _STATES)
def test_closing_the_window_ends_it_in_every_state(home: Path, state: str) -> None:
    ends(play(home, state, "window"))


@pytest.mark.parametrize("how", ["quit", "app-quit"])
def test_quitting_is_as_good_as_closing(home: Path, how: str) -> None:
    ends(play(home, "open", how))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_without_a_question(home: Path, number: signal.Signals) -> None:
    program = play(home, "stranger", "wait")
    program.send_signal(number)
    ends(program)


def test_with_a_stranger_connected_it_asks_first(home: Path) -> None:
    ends(play(home, "stranger", "answer-close"))
    ends(play(home, "stranger", "answer-cancel"), status=7)


def test_it_closes_when_the_last_stranger_leaves_while_it_asks(home: Path) -> None:
    ends(play(home, "stranger", "peer-leaves"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_signal_ends_it_while_it_asks(home: Path) -> None:
    program = play(home, "stranger", "window")
    program.send_signal(signal.SIGTERM)
    ends(program)


def test_the_layout_is_remembered(home: Path) -> None:
    ends(play(home, "idle", "window"))
    assert "[window]" in (home / "window.ini").read_text()
