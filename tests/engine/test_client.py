"""A client of ours against peers that answer rightly, wrongly and not at all."""

from __future__ import annotations

import pytest

from tests.engine.test_connector import NEVER_OPENED, details_of, failure
from tests.support.raw_peer import RawListener, RawPeer, accept, connected, listening
from tests.support.until import story, until
from wsinspector.engine.address import AddressError
from wsinspector.engine.client import Client
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.protocol.exchange import ChangeBehaviour, SendClose, SendControl, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.protocol.phases import Phase
from wsinspector.settings import HANDSHAKE_MS, HEAD_BYTES, TCP_END_MS
from wsinspector.texts import render

OK_PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nX-Why: no such room\r\nContent-Length: 0\r\n\r\n"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"


async def begin(bench: Workbench, listener: RawListener) -> tuple[Client, RawPeer]:
    """A client that has connected by TCP to a raw peer."""
    client = bench.new_client("tab")
    client.connect(listener.url)
    return client, await listener.accept()


async def opened(bench: Workbench, listener: RawListener) -> tuple[Client, RawPeer]:
    """A client in OPEN and its raw peer."""
    client, peer = await begin(bench, listener)
    await peer.open_as_server()
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    return client, peer


# -- what cannot be tried ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url, options, sentence",
    [
        ("http://h/", {}, "An address begins with ws:// or wss://, not with http://."),
        (
            "ws://h/",
            {"subprotocols": ["a b"]},
            "“a b” cannot be a subprotocol: it is no token (RFC 9110, 5.6.2).",
        ),
        (
            "ws://h/",
            {"subprotocols": ["chat", "chat"]},
            "The subprotocol “chat” is offered twice.",
        ),
    ],
)
async def test_what_cannot_be_tried_is_refused_and_leaves_no_trace(
    bench: Workbench, url: str, options: dict[str, list[str]], sentence: str
):
    client = bench.new_client()
    with pytest.raises(AddressError) as refused:
        client.connect(url, **options)
    assert render(refused.value.text) == sentence
    assert len(bench.journal) == 0
    assert not client.is_live
    assert client.phase is client.end_id is client.connection_id is None


@pytest.mark.parametrize("header", [("X", "a\r\nb"), ("a\nb", "c"), ("X", "a\rb")])
async def test_a_header_with_a_line_break_is_refused(bench: Workbench, header: tuple[str, str]):
    client = bench.new_client()
    with pytest.raises(AddressError) as refused:
        client.connect("ws://h/", headers=[header])
    assert render(refused.value.text).startswith("A line break cannot stand")
    assert len(bench.journal) == 0


async def test_it_cannot_connect_twice_at_a_time(bench: Workbench):
    async with listening() as listener:
        client, _ = await opened(bench, listener)
        with pytest.raises(RuntimeError):
            client.connect(listener.url)


async def test_before_the_first_connect_there_is_nothing_to_wish_for(bench: Workbench):
    client = bench.new_client()
    client.wish(SendMessage(b"", is_text=True))
    client.disconnect()
    await client.wait_over()
    assert len(bench.journal) == 0


# -- step http -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer, reason, status",
    [
        (OK_PAGE, "http-rejected", 200),
        (NOT_FOUND, "http-rejected", 404),
        (MOVED, "http-rejected", 302),
        (b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "not-http", None),
        (b"\x15\x03\x03\x00\x02\x02\x46", "not-http", None),
        (b"\x88\x02\x03\xe8", "not-http", None),
    ],
)
async def test_an_answer_that_opens_nothing_says_what_it_was(
    bench: Workbench, answer: bytes, reason: str, status: int | None
):
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        await peer.read_head()
        await peer.send(answer)
        peer.fin()
        await client.wait_over()
        assert failure(bench, client)[:2] == ("http", reason)
        (details,) = details_of(bench, Kind.FAILURE, client.end_id)
        assert details["status"] == status
        journal = bench.journal
        kept = b"".join(
            journal.payload(entry)
            for entry in range(len(journal))
            if journal.entry(entry).sent is False
        )
        assert kept == answer
        lines = story(journal)
        assert [line for line in lines if line in NEVER_OPENED] == NEVER_OPENED


