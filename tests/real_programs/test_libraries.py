"""Libraries and programs that nobody here wrote, at the other end of the window."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import browser_page
from tests.support.inspector_window import inspector_window
from tests.support.peer_process import PeerProcess, peer_process
from tests.support.peer_programs import chromium, node24, node_modules
from wsinspector.protocol.phases import Phase

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

SCRIPT = {"open": [["send", "你好"]], "message": [["close", 4001, "안녕"]]}
CLIENTS = ["ws", "built-in", "websockets", "chromium"]


def _client(name: str, url: str, script: object) -> AbstractAsyncContextManager[PeerProcess]:
    if name == "chromium":
        assert isinstance(script, dict)
        return browser_page(chromium(), url, script)
    if name == "websockets":
        return peer_process(sys.executable, "websockets_client.py", url, json.dumps(script))
    node_modules()
    return peer_process(node24(), "ws_client.js", name, url, json.dumps(script))


@pytest.mark.parametrize("name", CLIENTS)
async def test_a_client_begins_the_closing_handshake(qapp: object, home: Path, name: str) -> None:
    async with inspector_window(home) as window, _client(name, window.address, SCRIPT) as client:
        closed = await client.until("close")
        if name == "websockets":
            assert closed["sent"] == closed["received"] == [4001, "안녕"]
        else:
            assert (closed["code"], closed["reason"], closed["wasClean"]) == (4001, "안녕", True)
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
            assert (closed["code"], closed["reason"], closed["wasClean"]) == (1001, "再见", True)
        await window.shows("server: API close 1001 clean")
        view = window.server_view()
        assert view is not None
        assert view.phase is Phase.CLOSED_CLEAN


@pytest.mark.parametrize("name", CLIENTS)
async def test_an_illegal_close_goes_out_exactly_as_asked(
    qapp: object, home: Path, name: str
) -> None:
    """1006 must never be in a frame; every client fails the connection for it."""
    async with inspector_window(home) as window, _client(name, window.address, {}) as client:
        await client.until("open")
        await window.until_server_open()
        window.send_close_from_server(1006, "x")
        closed = await client.until("close")
        if name == "websockets":
            assert closed["received"] is None
            assert closed["sent"][0] == 1002
        else:
            assert (closed["code"], closed["wasClean"]) == (1006, False)
        await window.shows("server → client: Close 1006", "client → server: Close 1002")
