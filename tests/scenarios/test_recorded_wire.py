"""A scripted end that meets a program outside is seen and judged by its own bytes."""

from __future__ import annotations

import asyncio
import socket

import pytest

from wsinspector.engine.address import WsAddress
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.encounter import ScriptedServer, call_server
from wsinspector.scenarios.recorded_wire import RecordedWire
from wsinspector.scenarios.wire import Wire
from wsinspector.settings import Settings
from wsinspector.texts import Text
from wsinspector.verdicts.judge import Judge

pytestmark = pytest.mark.limit(100_000)


class _Taps:
    def __init__(self, bench: Workbench, role: Role) -> None:
        self.wires: list[RecordedWire] = []
        self._bench = bench
        self._role = role

    def __call__(self, wire: Wire, sock: socket.socket) -> Wire:
        bench = self._bench
        recorded = RecordedWire(wire, sock, self._role, bench.journal, bench.clock, "scripted")
        self.wires.append(recorded)
        return recorded


def _verdict(bench: Workbench, connection: int = 1):
    judge = Judge(bench.journal)
    judge.catch_up()
    return judge.verdict(connection, bench.clock.monotonic_ns() - bench.journal.start_ns)


async def _met(name: str, bench: Workbench, outside: Workbench) -> None:
    """A client of another session meets the scripted server of this one."""
    taps = _Taps(bench, Role.SERVER)
    played: asyncio.Queue[Text | None] = asyncio.Queue()
    server = ScriptedServer(built_in().find(name), bench.keeper, played.put_nowait, taps)
    client = outside.new_client()
    client.connect(server.open("127.0.0.1", 0))
    assert await played.get() is None
    await client.wait_over()
    while not taps.wires[0].over:
        await asyncio.sleep(0.01)
    await server.close()


@pytest.mark.parametrize(
    "name, ending",
    [
        ("b03", "clean-server"),
        ("s06", "abrupt-fin"),
        ("s07", "abrupt-rst"),
        ("s22", "failed-bad-close"),
    ],
)
async def test_the_scripted_server_is_an_end_in_view(
    name: str, ending: str, bench: Workbench
) -> None:
    outside = Workbench(Settings(), bench.clock)
    await _met(name, bench, outside)
    mine, theirs = _verdict(bench), _verdict(outside)
    assert mine.ends[Role.SERVER].in_view
    assert not mine.ends[Role.CLIENT].in_view
    assert theirs.ending == ending or name == "s22"
    assert mine.tcp_closer is theirs.tcp_closer
    assert mine.ending == theirs.ending
    await outside.shutdown()


async def test_a_scripted_client_and_a_server_of_ours_are_one_connection(bench: Workbench) -> None:
    listening = await bench.server.start("127.0.0.1", 0)
    taps = _Taps(bench, Role.CLIENT)
    address = WsAddress.parse(f"ws://127.0.0.1:{listening.port}/chat")
    assert await call_server(built_in().find("k12"), address, tap=taps) is None
    while bench.server.links:
        await asyncio.sleep(0.01)
    verdict = _verdict(bench)
    assert verdict.ends[Role.CLIENT].in_view
    assert verdict.ends[Role.SERVER].in_view
    assert len(bench.journal.table.connections) == 1


async def test_who_is_dropped_is_over(bench: Workbench) -> None:
    taps = _Taps(bench, Role.SERVER)
    server = ScriptedServer(built_in().find("s33"), bench.keeper, lambda _problem: None, taps)
    client = bench.new_client()
    client.connect(server.open("127.0.0.1", 0))
    while not taps.wires:
        await asyncio.sleep(0.01)
    await server.close()
    await client.wait_over()
    assert taps.wires[0].over
    assert bench.journal.end(taps.wires[0].end).over
