"""Reports are recorded on the connection that they name."""

from __future__ import annotations

import json

import pytest

from tests.support.raw_peer import REQUEST, connected
from tests.support.until import story, until
from wsinspector.engine.clock import SystemClock
from wsinspector.engine.report_desk import ReportDesk
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.website.api_report import read_report


def report(*events, **members):
    told = [{"event": event} for event in events]
    return read_report(json.dumps({"name": "client", "events": told, **members}).encode())


@pytest.mark.parametrize("by", ["socket", "local"])
async def test_what_a_program_says_of_its_socket_stands_beside_what_we_saw(bench: Workbench, by):
    listening = await bench.server.start("127.0.0.1", 0)
    desk = ReportDesk(bench.journal, bench.clock)
    async with connected(listening.port) as peer:
        await peer.open_as_client(REQUEST.replace(b"GET / ", b"GET /?wsinspector=one "))
        named = {"socket": "one"} if by == "socket" else {"local": f"127.0.0.1:{peer.port}"}
        desk.take(report("open", **named))
        desk.take(report("message", **named))
        page = bench.journal.table.end_of(1, EndKind.PAGE)
        assert page is not None
        assert page.label == "client"
        assert story(bench.journal, page.id) == ["page API open", "page API message"]
        assert bench.foreign_connections() == [1]
    await until(bench.journal, lambda: bench.journal.end(1).over)
    desk.take(report("close", **named))
    assert story(bench.journal, page.id)[-1] == "page API close"
    assert list(bench.journal.table.connections) == [1]


async def test_the_same_port_again_is_another_connection(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        port = peer.port
        named = {"local": f"127.0.0.1:{port}"}
        bench.server.pages.take(report("open", **named))
    await until(bench.journal, lambda: bench.journal.end(1).over)
    end = bench.journal.open_end(EndKind.SERVER, bench.clock.monotonic_ns())
    bench.journal.attach(end, ("127.0.0.1", listening.port), ("127.0.0.1", port))
    bench.server.pages.take(report("open", **named))
    assert bench.journal.table.end_of(1, EndKind.PAGE) is not None
    assert bench.journal.table.end_of(2, EndKind.PAGE) is not None
    bench.journal.finish(end)


def test_what_nobody_here_has_seen_is_a_connection_of_its_own():
    journal, clock = Journal(), SystemClock()
    desk = ReportDesk(journal, clock)
    desk.take(report("error", socket="far", url="wss://example.test/"))
    desk.take(report("close", socket="far"))
    desk.take(report("close", local="127.0.0.1:9"))
    desk.take(report("exception"))
    desk.take(report("exception"))
    assert story(journal, 1) == ["page API error", "page API close"]
    assert [journal.connection(number).url for number in (1, 2)] == ["wss://example.test/", ""]
    assert list(journal.table.connections) == [1, 2, 3, 4]


def test_a_program_that_invents_sockets_is_forgotten_in_time():
    journal = Journal()
    desk = ReportDesk(journal, SystemClock())
    for number in range(1100):
        desk.take(report("open", socket=f"s{number}"))
    desk.take(report("close", socket="s1099"))
    assert len(journal.table.connections) == 1100
    desk.take(report("close", socket="s0"))
    assert len(journal.table.connections) == 1101
