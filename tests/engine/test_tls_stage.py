"""TLS at both ends: together, and against peers that end it in every way there is."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime

import pytest
import trustme

from tests.support.raw_peer import REQUEST, connected, listening
from tests.support.tls_peer import TlsPeer
from tests.support.until import entries, story, until
from wsinspector.engine.certificates import Authority
from wsinspector.engine.tls_contexts import Trust, Trusted
from wsinspector.journal.summary import is_marked
from wsinspector.protocol.behaviours.behaviour import Behaviour, OnClose, TcpDuty
from wsinspector.protocol.exchange import EndTcp, SendClose, SendMessage, TcpEnd
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import HANDSHAKE_MS, TCP_END_MS
from wsinspector.texts import Text, render

CLOSE_1000 = b"\x03\xe8"


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.generate()


@pytest.fixture(scope="session")
def stranger() -> trustme.CA:
    return trustme.CA()


def trusting(ca: trustme.CA) -> Trust:
    return Trust(Trusted.FILE, ca.cert_pem.bytes())


def server_of(ca: trustme.CA, *names: str, **more: object) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(*(names or ("127.0.0.1",)), **more).configure_cert(context)
    return context


def client_of(authority: Authority | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority is not None:
        context.load_verify_locations(cadata=authority.certificate.decode())
    return context


def tls_events(bench, end=None) -> list[tuple[str, str]]:
    """Role and event of the TLS facts."""
    return [
        (
            f"{entry.end_kind.name.lower()} {'sent' if entry.sent else 'received'}",
            str(bench.journal.details(entry.id)["event"]),
        )
        for entry in entries(bench.journal, end)
        if entry.kind is Kind.TLS
    ]


def failure(bench) -> str:
    """What the failure says that was recorded last."""
    found = [entry for entry in entries(bench.journal) if entry.kind is Kind.FAILURE]
    stored = bench.journal.details(found[-1].id)
    said = stored["text"]
    return render(Text(said[0], said[1]))


def handshake(bench, kind: str) -> dict[str, object]:
    """The details of the TLS handshake as an end of this kind tells them."""
    return next(
        bench.journal.details(entry.id)
        for entry in entries(bench.journal)
        if entry.kind is Kind.CONNECT
        and entry.end_kind.name.lower() == kind
        and bench.journal.details(entry.id)["step"] == "tls"
    )


async def open_pair(bench, authority, **more):
    listener = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    client = bench.new_client()
    client.connect(listener.url, trust=Trust(authorities=authority.certificate), **more)
    await until(bench.journal, lambda: client.phase is Phase.OPEN and bench.server.links)
    await until(bench.journal, lambda: "server API open" in story(bench.journal))
    return client


# -- both ends together ---------------------------------------------------------------------------


async def test_a_whole_life_with_close_notify_before_every_fin(bench, authority):
    client = await open_pair(bench, authority)
    client.wish(SendMessage("你好".encode() * 20_000, True))
    client.wish(SendClose(1000, b"bye"))
    await client.wait_over()
    await until(bench.journal, lambda: not bench.server.links)
    told = story(bench.journal)
    assert "client STATE connecting.tls" in told
    assert "server STATE connecting.tls" in told
    assert told.index("client STATE connecting.tls") < told.index("client STATE connecting.http")
    for end in ("client", "server"):
        for way in ("sent", "received"):
            said = told.index(f"{end} TLS {way} close-notify")
            assert said < told.index(f"{end} FIN {way}")
    assert told.index("server FIN sent") < told.index("client FIN sent"), "the server ends TCP"
    assert client.phase is Phase.CLOSED_CLEAN
    assert not any(is_marked(bench.journal, entry.id) for entry in entries(bench.journal))


async def test_offsets_are_those_of_the_plain_bytes(bench, authority):
    client = await open_pair(bench, authority)
    client.wish(SendMessage(b"x" * 100_000, False))
    client.disconnect()
    await client.wait_over()
    await until(bench.journal, lambda: not bench.server.links)
    ends = bench.journal.table.ends
    assert ends[1].sent == ends[2].received == ends[1].handed
    assert ends[2].sent == ends[1].received == ends[2].handed
    request = next(e for e in entries(bench.journal) if e.kind is Kind.REQUEST)
    frame = next(e for e in entries(bench.journal) if e.kind is Kind.BINARY)
    assert frame.start == request.size
    assert bench.journal.mate(frame.id) is not None


async def test_what_both_ends_know_of_the_handshake(bench, authority):
    listener = await bench.server.start("localhost", 0, identity=authority.issue(["example.test"]))
    client = bench.new_client()
    client.connect(listener.url, trust=Trust(authorities=authority.certificate))
    await until(bench.journal, lambda: "server API open" in story(bench.journal))
    seen = handshake(bench, "client")
    assert (seen["version"], seen["alpn"], seen["sni"]) == ("TLSv1.3", "http/1.1", "localhost")
    assert seen["trusted"] == "system"
    assert str(seen["verified_by"]).startswith("wsinspector authority")
    [certificate] = seen["certificates"]
    assert certificate["names"] == ["localhost", "127.0.0.1", "::1", "example.test"]
    assert len(certificate["sha256"].split(":")) == 32
    shown = handshake(bench, "server")
    assert (shown["sni"], shown["cipher"]) == ("localhost", seen["cipher"])
    assert "certificates" not in shown, "the client has none"


@pytest.mark.parametrize(
    "how, expected",
    [
        (TcpEnd.NOTIFY, ("client sent", "close-notify")),
        (TcpEnd.FIN, ("client sent", "withheld")),
        (TcpEnd.CLOSE, ("client sent", "close-notify")),
        (TcpEnd.RST, ("client sent", "withheld")),
    ],
)
async def test_ending_by_hand_says_or_withholds_close_notify(bench, authority, how, expected):
    client = await open_pair(bench, authority)
    client.wish(EndTcp(how))
    await client.wait_over()
    await until(bench.journal, lambda: not bench.server.links)
    assert tls_events(bench, 1)[0] == expected
    seen = [event for who, event in tls_events(bench) if who == "server received"]
    assert (
        seen
        == {
            TcpEnd.NOTIFY: ["close-notify"],
            TcpEnd.FIN: ["missing"],
            TcpEnd.CLOSE: ["close-notify"],
            TcpEnd.RST: [],
        }[how]
    )
    assert client.phase is Phase.CLOSED_UNCLEAN
    if how is TcpEnd.FIN:
        [withheld, missing] = [
            entry
            for entry in entries(bench.journal)
            if entry.kind is Kind.TLS
            and bench.journal.details(entry.id)["event"] in ("withheld", "missing")
        ]
        assert bench.journal.mate(withheld.id) == missing.id, "one fact, seen from both ends"
        assert is_marked(bench.journal, withheld.id)


async def test_an_end_may_leave_close_notify_out(bench, authority):
    """The WebSocket is not concerned: both Close frames were exchanged (RFC 8446 §6.1 is)."""
    client = await open_pair(bench, authority)
    bare = Behaviour(close=OnClose(tcp=TcpDuty.BARE))
    bench.server.set_behaviour(bare)
    client.set_behaviour(bare)
    client.wish(SendClose(1000, b"bye"))
    await client.wait_over()
    await until(bench.journal, lambda: not bench.server.links)
    for who in ("client", "server"):
        assert [event for said, event in tls_events(bench) if said == f"{who} sent"] == ["withheld"]
        assert [event for said, event in tls_events(bench) if said == f"{who} received"] == [
            "missing"
        ]
    assert client.phase is Phase.CLOSED_CLEAN


async def test_close_notify_and_fin_by_hand_are_two_steps(bench, authority):
    async with listening() as listener:
        ca = trustme.CA()
        client = bench.new_client()
        client.connect(listener.url.replace("ws:", "wss:"), trust=trusting(ca))
        peer = TlsPeer(await listener.accept(), server_of(ca))
        await peer.handshake()
        await peer.open_as_server()
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        client.wish(EndTcp(TcpEnd.NOTIFY))
        assert await peer.read_until_notified() == b""
        # The other direction is open: half-close in TLS.
        await peer.send_frame(1, b"still here", masked=False)
        await until(bench.journal, lambda: "client API message" in story(bench.journal))
        client.wish(SendMessage(b"too late", True))
        client.wish(EndTcp(TcpEnd.NOTIFY))
        assert "FIN" not in " ".join(story(bench.journal))
        client.wish(EndTcp(TcpEnd.FIN))
        with pytest.raises(EOFError):
            await peer._read_wire()
        assert tls_events(bench) == [("client sent", "close-notify")]
        effects = [
            bench.journal.details(entry.id).get("effect")
            for entry in entries(bench.journal)
            if entry.kind is Kind.CALL
        ]
        assert effects == [None, None, "none", "none", None]
        peer.raw.fin()
        await client.wait_over()


# -- peers that end TLS in their own way ----------------------------------------------------------


async def tls_client(bench, peer_context, raw) -> TlsPeer:
    peer = TlsPeer(raw, peer_context, "localhost")
    await peer.handshake()
    await peer.open_as_client()
    await until(bench.journal, lambda: "server API open" in story(bench.journal))
    return peer


async def test_a_peer_that_omits_close_notify_after_a_whole_closing_handshake(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        peer = await tls_client(bench, client_of(authority), raw)
        await peer.send_frame(8, CLOSE_1000, masked=True)
        await peer.read_until_notified()
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    assert tls_events(bench) == [("server sent", "close-notify"), ("server received", "missing")]
    assert "server STATE closed.clean" in story(bench.journal)


async def test_a_peer_that_sends_close_notify_without_fin(bench, authority):
    bench.settings.set(TCP_END_MS, 50)
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        peer = await tls_client(bench, client_of(authority), raw)
        await peer.send_close_notify()
        await peer.read_until_notified()
        await until(bench.journal, lambda: not bench.server.links)
    told = story(bench.journal)
    assert tls_events(bench) == [
        ("server received", "close-notify"),
        ("server sent", "close-notify"),
    ]
    assert "server STATE peer-eof" in told
    assert "server TIMEOUT tcp-end" in told, "the peer's FIN never came"
    assert "server FIN received" not in told
    assert "server STATE closed.unclean" in told


async def test_what_comes_after_close_notify_is_ignored_and_said(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        peer = await tls_client(bench, client_of(authority), raw)
        await peer.send_close_notify()
        await peer.read_until_notified()
        await raw.send(b"\x17\x03\x03\x00\x05hello")
        await raw.send(b"\x17\x03\x03\x00\x05hello")
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    notes = [line for line in story(bench.journal) if "after-close-notify" in line]
    assert len(notes) == 1
    assert "server FIN received" in story(bench.journal)


async def test_a_peer_that_resets_in_the_middle_of_the_handshake(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        await raw.send(b"\x16\x03\x01\x02\x00\x01")
        await until(bench.journal, lambda: "server STATE connecting.tls" in story(bench.journal))
        raw.rst()
        await until(bench.journal, lambda: not bench.server.links)
    assert "server RST received" in story(bench.journal)
    assert "reset the connection in the middle" in failure(bench)
    assert tls_events(bench) == []


async def test_a_server_that_hangs_up_in_the_middle_of_the_handshake(bench):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url.replace("ws:", "wss:"))
        peer = await listener.accept()
        await peer.read(100)
        peer.fin()
        await client.wait_over()
    assert "in the middle of the TLS handshake" in failure(bench)
    assert story(bench.journal).count("client API close") == 1
    assert client.phase is Phase.NEVER_OPENED


async def test_a_server_that_never_answers(bench):
    bench.settings.set(HANDSHAKE_MS, 30)
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url.replace("ws:", "wss:"))
        await listener.accept()
        await until(bench.journal, lambda: client.phase is Phase.NEVER_OPENED)
        assert "not over within 30 ms" in failure(bench)
        client.wish(EndTcp(TcpEnd.RST))
        await client.wait_over()


@pytest.mark.parametrize("how", ["close()", "rst"])
async def test_giving_up_the_handshake_by_hand(bench, how):
    async with listening() as listener:
        client = bench.new_client()
        client.connect(listener.url.replace("ws:", "wss:"))
        peer = await listener.accept()
        await peer.read(100)
        if how == "rst":
            client.wish(EndTcp(TcpEnd.RST))
        else:
            client.disconnect()
            await peer.read_eof()
            peer.fin()
        await client.wait_over()
    assert failure(bench) == "This end gave up the TLS handshake."
    assert client.phase is Phase.NEVER_OPENED


async def test_a_stream_that_is_damaged(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        await tls_client(bench, client_of(authority), raw)
        await raw.send(b"\x17\x03\x03\x00\x20" + bytes(32))
        await until(bench.journal, lambda: "server FIN sent" in story(bench.journal))
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    assert ("server sent", "alert") in tls_events(bench)
    assert failure(bench).startswith("TLS failed: ")
    assert "server STATE closed.unclean" in story(bench.journal)


# -- certificates ---------------------------------------------------------------------------------


async def refused(bench, context: ssl.SSLContext, url: str, trust: Trust) -> str:
    """Connect to a server that must not be believed; returns why it was not."""
    async with listening() as listener:
        client = bench.new_client()
        client.connect(url.format(port=listener.port), trust=trust)
        peer = TlsPeer(await listener.accept(), context)
        with pytest.raises((ssl.SSLError, EOFError)):
            await peer.handshake()
        peer.raw.fin()
        await client.wait_over()
        assert client.phase is Phase.NEVER_OPENED
        assert ("client sent", "alert") in tls_events(bench)
        return failure(bench)


async def test_an_expired_certificate(bench, stranger):
    begin, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)
    context = server_of(stranger, not_before=begin, not_after=end)
    why = await refused(bench, context, "wss://127.0.0.1:{port}/", trusting(stranger))
    assert why.startswith("The server’s certificate has expired: it was valid until 2020-02-01")


async def test_a_certificate_for_another_name(bench, stranger):
    context = server_of(stranger, "other.test", "10.0.0.1")
    why = await refused(bench, context, "wss://127.0.0.1:{port}/", trusting(stranger))
    assert why == "The server’s certificate is not for 127.0.0.1, but for: other.test, 10.0.0.1."


async def test_a_certificate_of_an_unknown_authority(bench, stranger):
    why = await refused(bench, server_of(stranger), "wss://127.0.0.1:{port}/", Trust())
    assert why.startswith("The server’s certificate comes from an authority that is not trusted")
    assert "Testing CA" in why


async def test_without_verification_any_certificate_will_do(bench, stranger):
    async with listening() as listener:
        client = bench.new_client()
        url = f"wss://localhost:{listener.port}/"
        client.connect(url, trust=Trust(Trusted.NOBODY))
        peer = TlsPeer(await listener.accept(), server_of(stranger, "other.test"))
        await peer.handshake()
        await peer.open_as_server()
        await until(bench.journal, lambda: client.phase is Phase.OPEN)
        seen = handshake(bench, "client")
        assert seen["trusted"] == "none"
        assert "verified_by" not in seen
        assert seen["certificates"][0]["names"] == ["other.test"]
        await peer.send_close_notify()
        peer.raw.fin()
        await client.wait_over()


async def test_a_client_that_does_not_trust_us(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        peer = TlsPeer(raw, client_of(None), "localhost")
        with pytest.raises(ssl.SSLCertVerificationError):
            await peer.handshake()
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    assert tls_events(bench) == [("server received", "alert")]
    assert "needs the exported authority" in failure(bench)


# -- one end speaks TLS, the other does not -------------------------------------------------------


async def test_wss_to_a_port_that_speaks_plain_http(bench):
    listener = await bench.server.start("127.0.0.1", 0)
    client = bench.new_client()
    client.connect(listener.url.replace("ws:", "wss:"))
    await client.wait_over()
    await until(bench.journal, lambda: not bench.server.links)
    step = [
        bench.journal.details(entry.id)
        for entry in entries(bench.journal, 1)
        if entry.kind is Kind.FAILURE
    ]
    assert (step[0]["step"], step[0]["reason"]) == ("tls", "tls-failed")
    said = step[0]["text"]
    assert render(Text(said[0], said[1])).startswith(
        "This port does not speak TLS: it answered “HTTP/1.1 400"
    )
    evidence = next(e for e in entries(bench.journal, 1) if e.kind is Kind.BYTES)
    assert bench.journal.payload(evidence.id).startswith(b"HTTP/1.1 400 ")


async def test_ws_to_a_port_that_speaks_tls(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        await raw.send(REQUEST)
        await raw.read_eof()
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    assert failure(bench) == (
        "The client speaks plain HTTP (ws://), but this port expects TLS (wss://)."
    )
    evidence = next(e for e in entries(bench.journal) if e.kind is Kind.BYTES)
    assert bench.journal.payload(evidence.id) == REQUEST


async def test_an_older_version_is_named_as_it_is(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    context = client_of(authority)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with connected(server.port) as raw:
        peer = await tls_client(bench, context, raw)
        assert peer.version == handshake(bench, "server")["version"] == "TLSv1.2"
        await peer.send_close_notify()
        assert await peer.read_until_notified() == b""
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
    assert tls_events(bench) == [
        ("server received", "close-notify"),
        ("server sent", "close-notify"),
    ]


async def test_every_byte_may_come_alone(bench, authority):
    server = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    async with connected(server.port) as raw:
        whole = raw.send

        async def in_pieces(data: bytes) -> None:
            for at in range(0, len(data), 7):
                await whole(data[at : at + 7])
                await asyncio.sleep(0)

        raw.send = in_pieces
        peer = await tls_client(bench, client_of(authority), raw)
        await peer.send_frame(1, b"hello", masked=True)
        assert await peer.read(7) == b"\x81\x05hello"
        await peer.send_close_notify()
        raw.fin()
        await until(bench.journal, lambda: not bench.server.links)
