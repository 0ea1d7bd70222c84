"""The programs of three tutorials, rebuilt, and what the window shows of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.browser import browser_page
from tests.support.inspector_window import inspector_window
from tests.support.peer_process import peer_process
from tests.support.peer_programs import chromium, node24, node_modules
from wsinspector.protocol.phases import Phase

REASON = "孩子,地球太危险了,快回火星去吧!"
OPENING = [
    "client → server: TCP connect",
    "client → server: GET /",
    "server → client: 101 Switching Protocols",
]


# -- the first: who leads the closing, with a server written by hand ------------------------------


async def test_a_server_that_says_goodbye_and_never_hangs_up(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        peer_process(node24(), "raw_close_server.js", "push-close") as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/")
        await window.shows("client → server: Close 1000")
        waiting = window.client_view()
        assert waiting is not None
        assert waiting.phase is Phase.BOTH_CLOSED
        await window.until_over()

        assert window.lane_steps() == [
            *OPENING,
            "server → client: Close 1000",
            "client → server: Close 1000",
            "client → server: FIN",
        ]
        assert REASON in window.summary_of("server → client: Close 1000")
        assert "did not end TCP within 2000 ms" in window.summary_of("client: Timeout")
        assert window.lanes()[-1] == "client: API close 1000 clean"
        assert REASON in window.rows()[-1]
        assert "client: API error" not in window.lanes()
        assert (await server.until("frame"))["code"] == 1000
        assert "fin" in server.events()


async def test_a_server_that_answers_close_only_by_hanging_up(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        peer_process(node24(), "raw_close_server.js", "drop") as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/")
        await window.until_open()
        window.send_close(None)
        await window.until_over()

        assert window.lane_steps() == [
            *OPENING,
            "client → server: Close",
            "server → client: FIN",
            "client → server: FIN",
        ]
        assert window.lanes()[-2:] == ["client: API error", "client: API close 1006 unclean"]
        view = window.client_view()
        assert view is not None
        assert view.phase is Phase.CLOSED_UNCLEAN


async def test_the_variant_that_answers_close_with_close(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        peer_process(node24(), "raw_close_server.js", "reply") as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/")
        await window.until_open()
        window.send_close(None)
        await window.until_over()

        assert window.lane_steps() == [
            *OPENING,
            "client → server: Close",
            "server → client: Close 1000",
            "server → client: FIN",
            "client → server: FIN",
        ]
        assert window.lanes()[-1] == "client: API close 1000 clean"
        assert REASON in window.rows()[-1]


async def test_the_clients_of_the_first_tutorial(qapp: object, home: Path) -> None:
    """One closes as soon as it is open; the handler of both calls close() once more, in vain."""
    async with (
        inspector_window(home) as window,
        browser_page(chromium(), window.address, {"open": [["close"]]}) as page,
    ):
        await page.until("called-close-again")
        closed = await page.until("close")
        assert (closed["code"], closed["reason"], closed["wasClean"]) == (1005, "", True)
        assert closed["readyState"] == 3
        await window.shows("server: API close 1005 clean")
        assert window.lane_steps()[-4:] == [
            "client → server: Close",
            "server → client: Close",
            "server → client: FIN",
            "client → server: FIN",
        ]


async def test_the_client_that_waits_for_the_servers_goodbye(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        browser_page(chromium(), window.address, {}) as page,
    ):
        await page.until("open")
        await window.until_server_open()
        window.send_close_from_server(1000, REASON)
        closed = await page.until("close")
        assert (closed["code"], closed["reason"], closed["wasClean"]) == (1000, REASON, True)
        await window.shows("server: API close 1000 clean")
        assert window.lane_steps()[-4:] == [
            "server → client: Close 1000",
            "client → server: Close 1000",
            "server → client: FIN",
            "client → server: FIN",
        ]


# -- the second: readyState, bufferedAmount, four events, an echo, and "Goodbye" ------------------


async def test_the_echo_server_closes_after_goodbye(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        peer_process(sys.executable, "websockets_server.py") as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/echo")
        await window.until_open()
        assert (await server.until("open"))["path"] == "/echo"
        window.say("Message to send")
        await window.shows("client: API message")
        view = window.client_view()
        assert view is not None
        assert (view.ready, view.buffered) == (1, 0)
        window.say("Goodbye")
        await window.until_over()

        assert [lane for lane in window.lanes() if "API" in lane] == [
            "client: API open",
            "client: API message",
            "client: API message",
            "client: API close 1000 clean",
        ]
        assert window.lane_steps()[3:] == [
            "client → server: Text",
            "server → client: Text",
            "client → server: Text",
            "server → client: Text",
            "server → client: Close 1000",
            "client → server: Close 1000",
            "server → client: FIN",
            "client → server: FIN",
        ]
        assert "Goodbye" in window.summary_of("server → client: Close 1000")
        assert (await server.until("close"))["code"] == 1000


async def test_the_page_sees_every_ready_state_and_all_four_events(
    qapp: object, home: Path
) -> None:
    script = {"open": [["send", "Message to send"]], "message": [["close", 1000, "끝"]]}
    async with (
        inspector_window(home) as window,
        browser_page(chromium(), window.address, script) as page,
    ):
        await page.until("called-close-again")
        told = [(line["event"], line["readyState"]) for line in page.told]
        assert told == [
            ("created", 0),
            ("open", 1),
            ("message", 1),
            ("called-close", 2),
            ("close", 3),
            ("called-close-again", 3),
        ]
        await window.shows("server: API close 1000 clean")
        assert window.summary_of("client → server: Text").startswith("“Message to send”")
        assert "끝" in window.summary_of("client → server: Close 1000")


async def test_a_failed_connection_gives_the_page_an_error_and_1006(
    qapp: object, home: Path
) -> None:
    async with inspector_window(home) as window:
        url = window.address
        window.controllers.server.stop()
        await window.controllers.until(lambda: not window.controllers.server.is_listening)
        async with browser_page(chromium(), url, {}) as page:
            closed = await page.until("close")
            assert [line["event"] for line in page.told][:3] == ["created", "error", "close"]
            assert (closed["code"], closed["wasClean"]) == (1006, False)


# -- the third: from connect to close with the npm package ws -------------------------------------


@pytest.mark.parametrize("library", ["ws", "built-in"])
async def test_a_client_that_closes_on_the_first_message(
    qapp: object, home: Path, library: str
) -> None:
    node_modules()
    script = {"open": [["send", "Hello Server"]], "message": [["close"]]}
    async with inspector_window(home) as window:
        command = (node24(), "ws_client.js", library, window.address, json.dumps(script))
        async with peer_process(*command) as client:
            closed = await client.until("close")
            assert (closed["code"], closed["wasClean"]) == (1005, True)
            await window.shows("server: API close 1005 clean")
            view = window.server_view()
            assert view is not None
            assert view.phase is Phase.CLOSED_CLEAN
            steps = window.lane_steps()
            assert steps[-6:-2] == [
                "client → server: Text",
                "server → client: Text",
                "client → server: Close",
                "server → client: Close",
            ]
            # ws ends TCP itself as soon as both Close frames are out, so the FINs may cross.
            assert sorted(steps[-2:]) == ["client → server: FIN", "server → client: FIN"]
            assert window.summary_of("client → server: Text").startswith("“Hello Server”")


@pytest.mark.parametrize(
    "mode, answer", [("hello", "Hello Client"), ("chat", "服务器收到消息: 你好")]
)
async def test_the_servers_of_the_third_tutorial(
    qapp: object, home: Path, mode: str, answer: str
) -> None:
    node_modules()
    async with (
        inspector_window(home) as window,
        peer_process(node24(), "ws_server.js", mode) as server,
    ):
        port = (await server.until("listening"))["port"]
        await window.connect(f"ws://127.0.0.1:{port}/")
        await window.until_open()
        window.say("你好")
        await window.shows("server → client: Text")
        assert window.summary_of("server → client: Text") == f"“{answer}”"
        window.send_close(None)
        await window.until_over()
        assert window.lane_steps()[-4:-2] == ["client → server: Close", "server → client: Close"]
        assert window.lanes()[-1] == "client: API close 1005 clean"
        assert (await server.until("close"))["code"] == 1005
