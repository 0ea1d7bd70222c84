"""Libraries and programs that nobody here wrote, at the other end of the window."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import browser_page
from tests.support.inspector_window import inspector_window
from tests.support.peer_process import PeerProcess, peer_process
from tests.support.peer_programs import chromium, curl, node24, node_modules
from wsinspector.protocol.phases import Phase

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

SCRIPT = {"open": [["send", "你好"]], "message": [["close", 4001, "안녕"]]}
CLIENTS = ["ws", "built-in", "websockets", "aiohttp", "websocket-client", "chromium"]
PYTHON = {
    "websockets": "websockets_client.py",
    "aiohttp": "aiohttp_client.py",
    "websocket-client": "websocket_client_client.py",
}


def _client(name: str, url: str, script: object) -> AbstractAsyncContextManager[PeerProcess]:
    if name == "chromium":
        assert isinstance(script, dict)
        return browser_page(chromium(), url, script)
    if name in PYTHON:
        return peer_process(sys.executable, PYTHON[name], url, json.dumps(script))
    node_modules()
    return peer_process(node24(), "ws_client.js", name, url, json.dumps(script))


@pytest.mark.parametrize("name", CLIENTS)
async def test_a_client_begins_the_closing_handshake(qapp: object, home: Path, name: str) -> None:
    async with inspector_window(home) as window, _client(name, window.address, SCRIPT) as client:
        closed = await client.until("close")
        if name == "websockets":
            assert closed["sent"] == closed["received"] == [4001, "안녕"]
        else:
            assert (closed["code"], closed.get("wasClean", True)) == (4001, True)
            # Its own close() takes the answer, and lets the reason go.
            assert closed["reason"] == (None if name == "aiohttp" else "안녕")
        await window.shows("server: API close 4001 clean")
        steps = window.lane_steps()
        begin = steps.index("client → server: Text")
        assert steps[begin : begin + 4] == [
            "client → server: Text",
            "server → client: Text",
            "client → server: Close 4001",
            "server → client: Close 4001",
        ]
        assert window.summary_of("client → server: Text").startswith("“你好”")
        assert "안녕" in window.summary_of("server → client: Close 4001")


@pytest.mark.parametrize("name", CLIENTS)
async def test_the_window_begins_the_closing_handshake(qapp: object, home: Path, name: str) -> None:
    async with inspector_window(home) as window, _client(name, window.address, {}) as client:
        await client.until("open")
        await window.until_server_open()
        window.send_close_from_server(1001, "再见")
        closed = await client.until("close")
        if name == "websockets":
            assert closed["received"] == [1001, "再见"]
        else:
            assert (closed["code"], closed["reason"]) == (1001, "再见")
            assert closed.get("wasClean", True)
        # Two libraries answer every Close with 1000, whatever its code (RFC 6455 §5.5.1 allows it).
        answer = 1000 if name in ("aiohttp", "websocket-client") else 1001
        await window.shows(f"server: API close {answer} clean")
        view = window.server_view()
        assert view is not None
        assert view.phase is Phase.CLOSED_CLEAN


@pytest.mark.parametrize("name", CLIENTS)
async def test_an_illegal_close_goes_out_exactly_as_asked(
    qapp: object, home: Path, name: str
) -> None:
    """1006 must never be in a frame; most clients fail the connection for it."""
    async with inspector_window(home) as window, _client(name, window.address, {}) as client:
        await client.until("open")
        await window.until_server_open()
        window.send_close_from_server(1006, "x")
        closed = await client.until("close")
        if name == "websockets":
            assert closed["received"] is None
            assert closed["sent"][0] == 1002
        elif name == "aiohttp":  # it takes it for a code like any other
            assert (closed["code"], closed["reason"]) == (1006, "x")
        elif name == "websocket-client":
            assert closed["code"] is None
        else:
            assert (closed["code"], closed["wasClean"]) == (1006, False)
        await window.shows("server → client: Close 1006")
        if name == "aiohttp":
            await window.shows("client → server: Close 1000")
        elif name != "websocket-client":  # it ends TCP without a word
            await window.shows("client → server: Close 1002")


async def test_a_server_of_aiohttp(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        peer_process(sys.executable, "aiohttp_server.py") as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/echo")
        await window.until_open()
        window.say("Goodbye")
        await window.until_over()
        assert (await server.until("close"))["code"] == 1000
        view = window.client_view()
        assert view is not None
        assert view.phase is Phase.CLOSED_CLEAN
        assert "Goodbye" in window.summary_of("server → client: Close 1000")


async def test_curl_opens_and_says_nothing(qapp: object, home: Path) -> None:
    """It speaks HTTP alone: the server's 101 and what follows it come as they are."""
    program = curl()
    async with inspector_window(home) as window:
        process = await asyncio.create_subprocess_exec(
            program,
            *("-s", "-i", "-N", "--http1.1"),
            *("-H", "Connection: Upgrade", "-H", "Upgrade: websocket"),
            *("-H", "Sec-WebSocket-Version: 13"),
            *("-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
            window.address.replace("ws://", "http://"),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            await window.until_server_open()
            window.send_close_from_server(1001, "再见")
            await window.shows("server → client: Close 1001")
        finally:
            process.terminate()
        said, _ = await process.communicate()
        assert said.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in said
        assert said.endswith(b"\x88\x08\x03\xe9" + "再见".encode())
