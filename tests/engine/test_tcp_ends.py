"""The ends of TCP as links see and make them: FIN, RST, half-close, told apart at both ends."""

from __future__ import annotations

import pytest

from tests.engine.test_connector import details_of
from tests.engine.test_link import all_over, both_ends
from tests.support.raw_peer import connected
from tests.support.until import story, until
from wsinspector.engine.certificates import Authority
from wsinspector.engine.tls_contexts import Trust, Trusted
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    OnClose,
    Presence,
    TcpDuty,
)
from wsinspector.protocol.exchange import ApiClose, EndTcp, SendMessage, TcpEnd
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


@pytest.mark.parametrize(
    "how, at_client, at_server",
    [
        (
            TcpEnd.FIN,
            ["client FIN sent", "client FIN received"],
            ["server FIN received", "server FIN sent"],
        ),
        (TcpEnd.RST, ["client RST sent"], ["server RST received"]),
    ],
)
async def test_fin_and_rst_are_told_apart_at_both_ends(
    bench: Workbench, how: TcpEnd, at_client: list[str], at_server: list[str]
):
    client = await both_ends(bench)
    client.wish(EndTcp(how))
    await all_over(bench)
    ends = ("FIN", "RST")
    assert [s for s in story(bench.journal, 1) if s.split()[1] in ends] == at_client
    assert [s for s in story(bench.journal, 2) if s.split()[1] in ends] == at_server
    assert "client STATE closed.unclean" in story(bench.journal, 1)
    assert "server STATE closed.unclean" in story(bench.journal, 2)


async def test_after_our_fin_the_peer_can_go_on(bench: Workbench):
    bench.server.set_behaviour(Behaviour(OnClose(tcp=TcpDuty.LEAVE)))
    client = await both_ends(bench)
    client.wish(EndTcp(TcpEnd.FIN))
    await until(bench.journal, lambda: "server FIN received" in story(bench.journal))
    link = bench.server.link_of(client.connection_id)
    link.wish(EndTcp(TcpEnd.RST))
    await all_over(bench)
    assert story(bench.journal, 2)[-3] == "server RST sent"
    assert "client RST received" in story(bench.journal, 1)


async def test_a_full_close_says_fin_first(bench: Workbench):
    client = await both_ends(bench)
    client.wish(EndTcp(TcpEnd.CLOSE))
    await all_over(bench)
    assert "client FIN sent" in story(bench.journal, 1)
    assert "server FIN received" in story(bench.journal, 2)


@pytest.mark.parametrize("how", ["fin", "rst"])
async def test_a_raw_peer_ends_tcp(bench: Workbench, how: str):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        getattr(peer, how)()
        await all_over(bench)
    assert f"server {how.upper()} received" in story(bench.journal)
    (*_, close) = details_of(bench, Kind.API, 1)
    assert (close["code"], close["wasClean"]) == (1006, False)


async def test_a_rst_after_the_peers_fin_is_not_missed(bench: Workbench):
    bench.server.set_behaviour(Behaviour(OnClose(tcp=TcpDuty.LEAVE)))
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        peer.fin()
        await until(bench.journal, lambda: "server FIN received" in story(bench.journal))
        peer.rst()
    bench.server.links[1].wish(EndTcp(TcpEnd.CLOSE))
    await all_over(bench)
    assert "server RST received" in story(bench.journal)


async def test_a_close_then_a_rst_is_still_delivered(bench: Workbench):
    bench.server.set_behaviour(Behaviour(OnClose(CloseReply.RST)))
    client = await both_ends(bench)
    client.wish(ApiClose(1000))
    await all_over(bench)
    assert "client RST received" in story(bench.journal, 1)
    assert "client STATE closed.unclean" in story(bench.journal, 1)


async def test_what_comes_after_a_lost_connection_is_known_to_be_lost(bench: Workbench):
    """The receiver stops reading before the RST: the frame was handed over, and never arrived."""
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        bench.server.links[1].wish(SendMessage(b"x" * 1000, is_text=False))
        await until(bench.journal, lambda: "server BINARY sent" in story(bench.journal))
        peer.rst()
    await all_over(bench)
    end = bench.journal.end(1)
    assert end.handed == end.sent == 129 + 4 + 1000
    assert end.dropped == 0


async def test_who_does_not_read_sees_no_fin_until_it_is_back(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        bench.server.set_behaviour(Behaviour(presence=Presence.NOT_READING))
        await peer.send_frame(9, b"unseen", masked=True)
        peer.fin()
        bench.server.wish(1, SendMessage(b"still here", is_text=True))
        assert await peer.read(12) == b"\x81\x0astill here"
        assert "server FIN received" not in story(bench.journal)
        bench.server.set_behaviour(Behaviour())
        await until(bench.journal, lambda: "server FIN received" in story(bench.journal))
        assert await peer.read_eof() == b"\x8a\x06unseen"
    await all_over(bench)
    lines = story(bench.journal)
    back = lines.index("server NOTE presence.normal")
    assert back < lines.index("server PING received") < lines.index("server FIN received")


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
async def test_who_vanishes_before_anything_comes_to_life_when_it_is_back(
    bench: Workbench, secure: bool
):
    bench.server.set_behaviour(Behaviour(presence=Presence.VANISHED))
    identity = Authority.generate().issue(["localhost"]) if secure else None
    listening = await bench.server.start("127.0.0.1", 0, identity=identity)
    client = bench.new_client()
    client.connect(listening.url, trust=Trust(Trusted.NOBODY) if secure else None)
    vanished = "server NOTE presence.vanished"
    await until(bench.journal, lambda: vanished in story(bench.journal))
    await until(
        bench.journal, lambda: client.phase in (Phase.CONNECTING_HTTP, Phase.CONNECTING_TLS)
    )
    assert bench.server.links[2].backlog == 0
    bench.server.set_behaviour(Behaviour())
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    client.disconnect()
    await all_over(bench)
    assert client.phase is Phase.CLOSED_CLEAN


async def test_a_vanished_end_leaves_tcp_alone_until_the_server_stops(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.open_as_client()
        bench.server.set_behaviour(Behaviour(presence=Presence.VANISHED))
        bench.server.wish(1, SendMessage(b"never", is_text=True))
        bench.server.wish(1, EndTcp(TcpEnd.CLOSE))
        await bench.server.stop(patience=0)
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()
    await all_over(bench)
    assert "server TEXT sent" not in story(bench.journal)
