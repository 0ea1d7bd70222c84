"""The program that is written plays the recorded bytes again, in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.support.journals import CLIENT, SERVER, Story, Talk, one_ended
from wsinspector.engine.workbench import Workbench
from wsinspector.formats.python_script import python_script
from wsinspector.formats.recorded_end import recorded_end
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.exchange import SendClose, SendMessage
from wsinspector.protocol.phases import Role
from wsinspector.settings import Settings


def _written(talk: Talk, role: Role, folder: Path) -> Path:
    recorded = recorded_end(talk.journal, talk.connection, role)
    file = folder / "again.py"
    file.write_text(python_script(recorded, 'A "bug" \\ """', file.name, 0), encoding="utf-8")
    return file


async def _run(file: Path, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(file), *arguments, stdout=asyncio.subprocess.PIPE
    )


async def test_a_client_sends_the_recorded_bytes(tmp_path: Path) -> None:
    talk = one_ended(Story(), CLIENT)
    bench = Workbench(Settings())
    listening = await bench.server.start("127.0.0.1", 0)
    script = await _run(_written(talk, CLIENT, tmp_path), "127.0.0.1", str(listening.port))
    said, _ = await script.communicate()
    assert script.returncode == 0, said
    while bench.server.links:
        await asyncio.sleep(0.01)
    sent = recorded_end(talk.journal, talk.connection, CLIENT)
    seen = recorded_end(bench.journal, 1, CLIENT)
    assert not seen.in_view
    assert [act.data for act in seen.acts if act.out] == [act.data for act in sent.acts if act.out]
    texts = [act.time_ns for act in seen.acts if act.out and act.opcode >= 0]
    assert 0.85e9 < texts[1] - texts[0] < 2e9
    await bench.shutdown()


async def test_a_server_answers_with_the_right_proof(tmp_path: Path) -> None:
    talk = one_ended(Story(), SERVER)
    script = await _run(_written(talk, SERVER, tmp_path))
    assert script.stdout is not None
    port = (await script.stdout.readline()).split()[-1].decode()
    bench = Workbench(Settings())
    client = bench.new_client()
    end = client.connect(f"ws://127.0.0.1:{port}/")
    while (standing := bench.journal.lifelines.now(end)) is None or not standing.phase.ready:
        await asyncio.sleep(0.01)
    client.wish(SendMessage(b"hello", is_text=True))
    client.wish(SendClose(4000, b"bye"))
    said, _ = await script.communicate()
    assert script.returncode == 0, said
    await client.wait_over()
    assert bench.journal.end(end).kind is EndKind.CLIENT
    sent = recorded_end(talk.journal, talk.connection, SERVER)
    seen = recorded_end(bench.journal, 1, SERVER)
    frames = [act.data for act in seen.acts if act.out and act.header is not None]
    assert frames == [act.data for act in sent.acts if act.out and act.header is not None]
    await bench.shutdown()
