"""The page for browsers in a real browser, and a program that reports as the page does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.support.browser import trust_authority
from tests.support.driven_browser import DrivenBrowser, Tab, driven_browser
from tests.support.inspector_window import InspectorWindow, inspector_window
from tests.support.peer_process import peer_process
from tests.support.peer_programs import certutil, chromium
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.exchange import SendMessage
from wsinspector.protocol.facts import Kind

REASON = "孩子,地球太危险了,快回火星去吧!"


def page_url(window: InspectorWindow) -> str:
    """The address that "Open in browser" opens."""
    opened: list[str] = []
    window.controllers.server.browse = lambda url: bool(opened.append(url) or True)
    window.controllers.actions["server.open-page"].trigger()
    (url,) = opened
    return url


def reported(window: InspectorWindow) -> list[str]:
    """What the timeline has from pages and programs: lane, and summary up to the reporter."""
    journal, model = window.controllers.workbench.journal, window.controllers.panels.rows
    rows = range(model.rowCount())
    kinds = [journal.entry(model.entry_at(row)).end_kind for row in rows]
    lines = window.rows()
    return [lines[row] for row in rows if kinds[row] is EndKind.PAGE]


async def open_page(window: InspectorWindow, browser: DrivenBrowser) -> Tab:
    return await browser.open(page_url(window))


async def connect(tab: Tab) -> None:
    await tab.click("connect")
    await tab.until("socket.readyState === WebSocket.OPEN")


async def all_reported(tab: Tab) -> None:
    await tab.until("waiting.length === 0 && !isPosting")


async def events(tab: Tab) -> list[str]:
    """What the page shows, call by call and event by event."""
    lines = "Array.from(document.querySelectorAll('#log li'), (line) =>"
    parts = "['what', 'said', 'ready'].map((name) => line.querySelector('.' + name).textContent)"
    shown: list[list[str]] = await tab.run(f"{lines} {parts})")
    return [" | ".join(filter(None, line)) for line in shown]


async def test_what_the_browser_says_stands_beside_what_we_saw(qapp: object, home: Path) -> None:
    async with inspector_window(home) as window, driven_browser(chromium()) as browser:
        tab = await open_page(window, browser)
        await connect(tab)
        await tab.click("send")
        await tab.until("document.querySelector('.message')")
        await tab.fill("code", "1001")
        await tab.click("close")
        await tab.fill("code", "1000")
        await tab.fill("reason", REASON)
        await tab.click("close")
        await tab.until("socket.readyState === WebSocket.CLOSED")
        await tab.click("close")
        await all_reported(tab)
        shown = await events(tab)
        await window.shows("client: API close 1000 clean", "server: API close 1000 clean")

        assert [line.split(" | ")[0] for line in shown] == [
            "call",
            "open",
            "call",
            "message",
            "call",
            "exception",
            "call",
            "close",
            "call",
        ]
        assert shown[3] == "message | Message to send | 1 OPEN"
        assert "InvalidAccessError" in shown[5]
        assert shown[6] == f"call | close(1000, “{REASON}”) | 2 CLOSING"
        assert shown[7] == f"close | code 1000 · “{REASON}” · clean | 3 CLOSED"
        told = reported(window)
        assert [line.split(" | ")[0] for line in told] == [
            "client: API open",
            "client: API message",
            "client: API exception",
            "client: API close 1000 clean",
        ]
        assert "close throws InvalidAccessError: " in told[2]
        assert REASON in told[3]
        assert "readyState 3" in told[3]
        assert told[3].rpartition(" · ")[2].startswith("reported by Chrome ")
        # The page's own requests are neither rows nor connections; but a browser may also connect
        # ahead of need and ask for nothing.
        asked = [lane for lane in window.lane_steps() if "GET" in lane or "POST" in lane]
        assert len(asked) == 1
        assert asked[0].startswith("client → server: GET /?wsinspector=")
        table = window.controllers.workbench.journal.table
        assert len(table.asides) > len(table.connections)


async def test_two_pages_of_a_chat_are_told_apart(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home) as window,
        driven_browser(chromium(), language="ko") as browser,
    ):
        url = page_url(window)
        one, other = [await browser.open(url) for _ in range(2)]
        assert (
            await one.run("document.querySelector('h1').textContent") == "이 브라우저의 WebSocket"
        )
        await connect(one)
        await connect(other)
        await one.fill("message", "안녕하세요")
        await one.click("send")
        server = window.controllers.workbench.server
        for connection in window.controllers.workbench.journal.table.connections:
            server.wish(connection, SendMessage("안녕하세요".encode(), is_text=True))
        for tab in (one, other):
            await tab.until("document.querySelector('.message')")
            assert (await events(tab))[-1] == "message | 안녕하세요 | 1 OPEN"
        await all_reported(other)
        await all_reported(one)
        table = window.controllers.workbench.journal.table
        pages = [end.connection for end in table.ends[1:] if end.kind is EndKind.PAGE]
        assert len(set(pages)) == 2


async def test_what_never_opened_is_told_by_the_page_alone(qapp: object, home: Path) -> None:
    async with inspector_window(home) as window, driven_browser(chromium()) as browser:
        tab = await open_page(window, browser)
        await tab.fill("url", "ws://127.0.0.1:1/")
        await tab.click("connect")
        await tab.until("socket && socket.readyState === WebSocket.CLOSED")
        await tab.fill("url", "ftp://127.0.0.1/")
        await tab.click("connect")
        await all_reported(tab)
        await window.shows("client: API close 1006 unclean", "client: API exception")
        assert [lane for lane in window.lanes() if "API" in lane] == [
            "client: API error",
            "client: API close 1006 unclean",
            "client: API exception",
        ]
        known = window.controllers.workbench.journal.table.connections.values()
        assert [one.url for one in known if one.url] == ["ws://127.0.0.1:1/", "ftp://127.0.0.1/"]


async def test_a_stopped_window_gets_the_reports_when_it_listens_again(
    qapp: object, home: Path
) -> None:
    async with inspector_window(home) as window, driven_browser(chromium()) as browser:
        tab = await open_page(window, browser)
        await connect(tab)
        await all_reported(tab)
        controllers, port = window.controllers, int(window.address.split(":")[2].strip("/"))
        controllers.server.stop()
        await tab.until("socket.readyState === WebSocket.CLOSED")
        await tab.until("document.getElementById('reporting').className === 'bad'")
        await controllers.until(lambda: not controllers.server.busy)
        controllers.server.start("127.0.0.1", port, "")
        await all_reported(tab)
        await window.shows("client: API close 1001 clean")
        assert await tab.run("document.getElementById('reporting').className") == "good"


async def test_the_page_is_served_over_tls_and_speaks_chinese(qapp: object, home: Path) -> None:
    async with inspector_window(home, secure=True) as window:
        exported = home / "exported.pem"
        window.controllers.server._write_authority(str(exported))
        trust_authority(certutil(), home, exported)
        async with driven_browser(chromium(), language="zh-CN", home=home) as browser:
            tab = await open_page(window, browser)
            assert await tab.run("document.querySelector('h1').textContent") == (
                "此浏览器中的 WebSocket"
            )
            assert await tab.run("document.getElementById('url').value") == window.address
            assert (await tab.run("location.href")).startswith("https://127.0.0.1:")
            await connect(tab)
            await all_reported(tab)
            await window.shows("client: API open")


async def test_a_program_reports_what_its_own_api_said(qapp: object, home: Path) -> None:
    async with inspector_window(home) as window:
        reports = page_url(window) + "report"
        command = (sys.executable, "reporting_client.py", window.address, reports)
        async with peer_process(*command) as client:
            await client.until("reported")
        await window.shows("client: API close 4000")
        assert reported(window) == [
            "client: API open | reported by my client",
            "client: API message | Text · 6 bytes · reported by my client",
            "client: API close 4000 | Private use · “안녕” · reported by my client",
        ]
        journal = window.controllers.workbench.journal
        assert list(journal.table.connections) == [1]
        assert journal.table.end_of(1, EndKind.PAGE) is not None


async def test_a_website_reaches_neither_page_nor_reports(qapp: object, home: Path) -> None:
    """What a page of another origin tries: reading the page, framing it, reporting in its name."""
    async with inspector_window(home) as window, driven_browser(chromium()) as browser:
        url = page_url(window)
        elsewhere = await browser.open(url.replace("127.0.0.1", "localhost"))
        body = json.dumps({"events": [{"event": "open"}]})
        tried = await elsewhere.run(
            f"Promise.all([fetch({json.dumps(url)}), fetch({json.dumps(url + 'report')}, "
            f"{{method: 'POST', body: {json.dumps(body)}, mode: 'no-cors'}})]"
            ".map((one) => one.then((answer) => answer.type, () => 'failed')))"
        )
        assert tried == ["failed", "failed"]
        journal = window.controllers.workbench.journal
        assert not [end for end in journal.table.ends[1:] if end.kind is EndKind.PAGE]
        assert not [e for e in range(len(journal)) if journal.entry(e).kind is Kind.API]
