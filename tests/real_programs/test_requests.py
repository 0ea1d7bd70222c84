"""What a server that nobody here wrote makes of requests that were planned here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import ServerConnection, basic_auth, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from tests.support.until import until
from wsinspector.engine.client import Client
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.open_failure import open_failure_details
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.request_plan import (
    RequestPlan,
    basic_authorization,
    bearer_authorization,
)
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CLIENT_FOLLOW_REDIRECTS, Settings


@asynccontextmanager
async def client_of(**server: object) -> AsyncIterator[tuple[Client, Workbench, str]]:
    """A client of ours and the address of a server of the library, which echoes nothing."""

    async def stay(connection: ServerConnection) -> None:
        await connection.wait_closed()

    bench = Workbench(Settings())
    async with serve(stay, "127.0.0.1", 0, **server) as listening:  # type: ignore[arg-type]
        port = listening.sockets[0].getsockname()[1]
        try:
            yield bench.new_client(), bench, f"ws://127.0.0.1:{port}/"
        finally:
            await bench.shutdown()


async def outcome(client: Client, bench: Workbench, url: str, plan: RequestPlan) -> int:
    """The status that a request is answered with."""
    end = client.connect(url, plan=plan)
    await until(bench.journal, lambda: client.phase in (Phase.OPEN, Phase.NEVER_OPENED))
    if client.phase is Phase.OPEN:
        client.disconnect()
        await client.wait_over()
        return 101
    await client.wait_over()
    status = open_failure_details(bench.journal, end)["status"]
    assert isinstance(status, int)
    return status


@pytest.mark.parametrize(
    "plan, status",
    [
        (RequestPlan(), 401),
        (RequestPlan().adding(("Authorization", basic_authorization("방", "비밀"))), 101),
        (RequestPlan().adding(("Authorization", basic_authorization("방", "?"))), 401),
        (RequestPlan().adding(("Authorization", bearer_authorization("t"))), 401),
    ],
)
async def test_basic_authentication(plan: RequestPlan, status: int) -> None:
    check = basic_auth(credentials=("방", "비밀"))
    async with client_of(process_request=check) as (client, bench, url):
        assert await outcome(client, bench, url, plan) == status


async def test_origin_and_subprotocol() -> None:
    plan = RequestPlan().offering(["v1", "v2"])
    async with client_of(origins=["https://good.example"], subprotocols=["v2"]) as made:
        assert await outcome(*made, plan) == 403
        assert await outcome(*made, plan.adding(("Origin", "https://bad.example"))) == 403
        assert await outcome(*made, plan.adding(("Origin", "https://good.example"))) == 101
        bench = made[1]
        answers = [
            bench.journal.details(entry)["subprotocol"]
            for entry in range(len(bench.journal))
            if bench.journal.entry(entry).kind is Kind.RESPONSE
        ]
        assert answers[-1] == "v2"


@pytest.mark.parametrize(
    "plan, status",
    [
        (RequestPlan().without("Upgrade"), 426),
        (RequestPlan().without("Sec-WebSocket-Key"), 400),
        (RequestPlan().setting("Sec-WebSocket-Key", "short"), 400),
        (RequestPlan().setting("Sec-WebSocket-Version", "8"), 400),
        (RequestPlan().adding(("Sec-WebSocket-Key", "second")), 400),
        (RequestPlan().adding(("Sec-WebSocket-Extensions", "unknown; a=1")), 101),
    ],
)
async def test_what_is_wrong_is_refused_there(plan: RequestPlan, status: int) -> None:
    async with client_of() as (client, bench, url):
        assert await outcome(client, bench, url, plan) == status


async def test_a_redirect_is_followed() -> None:
    def moved(_connection: ServerConnection, request: Request) -> Response | None:
        if request.path == "/new":
            return None
        return Response(302, "Found", Headers({"Location": "/new"}))

    async with client_of(process_request=moved) as (client, bench, url):
        bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 1)
        client.connect(url)
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        assert len(bench.journal.table.connections) == 2