async def test_a_tls_server_is_recognised_by_its_alert(bench: Workbench):
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        await peer.read_head()
        await peer.send(b"\x15\x03\x03\x00\x02\x02\x46")
        await client.wait_over()
        assert "TLS" in failure(bench, client)[2]


async def test_a_101_with_the_wrong_proof_is_a_bad_101(bench: Workbench):
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        request = await peer.read_head()
        await peer.send(accept(request).replace(b"Accept: ", b"Accept: A"))
        assert await peer.read_eof() == b""
        peer.close()
        await client.wait_over()
        assert failure(bench, client)[:2] == ("http", "bad-101")


@pytest.mark.parametrize("how", ["fin", "rst"])
async def test_a_peer_that_hangs_up_is_told_from_one_that_answers(bench: Workbench, how: str):
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        await peer.read_head()
        getattr(peer, how)()
        await client.wait_over()
        assert failure(bench, client)[:2] == ("http", "peer-dropped")
        assert f"client {how.upper()} received" in story(bench.journal)


async def test_a_silent_peer_costs_only_our_patience(bench: Workbench):
    bench.settings.set(HANDSHAKE_MS, 20)
    bench.settings.set(TCP_END_MS, 20)
    async with listening() as listener:
        client, _ = await begin(bench, listener)
        await client.wait_over()
        assert failure(bench, client)[:2] == ("http", "no-response")
        assert "client TIMEOUT handshake" in story(bench.journal)


async def test_an_endless_head_is_given_up_at_the_limit(bench: Workbench):
    bench.settings.set(HEAD_BYTES, 1024)
    async with listening() as listener:
        client, peer = await begin(bench, listener)
        await peer.read_head()
        await peer.send(b"HTTP/1.1 101 Switching Protocols\r\nX: " + b"y" * 5000)
        await client.wait_over()
        assert failure(bench, client)[0] == "http"


# -- an open connection --------------------------------------------------------------------------


async def test_what_a_connect_records_in_order(bench: Workbench):
    async with listening() as listener:
        client, peer = await opened(bench, listener)
        assert story(bench.journal) == [
            "client CALL connect",
            "client CONNECT begin",
            "client STATE connecting.tcp",
            "client TCP sent",
            "client STATE connecting.http",
            "client REQUEST sent",
            "client RESPONSE received 101",
            "client STATE open",
            "client API open",
        ]
        end = bench.journal.end(client.end_id)
        assert end.label == "tab"
        assert end.local == peer.socket.getpeername()
        assert end.remote == ("127.0.0.1", listener.port)
        assert bench.journal.connection(client.connection_id).url == listener.url


async def test_the_request_carries_what_was_asked_for(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(
            listener.url + "a?b", subprotocols=["chat", "superchat"], headers=[("Cookie", "x=y")]
        )
        request = await (await listener.accept()).read_head()
        assert request.startswith(b"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:")
        assert b"\r\nSec-WebSocket-Protocol: chat, superchat\r\n" in request
        assert b"\r\nCookie: x=y\r\n" in request


async def test_a_request_can_be_as_wrong_as_one_likes(bench: Workbench):
    plan = RequestPlan(method="POST", target="*", version="HTTP/1.0").without("Host")
    plan = plan.setting("Sec-WebSocket-Key", "钥匙").adding(("X Y", "1"), ("x y", "\udcff"))
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url, plan=plan)
        request = await (await listener.accept()).read_head()
        assert request == (
            b"POST * HTTP/1.0\r\n"
            b"Upgrade: websocket\r\n"
            b"Connection: Upgrade\r\n"
            b"Sec-WebSocket-Key: \xe9\x92\xa5\xe5\x8c\x99\r\n"
            b"Sec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
            b"X Y: 1\r\n"
            b"x y: \xff\r\n"
            b"\r\n"
        )


