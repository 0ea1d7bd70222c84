"""The page and the way for reports on real sockets, attacked by peers who may say anything."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.raw_peer import connected
from tests.support.until import entries, story, until
from wsinspector.engine.listener import Listening
from wsinspector.engine.page_service import PageService
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.facts import Kind
from wsinspector.settings import HANDSHAKE_MS, REPORT_BYTES

FILES = {"index.html": b"<p>page", "page.js": b"1"}


async def served(bench: Workbench, host: str = "127.0.0.1", path: str = "") -> Listening:
    """A server with a page."""
    bench.server.pages.files = FILES
    return await bench.server.start(host, 0, path)


def below(listening: Listening, name: str = "") -> str:
    """The path of something below the page's address."""
    return "/" + listening.page_url.split("/", 3)[3] + name


async def ask(listening: Listening, line: str, *fields: str, body: bytes = b"") -> bytes:
    """The whole answer to a request; Host is right unless it is told."""
    if not any(field.startswith("Host:") for field in fields):
        fields = (f"Host: 127.0.0.1:{listening.port}", *fields)
    head = "\r\n".join([f"{line} HTTP/1.1", *fields, "", ""]).encode()
    async with connected(listening.port) as peer:
        await peer.send(head + body)
        return await peer.read_eof()


async def post(listening: Listening, body: bytes, *fields: str) -> bytes:
    told = ("Content-Type: application/json", f"Content-Length: {len(body)}", *fields)
    return await ask(listening, f"POST {below(listening, 'report')}", *told, body=body)


async def test_the_page_has_an_address_that_nobody_can_guess(bench: Workbench):
    listening = await served(bench)
    assert re.fullmatch(
        rf"http://127\.0\.0\.1:{listening.port}/\.wsinspector/[\w-]{{22}}/", listening.page_url
    )
    other = PageService(bench.journal, bench.clock, bench.settings)
    other.files = FILES
    assert other.open(listening).page_url != listening.page_url
    assert "wsinspector/" not in repr(listening)


async def test_the_page_is_no_connection_to_look_at(bench: Workbench):
    listening = await served(bench)
    for name in ("", "page.js", "listener.json"):
        answer = await ask(listening, f"GET {below(listening, name)}")
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert json.loads(answer.partition(b"\r\n\r\n")[2]) == {"path": "/"}
    await until(bench.journal, lambda: not bench.server.links)
    assert len(bench.journal.rows) == 0
    assert not bench.journal.table.connections
    assert "server RESPONSE sent 200" in story(bench.journal)
    assert not [entry for entry in entries(bench.journal) if entry.kind is Kind.FAILURE]


async def test_a_page_stays_good_when_the_server_starts_anew(bench: Workbench):
    first = await served(bench)
    await bench.server.stop()
    second = await bench.server.start("127.0.0.1", first.port)
    assert second.page_url == first.page_url


