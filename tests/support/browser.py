"""A page in a real browser that opens a WebSocket and tells what its API said."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

from tests.support.peer_process import PEERS, PeerProcess, Told, end_process

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)


class Page(PeerProcess):
    """What the page has told."""

    def tell(self, told: Told) -> None:
        """A report of the page has arrived."""
        self.told.append(told)
        self._changed.set()


async def _serve(page: Page, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request of the browser: the page itself, or one of its reports."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):  # browsers connect ahead of need
        writer.close()
        return
    body = b""
    if head.startswith(b"POST /report"):
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        page.tell(json.loads(await reader.readexactly(length)))
    elif head.startswith(b"GET /page"):
        body = (PEERS / "page.html").read_bytes()
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    await writer.drain()
    writer.close()
    await writer.wait_closed()


def trust_authority(certutil: str | Path, home: Path, certificate: Path) -> None:
    """Let the browser of a person trust an authority, as they would by its settings.

    Args:
        certutil: the program that does it.
        home: the person's folder.
        certificate: the authority's, in PEM form.
    """
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    for arguments in (
        ("-N", "--empty-password"),
        ("-A", "-t", "C,,", "-n", "wsinspector", "-i", str(certificate)),
    ):
        subprocess.run([certutil, "-d", f"sql:{store}", *arguments], check=True)


@contextlib.asynccontextmanager
async def browser_page(
    chromium: str | Path, url: str, script: Told, *, home: Path | None = None
) -> AsyncIterator[Page]:
    """Run the page in headless Chromium for the length of a block.

    Args:
        chromium: the browser program.
        url: the address that the page opens a WebSocket to.
        script: what the page does on open and on the first message, see ``page.html``.
        home: the folder of the person whose browser it is, who may trust an authority; see
            :func:`trust_authority`.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        served: set[asyncio.Task[None]] = set()
        page: Page

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(_serve(page, reader, writer))
            served.add(task)
            task.add_done_callback(served.discard)

        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        query = urlencode({"ws": url, "script": json.dumps(script)})
        process = await asyncio.create_subprocess_exec(
            str(chromium),
            *FLAGS,
            f"--user-data-dir={profile}",
            f"http://127.0.0.1:{port}/page?{query}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=None if home is None else {**os.environ, "HOME": str(home)},
        )
        page = Page(process)
        try:
            yield page
        finally:
            await end_process(process)
            server.close()
            for task in list(served):
                task.cancel()
            await asyncio.gather(*served, return_exceptions=True)
            await server.wait_closed()
