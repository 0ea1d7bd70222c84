"""Every misbehaviour of the table can be caused by hand, and a raw peer hears it byte by byte."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack, suppress

import pytest

from tests.engine.test_link import all_over
from tests.support import scenarios as acts
from tests.support.raw_peer import REQUEST, RawPeer, accept, connected, listening
from tests.support.scenarios import OPENINGS, SCENARIOS, Scenario
from tests.support.tls_peer import TlsPeer
from tests.support.until import story, until
from wsinspector.engine.certificates import Authority
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.behaviours.behaviour import Behaviour, OnClose, TcpDuty
from wsinspector.protocol.exchange import (
    ApiClose,
    ChangeBehaviour,
    EndTcp,
    SendBytes,
    SendClose,
    SendControl,
    TcpEnd,
    Wish,
)
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.request_plan import RequestPlan

DEFLATE = b"Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n\r\n"


class Stage:
    """One end of ours and its raw peer, in the middle of a connection."""

    def __init__(self, bench: Workbench, role: str, peer: RawPeer, wish) -> None:
        self._bench = bench
        self._masks = role == "client"
        self._peer = peer
        self._wish = wish
        self._sent_at = asyncio.get_running_loop().time()

    async def play(self, scenario: Scenario) -> None:
        """Take every step."""
        for step in scenario.steps:
            try:
                async with asyncio.timeout(5):
                    await self._take(step)
            except TimeoutError:
                lines = "\n".join(story(self._bench.journal))
                raise AssertionError(f"nothing came of {step}\n{lines}") from None

    async def _take(self, step: acts.Step) -> None:
        peer = self._peer
        match step:
            case acts.Peer(opcode, payload):
                self._sent_at = asyncio.get_running_loop().time()
                await peer.send_frame(opcode, payload, masked=not self._masks)
            case acts.PeerSends(data):
                await peer.send(data)
            case acts.PeerFin():
                peer.fin()
            case acts.Hear(opcode, payload):
                assert await self._read_frame() == (opcode, payload)
            case acts.HearBytes(data):
                assert await peer.read(len(data)) == data
            case acts.HearFin():
                assert await peer.read_eof() == b""
            case acts.HearRst(perhaps):
                with pytest.raises((ConnectionResetError, BrokenPipeError)):
                    await peer.read_eof()
                assert len(peer.received) <= len(perhaps)
                if not self._masks:
                    assert perhaps.startswith(peer.received)
            case acts.StillOpen():
                self._wish(SendControl(9, b"still open"))
                assert await self._read_frame() == (9, b"still open")
            case acts.Later(ms):
                assert asyncio.get_running_loop().time() - self._sent_at >= ms / 1000
            case acts.Recorded(line):
                await until(self._bench.journal, lambda: line in story(self._bench.journal))
            case _:
                self._wish(step)

    async def _read_frame(self) -> tuple[int, bytes]:
        first, second = header = await self._peer.read(2)
        assert bool(second & 0x80) is self._masks
        length = second & 0x7F
        if length >= 126:
            more = await self._peer.read(2 if length == 126 else 8)
            header += more
            length = int.from_bytes(more, "big")
        if self._masks:
            header += await self._peer.read(4)
        assert first & 0xF0 == 0x80
        return first & 0x0F, acts.unmasked(header, await self._peer.read(length))


@pytest.mark.parametrize("name", SCENARIOS)
async def test_it_can_be_caused(bench: Workbench, name: str):
    scenario = SCENARIOS[name]
    async with AsyncExitStack() as stack:
        if scenario.role == "server":
            bench.server.set_behaviour(scenario.behaviour)
            port = (await bench.server.start("127.0.0.1", 0)).port
            peer = await stack.enter_async_context(connected(port))
            request = REQUEST[:-2] + DEFLATE if scenario.deflates else REQUEST
            head = await peer.open_as_client(request)
            assert (b"permessage-deflate" in head) is scenario.deflates

            def wish(wish: Wish) -> None:
                bench.server.wish(1, wish)
        else:
            listener = await stack.enter_async_context(listening())
            client = bench.new_client()
            client.set_behaviour(scenario.behaviour)
            client.connect(listener.url)
            peer = await listener.accept()
            await peer.open_as_server()
            wish = client.wish
        await until(bench.journal, lambda: f"{scenario.role} STATE open" in story(bench.journal))
        await Stage(bench, scenario.role, peer, wish).play(scenario)
        with suppress(OSError):
            peer.rst()
        wish(EndTcp(TcpEnd.RST))
    await all_over(bench)


@pytest.mark.parametrize("name", OPENINGS)
async def test_it_can_be_answered(bench: Workbench, name: str):
    bench.server.answer, part = OPENINGS[name]
    port = (await bench.server.start("127.0.0.1", 0)).port
    async with connected(port) as peer:
        await peer.send(REQUEST)
        if bench.server.answer.opens:
            await until(bench.journal, lambda: "server STATE open" in story(bench.journal))
            bench.server.wish(1, EndTcp(TcpEnd.FIN))
        assert part in await peer.read_eof()
    await all_over(bench)


async def test_h11_no_subprotocol_is_selected(bench: Workbench):
    bench.server.answer = NAMED_ANSWERS["no-subprotocol"]
    port = (await bench.server.start("127.0.0.1", 0)).port
    async with connected(port) as peer:
        head = await peer.open_as_client(REQUEST[:-2] + b"Sec-WebSocket-Protocol: chat\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        assert b"Protocol:" not in head


async def test_h16_a_reset_before_the_answer(bench: Workbench):
    bench.server.answer = NAMED_ANSWERS["rst"]
    port = (await bench.server.start("127.0.0.1", 0)).port
    async with connected(port) as peer:
        await peer.send(REQUEST)
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()


async def test_h17_silence(bench: Workbench):
    bench.server.answer = NAMED_ANSWERS["silence"]
    port = (await bench.server.start("127.0.0.1", 0)).port
    async with connected(port) as peer:
        await peer.send(REQUEST)
        await until(bench.journal, lambda: "server NOTE answer.silence" in story(bench.journal))
        bench.server.wish(1, EndTcp(TcpEnd.FIN))
        assert await peer.read_eof() == b""


async def test_h21_a_client_gives_up_while_it_connects(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        client.wish(ApiClose())
        assert await peer.read_eof() == b""
    await all_over(bench)


async def test_h24_a_request_without_a_key_is_accepted_all_the_same(bench: Workbench):
    bench.server.set_behaviour(Behaviour(accept_faulty=True))
    port = (await bench.server.start("127.0.0.1", 0)).port
    async with connected(port) as peer:
        keyless = re.sub(rb"Sec-WebSocket-Key: .*\r\n", b"", REQUEST)
        assert (await peer.open_as_client(keyless)).startswith(b"HTTP/1.1 101 ")
        await peer.send_frame(9, b"?", masked=True)
        assert await peer.read(3) == b"\x8a\x01?"


@pytest.mark.parametrize(
    "name, change, left_out",
    [
        ("Sec-WebSocket-Key", None, b"Sec-WebSocket-Key"),
        ("Sec-WebSocket-Version", "8", b"Version: 13"),
    ],
    ids=["h24", "h25"],
)
async def test_a_client_asks_wrongly_and_takes_any_101(
    bench: Workbench, name: str, change: str | None, left_out: bytes
):
    plan = RequestPlan().without(name)
    if change is not None:
        plan = plan.adding((name, change))
    async with listening() as listener:
        client = bench.new_client()
        client.set_behaviour(Behaviour(accept_faulty=True))
        client.connect(listener.url, plan=plan)
        peer = await listener.accept()
        request = await peer.read_head()
        assert left_out not in request
        await peer.send(accept(REQUEST))
        await until(bench.journal, lambda: "client STATE open" in story(bench.journal))
        peer.rst()
    await all_over(bench)


async def test_k26_early_data(bench: Workbench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url)
        client.wish(SendBytes.split(b"\x81\x85\0\0\0\0Hello"))
        peer = await listener.accept()
        await peer.read_head()
        assert await peer.read(11) == b"\x81\x85\0\0\0\0Hello"
        peer.rst()
    await all_over(bench)


# -- TLS -------------------------------------------------------------------------------------------

FIN, NOTIFY = EndTcp(TcpEnd.FIN), EndTcp(TcpEnd.NOTIFY)
LEAVE = Behaviour(OnClose(tcp=TcpDuty.LEAVE))


@pytest.mark.parametrize(
    "behaviour, wishes, answer, heard, notified",
    [
        (Behaviour(), (SendClose(1000),), b"\x03\xe8", b"\x88\x02\x03\xe8", True),
        (LEAVE, (SendClose(1000),), b"\x03\xe8", b"\x88\x02\x03\xe8", False),
        (Behaviour(), (FIN,), None, b"", False),
        (Behaviour(), (NOTIFY,), None, b"", True),
        (Behaviour(), (), b"\x03\xe8", b"", False),
    ],
    ids=["t01 clean", "t02 no-close-notify", "t03 fin-only", "t04 notify-only", "t05 cut"],
)
async def test_tls_ends_in_every_way(
    bench: Workbench, behaviour: Behaviour, wishes, answer, heard, notified: bool
):
    authority = Authority.generate()
    cut = not wishes
    listened = await bench.server.start("127.0.0.1", 0, identity=authority.issue(["localhost"]))
    bench.server.set_behaviour(LEAVE if cut else behaviour)
    async with connected(listened.port) as raw:
        peer = TlsPeer(raw, _trusting_nobody(), "localhost")
        await peer.handshake()
        await peer.open_as_client()
        for wish in wishes:
            bench.server.wish(1, wish)
        if not cut:
            assert await peer.read(len(heard)) == heard
        if cut:
            bench.server.wish(1, ChangeBehaviour(Behaviour(OnClose(acts.CloseReply.FIN))))
        if answer is not None:
            await peer.send_frame(8, answer, masked=True)
            await until(bench.journal, lambda: "server CLOSE received" in story(bench.journal))
        if behaviour is LEAVE:
            bench.server.wish(1, FIN)
        if notified:
            assert await peer.read_until_notified() == b""
        else:
            with pytest.raises(EOFError):
                await peer.read_until_notified()
    await all_over(bench)


def _trusting_nobody():
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


OF_THEIR_OWN = {"h11", "h16", "h17", "h21", "h24", "h25", "k26", "t01", "t02", "t03", "t04", "t05"}
NO_BEHAVIOUR_OF_AN_END = {"h18", "h19", "h20"}
"""Refused, TLS to a plain port, an unknown name: what no end does."""


def test_no_row_is_left_out() -> None:
    last = {"c": 16, "s": 37, "k": 28, "f": 15, "d": 13, "h": 26, "t": 5}
    rows = {f"{group}{row:02}" for group, count in last.items() for row in range(1, count + 1)}
    found = {name.split()[0] for name in (*SCENARIOS, *OPENINGS)} | OF_THEIR_OWN
    assert rows - NO_BEHAVIOUR_OF_AN_END <= found
