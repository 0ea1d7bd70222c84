from __future__ import annotations

import asyncio
import json

import pytest

from tests.support.raw_peer import listening
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.meet_scenarios import call_scenarios, serve_scenarios
from wsinspector.cli.scenario_options import MeetOptions
from wsinspector.engine.workbench import Workbench
from wsinspector.scenarios.catalogue import CatalogueError
from wsinspector.scenarios.encounter import EncounterError
from wsinspector.settings import Settings


class Lines(LineOutput):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__(None, utf8=True)
        self.written: asyncio.Queue[str] = asyncio.Queue()

    def write(self, lines: str) -> None:
        self.written.put_nowait(lines)


async def test_scripted_servers_meet_a_client() -> None:
    output = Lines()
    options = MeetOptions(("c05", "b03"), json=True)
    serving = asyncio.ensure_future(serve_scenarios(options, output))
    first = json.loads(await output.written.get())
    second = json.loads(await output.written.get())
    assert first["scenario"] == "c05-drop-tcp-on-close"
    assert first["expected"]["chromium"] == "1006 unclean"
    assert first["url"] != second["url"]
    bench = Workbench(Settings())
    client = bench.new_client()
    client.connect(second["url"])
    await client.wait_over()
    told = json.loads(await output.written.get())
    assert told == {"kind": "played", "scenario": "b03-server-closes", "problem": None}
    output.on_end()
    assert await serving is ExitStatus.COMPLETED
    await bench.shutdown()


async def test_scripted_clients_meet_a_server() -> None:
    bench = Workbench(Settings())
    listening = await bench.server.start("127.0.0.1", 0)
    output = Lines()
    options = MeetOptions(("k01", "k14"), json=False, url=listening.url)
    assert await call_scenarios(options, output) is ExitStatus.COMPLETED
    said = [output.written.get_nowait() for _ in range(2)]
    assert said == [
        "k01-unmasked-text: the script was played to its end\n",
        "k14-message-behind-close: the script was played to its end\n",
    ]
    await bench.shutdown()


async def test_a_server_that_does_something_else_is_told() -> None:
    async with listening() as listener:
        output = Lines()
        options = MeetOptions(("k01",), json=True, url=listener.url)
        calling = asyncio.ensure_future(call_scenarios(options, output))
        peer = await listener.accept()
        await peer.open_as_server()
        peer.fin()
        assert await calling is ExitStatus.DIFFERS
    assert "expect close" in json.loads(output.written.get_nowait())["problem"]


async def test_what_cannot_be_met() -> None:
    with pytest.raises(CatalogueError, match="wrong-role"):
        await serve_scenarios(MeetOptions(("k01",), json=True), Lines())
    with pytest.raises(CatalogueError, match="stays-home"):
        await serve_scenarios(MeetOptions(("h18",), json=True), Lines())
    with pytest.raises(EncounterError, match="no-server"):
        await call_scenarios(MeetOptions(("k01",), json=True, url="ws://127.0.0.1:1/"), Lines())
    options = MeetOptions(("c05",), json=True, host="192.0.2.1")
    with pytest.raises(EncounterError, match="no-listener"):
        await serve_scenarios(options, Lines())
