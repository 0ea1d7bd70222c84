"""A real browser that is told what to do on a page of ours, through its own DevTools."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.support.browser import FLAGS
from tests.support.peer_process import end_process

_PATIENCE_S = 15


class Tab:
    """One page in the browser.

    Args:
        devtools: the connection to it.
    """

    def __init__(self, devtools: ClientConnection) -> None:
        self._devtools = devtools
        self._numbers = itertools.count(1)

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Do something that the DevTools protocol offers; returns its result."""
        number = next(self._numbers)
        await self._devtools.send(json.dumps({"id": number, "method": method, "params": arguments}))
        async for message in self._devtools:
            answer = json.loads(message)
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
        raise EOFError

    async def load(self, url: str) -> None:
        """Go to an address and wait until everything is there."""
        await self.call("Page.enable")
        await self.call("Page.navigate", url=url)
        async for message in self._devtools:
            if json.loads(message).get("method") == "Page.loadEventFired":
                return

    async def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait until an expression holds in the page, which is asked at every frame it draws."""
        await self.run(
            f"new Promise((done) => {{ const look = () => ({condition}) ? done(true)"
            " : setTimeout(look, 5); look(); })"
        )

    async def fill(self, field: str, value: str) -> None:
        """Type into a field."""
        await self.run(
            f"(() => {{ const one = document.getElementById({json.dumps(field)});"
            f" one.value = {json.dumps(value)};"
            " one.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )

    async def click(self, button: str) -> None:
        """Press a button."""
        await self.run(f"document.getElementById({json.dumps(button)}).click()")


class DrivenBrowser:
    """A browser whose tabs are opened one by one.

    Args:
        devtools: address of its own tab of tabs.
        port: where its DevTools listen.
    """

    def __init__(self, devtools: ClientConnection, port: int, closing: contextlib.AsyncExitStack):
        self._tabs = Tab(devtools)
        self._port = port
        self._closing = closing

    async def open(self, url: str) -> Tab:
        """Open a page and wait until it is there."""
        target = await self._tabs.call("Target.createTarget", url="about:blank")
        address = f"ws://127.0.0.1:{self._port}/devtools/page/{target['targetId']}"
        tab = Tab(await self._closing.enter_async_context(connect(address, max_size=None)))
        await tab.load(url)
        return tab


@contextlib.asynccontextmanager
async def driven_browser(
    chromium: str | Path, *, language: str = "en", home: Path | None = None
) -> AsyncIterator[DrivenBrowser]:
    """Run headless Chromium for the length of a block.

    Args:
        chromium: the browser program.
        language: what it prefers.
        home: the folder of the person whose browser it is, who may trust an authority.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            str(chromium),
            *FLAGS,
            f"--accept-lang={language}",
            f"--user-data-dir={profile}",
            "about:blank",
            env=os.environ | ({} if home is None else {"HOME": str(home)}),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_PATIENCE_S), contextlib.AsyncExitStack() as closing:
                address = await _devtools_address(process)
                port = int(address.split("/")[2].rpartition(":")[2])
                devtools = await closing.enter_async_context(connect(address, max_size=None))
                yield DrivenBrowser(devtools, port, closing)
        finally:
            await end_process(process)


async def _devtools_address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        _before, found, address = line.decode("utf-8", "replace").partition(
            "DevTools listening on "
        )
        if found:
            return address.strip()
    raise EOFError("the browser told no address")
