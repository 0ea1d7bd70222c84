from __future__ import annotations

import asyncio

import pytest

from wsinspector.engine.address import WsAddress
from wsinspector.engine.tls_contexts import Trust, Trusted
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.exchange import ApiClose
from wsinspector.protocol.phases import Phase
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.encounter import EncounterError, ScriptedServer, call_server
from wsinspector.texts import Text, render

pytestmark = pytest.mark.limit(100_000)


@pytest.mark.parametrize("name", ["b03", "t01"])
async def test_a_scripted_server_meets_everybody(name: str, bench: Workbench) -> None:
    played: list[Text | None] = []
    server = ScriptedServer(built_in().find(name), bench.keeper, played.append)
    url = server.open("127.0.0.1", 0)
    assert url.startswith("wss://" if name == "t01" else "ws://")
    for _ in range(2):
        client = bench.new_client()
        client.connect(url, trust=Trust(Trusted.NOBODY))
        await client.wait_over()
        assert client.phase is Phase.CLOSED_CLEAN
    assert played == [None, None]
    await server.close()
    with pytest.raises(EncounterError):
        await call_server(built_in().find("k12"), WsAddress.parse(url))


async def test_who_does_something_else_stops_the_script(bench: Workbench) -> None:
    played: asyncio.Queue[Text | None] = asyncio.Queue()
    server = ScriptedServer(built_in().find("g03"), bench.keeper, played.put_nowait)
    client = bench.new_client()
    client.connect(server.open("127.0.0.1", 0))
    while client.phase is not Phase.OPEN:
        await asyncio.sleep(0)
    client.wish(ApiClose())
    problem = await played.get()
    assert problem is not None
    assert "expect" in render(problem)
    await client.wait_over()
    await server.close()


async def test_closing_drops_who_is_there(bench: Workbench) -> None:
    server = ScriptedServer(built_in().find("s33"), bench.keeper, lambda _problem: None)
    client = bench.new_client()
    client.connect(server.open("127.0.0.1", 0))
    while client.phase is not Phase.OPEN:
        await asyncio.sleep(0)
    await server.close()
    await client.wait_over()
    assert client.phase is Phase.CLOSED_UNCLEAN


async def test_a_scripted_client_asks_for_the_path_of_the_address(bench: Workbench) -> None:
    listening = await bench.server.start("127.0.0.1", 0, "/chat")
    address = WsAddress.parse(listening.url)
    assert await call_server(built_in().find("k14"), address) is None
    elsewhere = WsAddress.parse(listening.url.replace("/chat", "/other"))
    await call_server(built_in().find("k14"), elsewhere)
    ends = [bench.journal.end(end) for end in (1, 2)]
    phases = [bench.journal.lifelines.now(end.id) for end in ends]
    assert [one.phase for one in phases if one is not None] == [
        Phase.CLOSED_CLEAN,
        Phase.NEVER_OPENED,
    ]
    await bench.server.stop()
