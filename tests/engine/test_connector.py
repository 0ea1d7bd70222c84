"""Getting connected: each step is recorded, and a failure names its step."""

from __future__ import annotations

import errno
import os
import socket
import threading
from contextlib import ExitStack

import pytest

from tests.support.raw_peer import connected, listening
from tests.support.until import entries, story, until
from wsinspector.engine.client import Client
from wsinspector.engine.name_lookup import Found
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.exchange import ApiClose, EndTcp, SendMessage, TcpEnd
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CONNECT_MS, LOOKUP_MS
from wsinspector.texts import Text, render

NEVER_OPENED = [
    "client STATE closed.never-opened",
    "client API error",
    "client API close",
]


def details_of(bench: Workbench, kind: Kind, end: int) -> list[dict[str, Detail]]:
    """The details of all entries of a kind at an end."""
    journal = bench.journal
    return [
        journal.details(entry)
        for entry in range(len(journal))
        if journal.entry(entry).kind is kind and journal.end_of(entry) == end
    ]


def failure(bench: Workbench, client: Client) -> tuple[str, str, str]:
    """Step, reason and sentence of the one failure of a client."""
    (details,) = details_of(bench, Kind.FAILURE, client.end_id)
    message_id, args = details["text"]
    return details["step"], details["reason"], render(Text(message_id, args))


def client_with(bench: Workbench, found: Found) -> Client:
    """A client for which every name has these addresses."""
    client = Client(
        bench.journal,
        bench.clock,
        bench.settings,
        bench.keeper,
        bench.recorder,
        lookup=lambda host, port: found,
    )
    bench.clients.append(client)
    return client


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def test_a_name_that_does_not_exist_fails_at_step_dns(bench: Workbench):
    client = bench.new_client()
    client.connect("ws://nobody.invalid:8765/")
    await client.wait_over()
    step, reason, sentence = failure(bench, client)
    assert (step, reason) == ("dns", "dns-failed")
    assert sentence.startswith("The name “nobody.invalid” could not be found (")
    assert story(bench.journal) == [
        "client CALL connect",
        "client CONNECT begin",
        "client STATE connecting.dns",
        "client FAILURE dns",
        *NEVER_OPENED,
    ]
    (error, close) = details_of(bench, Kind.API, client.end_id)
    assert error == {"event": "error"}
    assert close == {"event": "close", "code": 1006, "reason": "", "wasClean": False}
    assert bench.journal.end(client.end_id).over


async def test_a_name_server_that_does_not_answer_fails_at_step_dns(bench: Workbench):
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    bench.settings.set(LOOKUP_MS, 20)
    client = Client(
        bench.journal, bench.clock, bench.settings, bench.keeper, bench.recorder, lookup=silent
    )
    client.connect("ws://somewhere.example/")
    await client.wait_over()
    release.set()
    assert failure(bench, client) == (
        "dns",
        "dns-failed",
        (
            "No answer came within 20 ms to the question for the address of "
            "“somewhere.example”; nothing was sent."
        ),
    )


async def test_a_name_without_addresses_fails_at_step_dns(bench: Workbench):
    client = client_with(bench, [])
    client.connect("ws://somewhere.example/")
    await client.wait_over()
    assert failure(bench, client)[:2] == ("dns", "dns-failed")


async def test_a_port_where_nobody_listens_fails_at_step_tcp(bench: Workbench):
    client = bench.new_client()
    port = free_port()
    client.connect(f"ws://127.0.0.1:{port}/")
    await client.wait_over()
    assert failure(bench, client) == (
        "tcp",
        "tcp-refused",
        f"Nobody listens on 127.0.0.1:{port}: the connection was refused.",
    )
    assert story(bench.journal) == [
        "client CALL connect",
        "client CONNECT begin",
        "client STATE connecting.tcp",
        "client FAILURE tcp",
        *NEVER_OPENED,
    ]