async def test_without_files_nothing_is_plain_http(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    assert listening.page_url == ""
    answer = await ask(listening, "GET /.wsinspector/x/")
    assert answer.startswith(b"HTTP/1.1 426 ")


async def test_a_foreign_host_reaches_the_websocket_and_not_the_page(bench: Workbench):
    listening = await served(bench)
    answer = await ask(listening, f"GET {below(listening)}", "Host: rebound.example")
    assert answer.startswith(b"HTTP/1.1 421 ")
    opened = await ask_to_open(listening, "Host: rebound.example", "Origin: http://evil.example")
    assert opened.startswith(b"HTTP/1.1 101 ")
    assert sorted(bench.journal.table.connections) == [1, 2]


async def ask_to_open(listening: Listening, *fields: str) -> bytes:
    head = "\r\n".join(
        [
            "GET /.wsinspector/ HTTP/1.1",
            *fields,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "",
            "",
        ]
    )
    async with connected(listening.port) as peer:
        return await peer.open_as_client(head.encode())


async def test_a_foreign_origin_can_report_nothing(bench: Workbench):
    listening = await served(bench)
    body = b'{"events": [{"event": "open"}]}'
    for fields in (
        ("Origin: http://evil.example",),
        (f"Origin: http://localhost:{listening.port}",),
        ("Sec-Fetch-Site: cross-site",),
    ):
        assert (await post(listening, body, *fields)).startswith(b"HTTP/1.1 403 ")
    assert not [end for end in bench.journal.table.ends if end.kind is EndKind.PAGE]
    own = f"Origin: http://127.0.0.1:{listening.port}"
    assert (await post(listening, body, own)).startswith(b"HTTP/1.1 204 ")
    assert [end.kind for end in bench.journal.table.ends].count(EndKind.PAGE) == 1


async def test_a_wrong_token_is_refused_and_seen(bench: Workbench):
    listening = await served(bench)
    answer = await ask(listening, "GET /.wsinspector/AAAAAAAAAAAAAAAAAAAAAA/")
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"Open in browser" in answer
    assert story(bench.journal)[2:5] == [
        "server REQUEST received",
        "server NOTE site.no-token",
        "server RESPONSE sent 403",
    ]
    assert len(bench.journal.rows) > 3


async def test_a_body_over_the_limit_is_not_even_read(bench: Workbench):
    bench.settings.set(REPORT_BYTES, 1024)
    listening = await served(bench)
    answer = await ask(
        listening,
        f"POST {below(listening, 'report')}",
        "Content-Type: application/json",
        "Content-Length: 1025",
    )
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_a_body_that_never_comes_is_given_up(bench: Workbench):
    bench.settings.set(HANDSHAKE_MS, 20)
    listening = await served(bench)
    answer = await ask(
        listening,
        f"POST {below(listening, 'report')}",
        "Content-Type: application/json",
        "Content-Length: 100",
        body=b"{",
    )
    assert answer.startswith(b"HTTP/1.1 408 ")


async def test_bad_json_is_told_in_one_sentence(bench: Workbench):
    listening = await served(bench)
    answer = await post(listening, b'{"events": [{"event": "shut"}]}')
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith("“shut” is not an event that can be reported.\n".encode())


async def test_one_request_is_answered_on_a_connection(bench: Workbench):
    listening = await served(bench)
    again = f"GET {below(listening)} HTTP/1.1\r\nHost: 127.0.0.1:{listening.port}\r\n\r\n"
    answer = await ask(
        listening, f"GET {below(listening)}", "Connection: keep-alive", body=again.encode()
    )
    assert answer.count(b"HTTP/1.1 200 OK") == 1
    assert b"Connection: close\r\n" in answer


@pytest.mark.parametrize(
    "host, names",
    [
        ("localhost", {"localhost", "127.0.0.1", "[::1]"}),
        ("0.0.0.0", {"localhost", "127.0.0.1", "[::1]"}),
        ("*", {"localhost", "127.0.0.1", "[::1]"}),
        ("Box.example", {"localhost", "127.0.0.1", "[::1]", "box.example", "192.0.2.7"}),
    ],
)
def test_the_names_of_this_machine(bench: Workbench, host, names):
    address = {"localhost": "127.0.0.1", "0.0.0.0": "0.0.0.0", "*": "::"}.get(host, "192.0.2.7")
    pages = PageService(bench.journal, bench.clock, bench.settings)
    pages.files = FILES
    for port, secure, bare in ((8765, False, False), (80, False, True), (443, True, True)):
        pages.open(Listening(host, port, "", ((address, port),), None, secure))
        site = pages.site_for(_Transport("127.0.0.1"))
        assert site is not None
        with_port = {f"{name}:{port}" for name in names}
        assert site.hosts == (with_port | names if bare else with_port)


@pytest.mark.parametrize(
    "local, remote, served",
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "::1", True),
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.9", False),
        ("fe80::1%eth0", "fe80::2%eth0", False),
        ("127.0.0.1", None, False),
    ],
)
def test_another_machine_gets_no_page(bench: Workbench, local, remote, served):
    pages = PageService(bench.journal, bench.clock, bench.settings)
    pages.files = FILES
    pages.open(Listening("0.0.0.0", 8765, "", (("0.0.0.0", 8765),), None))
    assert (pages.site_for(_Transport(remote, local)) is not None) is served


class _Transport:
    """Has addresses, as far as asked for."""

    def __init__(self, remote: str | None, local: str = "127.0.0.1") -> None:
        self._addresses = {
            "sockname": (local, 8765),
            "peername": None if remote is None else (remote, 50000),
        }

    def get_extra_info(self, name: str) -> object:
        return self._addresses[name]
