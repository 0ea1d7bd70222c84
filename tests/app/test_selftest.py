from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wsinspector.app import selftest
from wsinspector.app.selftest import Closing, Seen, closing_of, play
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
)
from wsinspector.protocol.phases import Role

_ROOT = Path(__file__).parents[2]


def test_the_program_proves_itself(home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-m", "wsinspector", "--selftest"],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert run.stderr == ""
    assert run.returncode == 0
    first, second = run.stdout.splitlines()
    assert first.startswith("client-begun: ok: begun by client; client saw 1000 “再见” clean;")
    assert second.startswith("server-begun: ok: begun by server; client saw 3999 “bye” clean;")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_it_does_not_mind_that_nobody_reads(home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "wsinspector", "--selftest"]
    try:
        program = subprocess.Popen(command, cwd=_ROOT, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert program.communicate(timeout=30)[1] == b""
    assert program.returncode == 0


async def test_it_fails_where_a_handshake_goes_wrong(inspector) -> None:
    behaviour = Behaviour(OnClose(CloseReply.RST), message=OnMessage(MessageReply.ECHO))
    inspector.controllers.workbench.server.set_behaviour(behaviour)
    lines: list[str] = []
    assert await play(inspector.controllers, lines.append) == 1
    said = "".join(lines)
    assert "client-begun: WRONG" in said
    assert "expected: begun by client" in said


async def test_it_gives_up_in_time_and_says_how_far_it_came(inspector, monkeypatch) -> None:
    monkeypatch.setattr(selftest, "_PATIENCE_S", 0.2)
    behaviour = Behaviour(OnClose(CloseReply.NEVER), message=OnMessage(MessageReply.ECHO))
    inspector.controllers.workbench.server.set_behaviour(behaviour)
    lines: list[str] = []
    assert await play(inspector.controllers, lines.append) == 1
    said = "".join(lines)
    assert "FAILED" in said
    assert "TCP connect" in said


async def test_what_both_ends_saw_is_read_from_the_journal(inspector) -> None:
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.send_close(4000, "why")
    await inspector.until_over()
    await inspector.shows("server: API close 4000 clean")
    seen = Seen(4000, "why", True)
    closing = closing_of(inspector.controllers.workbench.journal, 1)
    assert closing == Closing(Role.CLIENT, {Role.CLIENT: seen, Role.SERVER: seen})
    assert str(Closing(None, {Role.CLIENT: Seen(1006, "", False)})) == (
        "begun by nobody; client saw 1006 “” not clean"
    )