async def test_a_frame_glued_to_the_101_is_not_lost(bench: Workbench):
    async with listening() as listener:
        _, peer = await begin(bench, listener)
        await peer.open_as_server(rest=b"\x81\x02hi")
        await until(bench.journal, lambda: "client API message" in story(bench.journal))
        assert "client TEXT received" in story(bench.journal)


async def test_wishes_go_out_masked_and_as_asked(bench: Workbench):
    async with listening() as listener:
        client, peer = await opened(bench, listener)
        client.wish(SendMessage("héllo".encode(), is_text=True))
        client.wish(SendControl(9, b"p"))
        client.wish(SendClose(4711, b"\xff"))
        assert (await peer.read(6 + 6))[0] == 0x81
        assert (await peer.read(6 + 1))[:2] == b"\x89\x81"
        header = await peer.read(6)
        assert header[:2] == b"\x88\x83"
        body = await peer.read(3)
        unmasked = bytes(a ^ b for a, b in zip(body, header[2:], strict=False))
        assert unmasked == (4711).to_bytes(2, "big") + b"\xff"


async def test_a_server_begun_handshake(bench: Workbench):
    async with listening() as listener:
        client, peer = await opened(bench, listener)
        await peer.send_frame(8, b"\x03\xe8bye", masked=False)
        assert (await peer.read(6 + 5))[:2] == b"\x88\x85"
        peer.fin()
        assert await peer.read_eof() == b""
        await client.wait_over()
        assert story(bench.journal)[9:] == [
            "client CLOSE received",
            "client STATE close-received",
            "client CLOSE sent",
            "client STATE both-closed",
            "client FIN received",
            "client STATE both-closed.fin-received",
            "client FIN sent",
            "client STATE closed.clean",
            "client API close",
        ]
        (*_, close) = details_of(bench, Kind.API, client.end_id)
        assert close == {"event": "close", "code": 1000, "reason": "bye", "wasClean": True}


async def test_its_behaviour_lasts_over_connections(bench: Workbench):
    behaviour = Behaviour(OnClose(CloseReply.EMPTY))
    async with listening() as listener:
        client = bench.new_client()
        client.set_behaviour(behaviour)
        assert client.behaviour == behaviour
        assert len(bench.journal) == 0
        for _ in range(2):
            client.connect(listener.url)
            peer = await listener.accept()
            await peer.open_as_server()
            await peer.send_frame(8, b"\x03\xe8", masked=False)
            assert (await peer.read(6))[:2] == b"\x88\x80"
            peer.fin()
            await client.wait_over()
        client.connect(listener.url)
        client.wish(ChangeBehaviour(Behaviour()))
        assert client.behaviour == Behaviour()


async def test_the_servers_end_is_joined_with_the_clients(bench: Workbench):
    listening = await bench.server.start("localhost", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: "server API open" in story(bench.journal))
    assert bench.journal.connection(client.connection_id).ends == [client.end_id, 2]
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        assert len(bench.journal.table.connections) == 2


async def test_it_may_connect_again_while_the_end_of_tcp_is_awaited(bench):
    """An HTTP server keeps TCP open after it has refused."""
    refusal = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    async with listening() as listener:
        client = bench.new_client()
        first = client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        assert not client.can_connect
        await peer.send(refusal)
        await until(bench.journal, lambda: client.phase is Phase.NEVER_OPENED)
        assert client.is_live
        assert client.can_connect
        second = client.connect(listener.url)
        other = await listener.accept()
        await other.open_as_server()
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        await peer.read_eof()  # the first one is ended in its own time
        peer.close()
        await until(bench.journal, lambda: bench.journal.end(first).over)
        assert client.is_live
        assert not bench.journal.end(second).over
        other.close()
        await client.wait_over()


async def test_what_lingers_is_reset_when_all_is_over(bench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        await peer.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        await until(bench.journal, lambda: client.phase is Phase.NEVER_OPENED)
        client.connect(listener.url)
        await bench.shutdown()
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()