async def test_no_answer_to_the_syn_fails_at_step_tcp(bench: Workbench):
    bench.settings.set(CONNECT_MS, 60)
    async with listening(backlog=0) as listener:
        with ExitStack() as full:
            for _ in range(4):  # more than the system holds ready
                filler = full.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", listener.port))
            client = bench.new_client()
            client.connect(listener.url)
            await client.wait_over()
    assert failure(bench, client) == (
        "tcp",
        "tcp-timeout",
        f"127.0.0.1:{listener.port} did not answer within 60 ms: no TCP connection came about.",
    )


@pytest.mark.parametrize(
    "number, reason",
    [
        (errno.EHOSTUNREACH, "tcp-unreachable"),
        (errno.ENETUNREACH, "tcp-unreachable"),
        (errno.ETIMEDOUT, "tcp-timeout"),
        (errno.EPERM, "tcp-failed"),
    ],
)
async def test_other_errors_of_the_system_are_told_apart(
    bench: Workbench, aio, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
):
    async def fail(sock: socket.socket, address: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(aio.loop, "sock_connect", fail)
    client = bench.new_client()
    client.connect("ws://127.0.0.1:9/")
    await client.wait_over()
    step, told, sentence = failure(bench, client)
    assert (step, told) == ("tcp", reason)
    assert "127.0.0.1:9" in sentence


async def test_a_zone_that_this_machine_lacks_is_a_failure(bench: Workbench):
    client = bench.new_client()
    client.connect("ws://[fe80::1%25nowhere]:9/")
    await client.wait_over()
    step, told, sentence = failure(bench, client)
    assert (step, told) == ("tcp", "tcp-failed")
    assert "[fe80::1%nowhere]:9" in sentence


async def test_the_addresses_are_tried_in_order(bench: Workbench):
    refused = free_port()
    async with listening() as listener:
        client = client_with(
            bench,
            [
                (socket.AF_INET6, ("::1", refused)),
                (socket.AF_INET, ("127.0.0.1", listener.port)),
            ],
        )
        client.connect("ws://two.example/")
        peer = await listener.accept()
        await peer.open_as_server()
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        steps = details_of(bench, Kind.CONNECT, client.end_id)
        assert [(step["step"], step.get("reason")) for step in steps] == [
            ("begin", None),
            ("dns", None),
            ("tcp", "tcp-refused"),
        ]
        assert steps[0]["url"] == "ws://two.example/"
        assert steps[1]["addresses"] == ["::1", "127.0.0.1"]
        assert details_of(bench, Kind.TCP, client.end_id) == [
            {
                "local": list(peer.socket.getpeername()),
                "remote": ["127.0.0.1", listener.port],
            }
        ]


async def test_of_several_failures_the_most_telling_one_is_the_reason(bench: Workbench):
    port = free_port()
    client = client_with(
        bench,
        [(socket.AF_INET, ("127.0.0.1", port)), (socket.AF_INET, ("255.255.255.255", port))],
    )
    client.connect("ws://two.example/")
    await client.wait_over()
    assert failure(bench, client)[1] == "tcp-refused"


async def test_ipv6(bench: Workbench):
    listening = await bench.server.start("::1", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    assert bench.journal.connection(client.connection_id).server == ("::1", listening.port)


async def test_the_clients_addresses_are_known_before_the_accept(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    client = bench.new_client()
    client.connect(listening.url)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    # Else rows of the server would have come to the client's connection when that got its address.
    assert not bench.journal.rows.moves
    assert [connection.id for connection in bench.journal.table.connections.values()] == [1]
    tcp = [entry.id for entry in entries(bench.journal) if entry.kind is Kind.TCP]
    assert [bench.journal.mate(entry) for entry in tcp] == tcp[::-1]
    assert [bench.journal.rows.row_of(entry) is None for entry in tcp] == [False, True]


# -- giving up ------------------------------------------------------------------------------------


async def test_close_during_the_name_lookup_gives_it_up(bench: Workbench):
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    client = Client(
        bench.journal, bench.clock, bench.settings, bench.keeper, bench.recorder, lookup=silent
    )
    client.connect("ws://somewhere.example/")
    await until(bench.journal, lambda: client.phase is Phase.CONNECTING_DNS)
    client.disconnect()
    assert client.phase is Phase.CONNECTING_ABORTED
    await client.wait_over()
    release.set()
    assert failure(bench, client)[:2] == ("dns", "aborted-by-client")
    assert story(bench.journal)[2:] == [
        "client STATE connecting.dns",
        "client CALL close",
        "client STATE connecting.aborted",
        "client FAILURE dns",
        *NEVER_OPENED,
    ]


async def test_close_in_the_same_breath_as_connect(bench: Workbench):
    client = bench.new_client()
    client.connect("ws://localhost:1/")
    client.disconnect()
    await client.wait_over()
    assert failure(bench, client)[:2] == ("dns", "aborted-by-client")
    assert story(bench.journal)[-3:] == NEVER_OPENED


async def test_close_while_tcp_connects(bench: Workbench):
    async with listening(backlog=0) as listener:
        with ExitStack() as full:
            for _ in range(4):
                filler = full.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", listener.port))
            client = bench.new_client()
            client.connect(listener.url)
            await until(bench.journal, lambda: client.phase is Phase.CONNECTING_TCP)
            client.disconnect()
            await client.wait_over()
    assert failure(bench, client)[:2] == ("tcp", "aborted-by-client")


async def test_close_while_the_answer_is_awaited(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        client.disconnect()
        assert client.phase is Phase.CONNECTING_ABORTED
        assert await peer.read_eof() == b""
        peer.close()
        await client.wait_over()
    assert failure(bench, client)[:2] == ("http", "aborted-by-client")
    assert story(bench.journal)[-3:] == NEVER_OPENED


async def test_wishes_that_make_no_sense_yet_are_recorded_without_effect(bench: Workbench):
    client = bench.new_client()
    client.connect("ws://localhost:1/")
    client.wish(SendMessage(b"early", is_text=True))
    client.wish(EndTcp(TcpEnd.FIN))
    calls = details_of(bench, Kind.CALL, client.end_id)
    assert calls[1]["throws"] == "InvalidStateError"
    assert calls[2]["effect"] == "none"
    await client.wait_over()
    client.wish(ApiClose())
    assert details_of(bench, Kind.CALL, client.end_id)[-1]["effect"] == "none"


async def test_a_cancelled_task_ends_like_a_close(bench: Workbench):
    async with listening(backlog=0) as listener:
        with ExitStack() as full:
            for _ in range(4):
                filler = full.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", listener.port))
            client = bench.new_client()
            client.connect(listener.url)
            await until(bench.journal, lambda: client.phase is Phase.CONNECTING_TCP)
            assert await bench.keeper.cancel_all(1) == []
            await client.wait_over()
    assert failure(bench, client)[:2] == ("tcp", "aborted-by-client")
    assert story(bench.journal)[-3:] == NEVER_OPENED


async def test_a_defect_of_our_own_is_not_swallowed(bench: Workbench, aio):
    def broken(host: str, port: int) -> Found:
        return [(socket.AF_INET, ("not", "an address"))]

    client = Client(
        bench.journal, bench.clock, bench.settings, bench.keeper, bench.recorder, lookup=broken
    )
    client.connect("ws://somewhere.example/")
    await client.wait_over()
    await until(bench.journal, lambda: not bench.keeper)
    (context,) = aio.errors
    assert "connect to ws://somewhere.example/" in context["message"]
    aio.errors.clear()


async def test_the_connection_after_a_failed_one_is_a_new_one(bench: Workbench):
    client = bench.new_client()
    client.connect(f"ws://127.0.0.1:{free_port()}/")
    await client.wait_over()
    first = client.connection_id
    listening = await bench.server.start("127.0.0.1", 0)
    client.connect(listening.url)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    assert client.connection_id != first
    async with connected(listening.port):
        pass
