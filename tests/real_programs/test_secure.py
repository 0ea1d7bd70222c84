"""wss:// between the window and programs that nobody here wrote."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import trustme

from tests.support.browser import browser_page, trust_authority
from tests.support.inspector_window import InspectorWindow, inspector_window
from tests.support.peer_process import peer_process
from tests.support.peer_programs import certutil, chromium, node24, node_modules
from wsinspector.protocol.phases import Phase

SCRIPT = {"open": [["send", "你好"]], "message": [["close", 4001, "안녕"]]}


def _command(name: str, url: str) -> tuple[str | Path, ...]:
    if name == "websockets":
        return (sys.executable, "websockets_client.py", url, json.dumps(SCRIPT))
    node_modules()
    return (node24(), "ws_client.js", name, url, json.dumps(SCRIPT))


def _steps(window: InspectorWindow) -> list[str]:
    return [lane for lane in window.lanes() if "TLS" in lane or "close_notify" in lane]


@pytest.mark.parametrize("name", ["ws", "built-in", "websockets"])
async def test_a_client_that_trusts_the_exported_authority(
    qapp: object, home: Path, name: str
) -> None:
    async with inspector_window(home, secure=True) as window:
        assert window.address.startswith("wss://")
        exported = home / "exported.pem"
        window.controllers.server._write_authority(str(exported))
        trust = {"NODE_EXTRA_CA_CERTS": exported, "SSL_CERT_FILE": exported}
        async with peer_process(*_command(name, window.address), env=trust) as client:
            closed = await client.until("close")
            if name == "websockets":
                assert closed["sent"] == closed["received"] == [4001, "안녕"]
            else:
                assert (closed["code"], closed["wasClean"]) == (4001, True)
            await window.shows("server: API close 4001 clean")
        assert window.summary_of("server: TLS handshake").startswith("TLS 1.3 · ")
        words, _, how = window.summary_of("client → server: Text").partition(" · ")
        assert words == "“你好”"
        assert how.startswith("deflate 6 → ") is (name != "built-in")
        assert "server → client: close_notify" in _steps(window)


@pytest.mark.parametrize("name", ["ws", "websockets"])
async def test_a_client_that_does_not_trust_the_authority(
    qapp: object, home: Path, name: str
) -> None:
    async with (
        inspector_window(home, secure=True) as window,
        peer_process(*_command(name, window.address)) as _,
    ):
        await window.shows("server: TLS handshake failed")
        # These two hang up without the alert that is due.
        assert "do not trust the certificate" in window.summary_of("server: TLS handshake failed")


async def test_a_browser_that_trusts_the_exported_authority(qapp: object, home: Path) -> None:
    async with inspector_window(home, secure=True) as window:
        exported, person = home / "exported.pem", home / "person"
        window.controllers.server._write_authority(str(exported))
        trust_authority(certutil(), person, exported)
        async with browser_page(chromium(), window.address, SCRIPT, home=person) as page:
            closed = await page.until("close")
            assert (closed["code"], closed["wasClean"]) == (4001, True)
            await window.shows("server: API close 4001 clean")
        assert window.summary_of("client → server: Text").startswith("“你好” · deflate 6 → ")
        assert "server → client: close_notify" in _steps(window)


async def test_a_browser_that_does_not_trust_the_authority(qapp: object, home: Path) -> None:
    async with (
        inspector_window(home, secure=True) as window,
        browser_page(chromium(), window.address, {}) as page,
    ):
        closed = await page.until("close")
        assert (closed["code"], closed["wasClean"]) == (1006, False)
        await window.shows("server: TLS handshake failed")
        assert "The client does not trust" in window.summary_of("server: TLS handshake failed")


@pytest.mark.parametrize("name", ["ws", "websockets"])
async def test_a_server_of_a_library(qapp: object, home: Path, name: str) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("localhost", "127.0.0.1")
    certificate, key, trusted = (home / file for file in ("cert.pem", "key.pem", "ca.pem"))
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    authority.cert_pem.write_to_path(trusted)
    if name == "ws":
        node_modules()
        command: tuple[str | Path, ...] = (node24(), "ws_server.js", "echo")
    else:
        command = (sys.executable, "websockets_server.py")
    files = {"TLS_CERT": certificate, "TLS_KEY": key}
    async with (
        inspector_window(home) as window,
        peer_process(*command, env=files) as server,
    ):
        port = (await server.until("listening"))["port"]
        window.client.verification.set_choice("file", str(trusted))
        await window.connect(f"wss://localhost:{port}/")
        await window.until_open()
        window.say("你好")
        await window.shows("server → client: Text")
        window.send_close(1000, "bye")
        await window.until_over()
        view = window.client_view()
        assert view is not None
        assert view.phase is Phase.CLOSED_CLEAN
        assert "verified by “" in window.summary_of("client → server: TLS handshake")
        assert (await server.until("close"))["code"] == 1000
        assert "client → server: close_notify" in _steps(window)
