"""What a client pane says about connects that fail, each at its own step."""

from __future__ import annotations

import socket
import ssl

import pytest
import trustme

from tests.support.inspector_window import InspectorWindow
from tests.support.raw_peer import RawListener, listening
from tests.support.tls_peer import TlsPeer
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CONNECT_MS, HANDSHAKE_MS, LOOKUP_MS

REFUSAL = b"HTTP/1.1 403 Forbidden\r\nX-Why: not you\r\nContent-Length: 2\r\n\r\nno"
BAD_ACCEPT = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"
)


def failure(inspector: InspectorWindow) -> str:
    return inspector.client.failure


async def fails(inspector: InspectorWindow, url: str) -> str:
    """What the pane says after a connect that fails."""
    await inspector.connect(url)
    await inspector.until_over()
    await inspector.controllers.until(lambda: failure(inspector))
    view = inspector.client_view()
    assert view is not None
    assert view.phase is Phase.NEVER_OPENED
    return failure(inspector)


async def fails_with(inspector: InspectorWindow, listener: RawListener, answer: bytes) -> str:
    await inspector.connect(listener.url)
    peer = await listener.accept()
    await peer.read_head()
    await peer.send(answer)
    peer.fin()
    await inspector.until_over()
    await inspector.controllers.until(lambda: failure(inspector))
    return failure(inspector)


async def test_a_name_that_is_not_found(inspector) -> None:
    inspector.controllers.workbench.settings.set(LOOKUP_MS, 5_000)
    said = await fails(inspector, "ws://nowhere.invalid/")
    assert "nowhere.invalid" in said


async def test_a_port_where_nobody_listens(inspector) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert str(port) in await fails(inspector, f"ws://127.0.0.1:{port}/")


async def test_a_backlog_that_is_full(inspector) -> None:
    inspector.controllers.workbench.settings.set(CONNECT_MS, 100)
    with socket.socket() as listener, socket.socket() as one, socket.socket() as two:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for waiting in (one, two):
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        port = listener.getsockname()[1]
        assert "100" in await fails(inspector, f"ws://127.0.0.1:{port}/")


async def test_an_http_status_instead_of_101(inspector) -> None:
    async with listening() as listener:
        said = await fails_with(inspector, listener, REFUSAL)
    assert said.splitlines()[:2] == [
        "▲ The server answered 403 Forbidden instead of 101 Switching Protocols.",
        "✓ TCP connected   ✓ request sent   ▲ answer is not 101",
    ]
    assert "X-Why: not you" in said
    assert any("403" in lane for lane in inspector.lanes())


async def test_the_refusal_of_our_own_server_is_shown_as_it_was_answered(inspector) -> None:
    server = inspector.controllers.workbench.server
    await server.stop()
    listening_at = await server.start("127.0.0.1", 0, "/else")
    said = await fails(inspector, f"ws://127.0.0.1:{listening_at.port}/")
    assert "404 Not Found" in said
    assert "Content-Type: text/plain" in said


async def test_a_redirect_says_first_where_to(inspector) -> None:
    fields = b"".join(b"X-%d: y\r\n" % number for number in range(9))
    head = b"HTTP/1.1 302 Found\r\n" + fields + b"Location: /there\r\n\r\n"
    async with listening() as listener:
        said = await fails_with(inspector, listener, head)
    lines = said.splitlines()
    assert lines[lines.index("HTTP/1.1 302 Found") + 1] == "Location: /there"
    assert "X-8: y" not in said
    inspector.client.failure_box.more.click()
    assert "X-8: y" in failure(inspector)


async def test_an_answer_with_several_faults_tells_all_of_them(inspector) -> None:
    async with listening() as listener:
        said = await fails_with(inspector, listener, BAD_ACCEPT.replace(b"Upgrade: web", b"U: web"))
    assert said.startswith(
        "▲ The server answered 101 Switching Protocols, but 2 things are wrong with it:"
    )
    assert "▲ answer refused" in said
    assert "▲ The answer 101 lacks Upgrade" in said
    assert "▲ Sec-WebSocket-Accept does not answer" in said


async def test_the_row_of_the_answer_is_one_click_away(inspector) -> None:
    async with listening() as listener:
        await fails_with(inspector, listener, BAD_ACCEPT)
    panels = inspector.controllers.panels
    panels.timeline.show_only(12345)
    assert panels.rows.rowCount() == 0
    number = int(inspector.client.failure_box.row.text().partition(" ")[2])
    inspector.client.failure_box.row.click()
    entry = inspector.controllers.moment
    journal = inspector.controllers.workbench.journal
    assert journal.entry(entry).kind is Kind.RESPONSE
    assert journal.rows.row_of(entry) == number - 1
    assert panels.frame.entry == entry


