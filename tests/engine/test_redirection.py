"""Redirects on real sockets: shown, and followed only when asked to."""

from __future__ import annotations

import pytest

from tests.support.raw_peer import RawListener, listening
from tests.support.until import until
from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.engine.redirection import Redirection, Redirects, redirection
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CLIENT_FOLLOW_REDIRECTS
from wsinspector.texts import Text, render

SECRET = RequestPlan().adding(("Authorization", "Bearer t"), ("Cookie", "a=b"), ("X", "y"))


async def redirect(listener: RawListener, place: str, status: int = 302) -> bytes:
    """Take one connection and send it elsewhere; returns its request."""
    peer = await listener.accept()
    request = await peer.read_head()
    answer = f"HTTP/1.1 {status} Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n"
    await peer.send(answer.encode())
    peer.fin()
    return request


def notes(bench: Workbench) -> list[tuple[int, str]]:
    """Connection and words of every remark."""
    said = []
    for entry in range(len(bench.journal)):
        if bench.journal.entry(entry).kind is Kind.NOTE:
            words = bench.journal.details(entry)["text"]
            assert isinstance(words, list)
            said.append((bench.journal.connection_of(entry), render(Text(*words))))
    return said


@pytest.mark.parametrize(
    "place, expected",
    [
        ("/new?q", "ws://host:1/new?q"),
        ("new#part", "ws://host:1/a/new"),
        ("http://host:1/b", "ws://host:1/b"),
        ("ws://other/", "ws://other/"),
        ("HTTPS://other", "wss://other/"),
        ("//other:2/x", "ws://other:2/x"),
        ("/방", "ws://host:1/%EB%B0%A9"),
        ("ftp://x/", None),
        ("http://[::1", None),
        ("http://u:p@host/", None),
    ],
)
async def test_where_a_redirect_leads_to(bench: Workbench, place: str, expected: str | None):
    async with listening() as listener:
        client = bench.new_client()
        end = client.connect(listener.url)
        await redirect(listener, place)
        await client.wait_over()
        if expected is None:
            with pytest.raises(AddressError):
                redirection(bench.journal, end, "ws://host:1/a/old")
            return
        found = redirection(bench.journal, end, "ws://host:1/a/old")
        assert found is not None
        assert found.address == WsAddress.parse(expected)
        assert (found.status, found.loses_tls) == (302, False)
        assert found.other_server is ("other" in expected)
        secure = redirection(bench.journal, end, "wss://host:1/a/old")
        assert secure is not None
        assert secure.loses_tls is (not secure.address.secure)


async def test_it_is_not_followed_unless_asked(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        await redirect(listener, "/next")
        await client.wait_over()
        assert client.phase is Phase.NEVER_OPENED
        assert len(bench.journal.table.connections) == 1
        assert notes(bench) == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_each_hop_is_a_connection_of_its_own(bench: Workbench, status: int):
    bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 1)
    async with listening() as listener:
        client = bench.new_client()
        first = client.connect(listener.url + "a", plan=SECRET)
        assert b"Authorization: Bearer t" in await redirect(listener, "b?c", status)
        peer = await listener.accept()
        request = await peer.open_as_server()
        assert request.startswith(b"GET /b?c HTTP/1.1\r\n")
        # The same server: everything is still meant for it.
        assert request.endswith(b"\r\nAuthorization: Bearer t\r\nCookie: a=b\r\nX: y\r\n\r\n")
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        assert client.end_id != first
        ((connection, words),) = notes(bench)
        assert connection == 2
        assert f" follows the answer {status} of {listener.url}a (redirect 1 of " in words
        peer.rst()
        await client.wait_over()


async def test_another_server_gets_no_secrets(bench: Workbench):
    bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 3)
    async with listening() as listener, listening() as other:
        client = bench.new_client()
        client.connect(listener.url, plan=SECRET)
        await redirect(listener, other.url)
        request = await redirect(other, listener.url)
        assert request.endswith(b"\r\nX: y\r\n\r\n")
        assert b"Authorization" not in request
        # And they do not come back.
        assert b"Cookie" not in await redirect(listener, "ftp://x/")
        await client.wait_over()
        words = [said for _, said in notes(bench)]
        assert "without Authorization and Cookie" in words[0]
        assert "without" not in words[1]
        assert words[2] == (
            "The redirect is not followed: An address begins with ws:// or wss://, not with ftp://."
        )


async def test_no_more_than_asked_for(bench: Workbench):
    bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 2)
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        for _ in range(3):
            await redirect(listener, "/round")
        await client.wait_over()
        assert len(bench.journal.table.connections) == 3
        connection, words = notes(bench)[-1]
        assert connection == 3
        assert words.endswith("/round is not followed: 2 were followed before it.")


async def test_who_disconnects_meanwhile_is_not_taken_further(bench: Workbench):
    bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 2)
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        await peer.send(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n")
        await until(bench.journal, lambda: client.phase is Phase.NEVER_OPENED)
        client.disconnect()
        peer.fin()
        await client.wait_over()
        assert len(bench.journal.table.connections) == 1


@pytest.mark.parametrize(
    "answer",
    ["404 Not Found\r\nLocation: /x", "302 Found", "302 Found\r\nLocation: a\r\nlocation: b"],
)
async def test_what_is_no_redirect(bench: Workbench, answer: str):
    bench.settings.set(CLIENT_FOLLOW_REDIRECTS, 2)
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        await peer.send(f"HTTP/1.1 {answer}\r\n\r\n".encode())
        peer.fin()
        await client.wait_over()
        assert len(bench.journal.table.connections) == 1
        assert notes(bench) == []


def test_tls_is_never_lost_on_the_way():
    found = Redirection(302, WsAddress.parse("ws://h/"), True, False)
    refusal = Redirects(RequestPlan(), None, 9).refusal(found)
    assert refusal is not None
    assert "from wss:// to ws://" in render(refusal)
