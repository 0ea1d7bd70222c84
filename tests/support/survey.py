"""Lets other people's clients meet the scripted servers, and collects what their APIs said."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.support.browser import FLAGS
from tests.support.peer_process import PEERS, end_process
from tests.support.peer_programs import chromium, node24, node_modules
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.encounter import ScriptedServer
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.steps import Awaited, CallClose, Expect, FramePart, Pause, Send, Step

CLIENTS = ("chromium", "ws", "undici", "websockets", "aiohttp", "websocket-client")
NO_WAS_CLEAN = frozenset(("websockets", "aiohttp", "websocket-client"))
"""Python libraries tell the code and the reason alone."""


@dataclass(frozen=True)
class Said:
    """What a client's API said at the end.

    Attributes:
        opened: it had been open.
        code: of the close event.
        reason: of the close event.
        clean: its wasClean; None where the API has no such thing.
        error: an error event came before.
    """

    opened: bool
    code: int
    reason: str
    clean: bool | None
    error: bool


def steps_for_strangers(scenario: Scenario) -> list[list[object]] | None:
    """What a client has to do in the place of ours; None where it cannot."""
    own = scenario.own
    if scenario.scripted is not Role.SERVER or not scenario.meets_strangers or scenario.tls:
        return None
    if own.without or own.headers or own.settings or own.behaviour != Behaviour():
        return None
    steps = []
    for line in own.steps:
        step = _call(line.step)
        if step is None:
            return None
        steps.append(step)
    return steps


def _call(step: Step) -> list[object] | None:
    match step:
        case Expect(Awaited.OPEN):
            return ["open"]
        case Expect(Awaited.MESSAGE):
            return ["message"]
        case Pause(ms):
            return ["pause", ms]
        case CallClose(code, reason):
            return ["close"] if code is None else ["close", code, reason.decode()]
        case Send((FramePart(Kind.TEXT, payload) as part,)) if part.is_plain:
            return ["send", payload.decode()]
        case _:
            return None


async def survey(client: str, scenarios: Iterable[Scenario], seconds: float) -> dict[str, Said]:
    """Let a client meet scripted servers, all at once.

    Args:
        client: one of :data:`CLIENTS`.
        scenarios: for which :func:`steps_for_strangers` knows the steps.
        seconds: how long to wait; who has said nothing by then is not in the answer.
    """
    keeper, servers, jobs = TaskKeeper(), [], []
    for scenario in scenarios:
        server = ScriptedServer(scenario, keeper, lambda _problem: None)
        servers.append(server)
        jobs.append(
            {
                "id": scenario.id,
                "url": server.open("127.0.0.1", 0),
                "protocols": list(scenario.own.subprotocols),
                "steps": steps_for_strangers(scenario),
            }
        )
    said: dict[str, Said] = {}
    try:
        async with asyncio.timeout(seconds):
            told = _browse(jobs) if client == "chromium" else _run(client, jobs)
            async with contextlib.aclosing(told):
                async for line in told:
                    said[str(line["id"])] = Said(
                        line["opened"],
                        line["code"],
                        line["reason"],
                        line["wasClean"],
                        line["error"],
                    )
                    if len(said) == len(jobs):
                        break
    except TimeoutError:
        pass
    finally:
        for server in servers:
            await server.close()
    return said


async def _run(client: str, jobs: list[dict[str, Any]]) -> AsyncGenerator[Mapping[str, Any], None]:
    command: list[str | Path] = [sys.executable, PEERS / "survey_client.py", client]
    if client in ("ws", "undici"):
        node_modules()
        command = [node24(), PEERS / "survey_client.js", "ws" if client == "ws" else "built-in"]
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=PEERS,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(jobs).encode())
        process.stdin.close()
        async for line in process.stdout:
            yield json.loads(line)
    finally:
        await end_process(process)


async def _browse(jobs: list[dict[str, Any]]) -> AsyncGenerator[Mapping[str, Any], None]:
    """Like a page of one's own, which reports by HTTP."""
    import tempfile

    reports: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
    page = (PEERS / "survey_page.html").read_bytes()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"POST /report"):
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                reports.put_nowait(json.loads(await reader.readexactly(length)))
            body = page if head.startswith(b"GET /page") else b""
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)
    port = server.sockets[0].getsockname()[1]
    query = urlencode({"script": json.dumps({"jobs": jobs})})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            str(chromium()),
            *FLAGS,
            f"--user-data-dir={profile}",
            f"http://127.0.0.1:{port}/page?{query}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            while True:
                yield await reports.get()
        finally:
            await end_process(process)
            server.close()
