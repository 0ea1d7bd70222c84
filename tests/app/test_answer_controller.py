"""What is chosen in the window about opening handshakes is what clients get."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.support.inspector_window import InspectorWindow
from tests.support.raw_peer import REQUEST, RawPeer, connected
from wsinspector.engine.address import WsAddress
from wsinspector.settings import LISTENER_HOSTS, LISTENER_ORIGINS, LISTENER_SUBPROTOCOLS


async def answer_to(inspector: InspectorWindow, request: bytes = REQUEST) -> bytes:
    async with connected(WsAddress.parse(inspector.address).port) as peer:
        assert isinstance(peer, RawPeer)
        return await peer.open_as_client(request)


async def test_the_answer_is_changed_while_it_listens(inspector) -> None:
    page = inspector.controllers.panels.server.answering
    for name, start in (("404", b"HTTP/1.1 404 "), ("101 by HTTP/1.0", b"HTTP/1.0 101 ")):
        menu = page.answer.quick.menu()
        next(x for x in menu.actions() if x.text().startswith(name)).trigger()
        assert (await answer_to(inspector)).startswith(start)
    page.answer.back.click()
    assert (await answer_to(inspector)).startswith(b"HTTP/1.1 101 ")


async def test_subprotocols_and_lists_are_remembered(inspector) -> None:
    admission = inspector.controllers.panels.server.answering.admission
    settings = inspector.controllers.workbench.settings
    QTest.keyClicks(admission.subprotocols, "chat")
    offering = REQUEST.replace(b"\r\n\r\n", b"\r\nSec-WebSocket-Protocol: x, chat\r\n\r\n")
    assert b"\r\nSec-WebSocket-Protocol: chat\r\n" in await answer_to(inspector, offering)
    QTest.keyClicks(admission.origins, "http://a.example")
    QTest.keyClicks(admission.hosts, "localhost")
    assert (await answer_to(inspector)).startswith(b"HTTP/1.1 403 ")
    lists = (LISTENER_SUBPROTOCOLS, LISTENER_ORIGINS, LISTENER_HOSTS)
    assert [settings.get(one) for one in lists] == ["chat", "http://a.example", "localhost"]
