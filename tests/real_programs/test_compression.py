"""permessage-deflate with programs that nobody here wrote, at either end."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.support.browser import browser_page
from tests.support.inspector_window import InspectorWindow, inspector_window
from tests.support.peer_process import peer_process
from tests.support.peer_programs import chromium, node24, node_modules
from wsinspector.settings import (
    LISTENER_DEFLATE,
    LISTENER_DEFLATE_CLIENT_TAKEOVER,
    LISTENER_DEFLATE_SERVER_TAKEOVER,
)

MESSAGE = "다음에 또 만나요 " * 100  # ws compresses no message of less than 1024 bytes
SIZE = len(MESSAGE.encode())
SCRIPT = {"open": [["send", MESSAGE], ["send", MESSAGE]]}
UP, DOWN = "client → server: Text", "server → client: Text"
CLIENTS = ["ws", "built-in", "websockets", "chromium"]


def _client(name: str, url: str):
    if name == "chromium":
        return browser_page(chromium(), url, SCRIPT)
    if name == "websockets":
        return peer_process(sys.executable, "websockets_client.py", url, json.dumps(SCRIPT))
    node_modules()
    return peer_process(node24(), "ws_client.js", name, url, json.dumps(SCRIPT))


def sizes(window: InspectorWindow, lane: str) -> list[int | None]:
    """How many bytes the messages of a lane took compressed; None for one that was not."""
    found = []
    for row in window.rows():
        if row.split(" | ")[0] == lane:
            match = re.search(rf"deflate {SIZE} → (\d+) B", row)
            found.append(None if match is None else int(match[1]))
    return found


async def both(window: InspectorWindow, lane: str) -> list[int | None]:
    await window.controllers.until(lambda: len(sizes(window, lane)) == 2)
    return sizes(window, lane)


@pytest.mark.parametrize("name", CLIENTS)
async def test_a_client_and_the_embedded_server(qapp: object, home: Path, name: str) -> None:
    async with inspector_window(home) as window, _client(name, window.address) as client:
        first, second = await both(window, DOWN)
        assert first
        assert second
        assert second < first < SIZE, "the window reaches back into the first message"
        up = await both(window, UP)
        if name == "built-in":  # Node's own client reads what is compressed and sends nothing so
            assert up == [None, None]
        else:
            assert all(size and size < SIZE for size in up)
        assert "다음에 또 만나요" in window.summary_of(UP)
        await client.until("message", lambda told: told["data"] == MESSAGE)
        window.send_close_from_server(1000)
        await client.until("close")
        assert [told["data"] for told in client.told if told["event"] == "message"] == [MESSAGE] * 2


@pytest.mark.parametrize("name", CLIENTS)
async def test_without_takeover_by_either(qapp: object, home: Path, name: str) -> None:
    async with inspector_window(home) as window:
        settings = window.controllers.workbench.settings
        settings.set(LISTENER_DEFLATE_CLIENT_TAKEOVER, True)
        settings.set(LISTENER_DEFLATE_SERVER_TAKEOVER, True)
        async with _client(name, window.address) as client:
            first, second = await both(window, DOWN)
            assert first
            assert first == second
            up = await both(window, UP)
            assert up[0] == up[1]
            await client.until("message", lambda told: told["data"] == MESSAGE)


async def test_a_server_that_declines(qapp: object, home: Path) -> None:
    async with inspector_window(home) as window:
        window.controllers.workbench.settings.set(LISTENER_DEFLATE, False)
        async with _client("chromium", window.address) as client:
            assert await both(window, DOWN) == [None, None]
            assert await both(window, UP) == [None, None]
            await client.until("message", lambda told: told["data"] == MESSAGE)


@pytest.mark.parametrize("name", ["ws", "websockets"])
async def test_our_client_and_a_server(qapp: object, home: Path, name: str) -> None:
    program: tuple[str | Path, ...] = (sys.executable, "websockets_server.py")
    if name == "ws":
        node_modules()
        program = (node24(), "ws_server.js", "echo", "0", "deflate")
    async with inspector_window(home) as window, peer_process(*program) as server:
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/")
        await window.until_open()
        window.say(MESSAGE)
        await window.until_open()
        window.say(MESSAGE)
        for lane in (UP, DOWN):
            first, second = await both(window, lane)
            assert first
            assert second
            assert second < first < SIZE
        await window.shows("client: API message")
        assert f"deflate {SIZE} → " in window.summary_of("client: API message")
        assert [told["data"] for told in server.told if told["event"] == "message"] == [MESSAGE] * 2