async def test_an_answer_that_is_cut_and_one_that_is_no_http(inspector) -> None:
    async with listening() as listener:
        said = await fails_with(inspector, listener, b"HTTP/1.1 101 Swit")
        assert "no whole answer" in said
        lanes = [lane.partition(": ")[2] for lane in inspector.lane_steps()]
        assert lanes.index("Bytes") < lanes.index("FIN")
        said = await fails_with(inspector, listener, b"\x15\x03\x03\x00\x02\x02\x28")
        assert "TLS alert" in said
        assert "✓ request sent   ▲ answer is not HTTP" in said


async def test_an_answer_with_a_wrong_accept(inspector) -> None:
    async with listening() as listener:
        assert "Sec-WebSocket-Accept" in await fails_with(inspector, listener, BAD_ACCEPT)


async def test_no_answer_at_all(inspector) -> None:
    inspector.controllers.workbench.settings.set(HANDSHAKE_MS, 100)
    async with listening() as listener:
        await inspector.connect(listener.url)
        await listener.accept()
        await inspector.until_over()
        await inspector.controllers.until(lambda: failure(inspector))
    assert "100" in failure(inspector)


@pytest.mark.parametrize("url", ["http://localhost/", "ws://localhost:99999/", "wss://"])
async def test_an_address_that_cannot_be_tried_makes_no_connection(inspector, url: str) -> None:
    await inspector.connect(url)
    assert failure(inspector).endswith("No connection was tried.")
    assert inspector.client_view() is None
    assert not inspector.controllers.workbench.journal.table.connections


async def test_the_next_connect_takes_the_failure_away(inspector) -> None:
    await inspector.connect("http://localhost/")
    assert failure(inspector)
    await inspector.connect(inspector.address)
    assert not failure(inspector)
    await inspector.until_open()


async def test_disconnect_gives_up_a_connect(inspector) -> None:
    async with listening() as listener:
        await inspector.connect(listener.url)
        await listener.accept()
        await inspector.controllers.until(lambda: inspector.client.is_connected)
        inspector.client.connect_button.click()
        await inspector.until_over()
    assert failure(inspector)


async def test_a_behaviour_chosen_before_the_connect_is_in_force(inspector) -> None:
    inspector.client.sentence.choose(Behaviour(OnClose(CloseReply.EMPTY)))
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await inspector.controllers.until(lambda: inspector.controllers.server.view)
    inspector.send_close_from_server(1001)
    await inspector.until_over()
    closes = [lane for lane in inspector.lanes() if "Close" in lane]
    assert closes[0] == "server → client: Close 1001"
    assert "1001" not in closes[1]


async def test_a_file_of_authorities_that_cannot_be_used(inspector, home) -> None:
    inspector.client.verification.set_choice("file", str(home / "missing.pem"))
    await inspector.connect("wss://127.0.0.1:1/")
    assert "cannot be read" in failure(inspector)
    assert not inspector.controllers.workbench.journal.table.connections


async def test_no_file_of_authorities_is_chosen(inspector) -> None:
    inspector.client.verification.set_choice("file", " ")
    await inspector.connect("wss://127.0.0.1:1/")
    assert "No file is chosen" in failure(inspector)
    assert not inspector.controllers.workbench.journal.table.connections


async def test_wss_to_the_plain_server_of_this_window(inspector) -> None:
    said = await fails(inspector, inspector.address.replace("ws:", "wss:"))
    assert "This port does not speak TLS" in said


async def test_a_client_without_verification(inspector) -> None:
    controllers = inspector.controllers
    inspector.client.verification.set_choice("none", "")
    async with listening() as listener:
        await inspector.connect(listener.url.replace("ws:", "wss:"))
        peer = TlsPeer(await listener.accept(), stranger_context())
        await peer.handshake()
        await peer.open_as_server()
        await inspector.until_open()
        assert "not verified" in inspector.summary_of("client → server: TLS handshake")
        await peer.send_close_notify()
        peer.raw.fin()
        await inspector.until_over()
    assert controllers.clients.current.client.phase is Phase.CLOSED_UNCLEAN


def stranger_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("other.test").configure_cert(context)
    return context
