from __future__ import annotations

import socket

from PySide6.QtWidgets import QFileDialog, QLabel

from tests.support.inspector_window import InspectorWindow
from tests.support.raw_peer import connected
from wsinspector.models.connections_model import ConnectionRole
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, Presence
from wsinspector.protocol.exchange import ChangeBehaviour, TcpEnd
from wsinspector.protocol.phases import Role
from wsinspector.settings import LISTENER_AT_START, LISTENER_HOST, LISTENER_PORT
from wsinspector.widgets.behaviour.built_in_behaviours import built_in_behaviours

_ANSWER = "server → client: Text"


async def stop(inspector: InspectorWindow) -> None:
    inspector.controllers.panels.server.listener.stop_button.click()
    controllers = inspector.controllers
    await controllers.until(lambda: not controllers.server.is_listening)
    await controllers.until(lambda: not controllers.server.busy)


async def test_stop_and_start_by_the_buttons(inspector) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    before = inspector.address
    assert inspector.client.url == before
    await stop(inspector)
    assert inspector.address == ""
    pane.listener.set_fields("127.0.0.1", 0, "/echo")
    pane.listener.start_button.click()
    await controllers.until(lambda: controllers.server.is_listening)
    assert inspector.address.endswith("/echo")
    assert inspector.client.url == inspector.address


async def test_a_taken_port_is_said_in_the_pane(inspector) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    await stop(inspector)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        pane.listener.set_fields("127.0.0.1", port, "")
        pane.listener.start_button.click()
        await controllers.until(lambda: str(port) in pane.listener.note)
    assert not controllers.server.is_listening
    assert controllers.actions["server.start"].isEnabled()


async def test_at_start_the_next_free_port_is_taken_and_said(inspector) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    await stop(inspector)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        controllers.workbench.settings.set(LISTENER_PORT, port)
        controllers.server.start_as_set()
        await controllers.until(lambda: controllers.server.is_listening)
    assert str(port) in pane.listener.note
    assert str(port) not in inspector.address


async def test_it_listens_at_start_only_if_it_is_to(inspector) -> None:
    controllers = inspector.controllers
    await stop(inspector)
    controllers.workbench.settings.set(LISTENER_AT_START, False)
    controllers.start()
    assert not controllers.server.busy
    assert not controllers.server.is_listening


async def test_starting_or_stopping_twice_does_nothing_twice(inspector) -> None:
    server = inspector.controllers.server
    server.start("127.0.0.1", 0, "")
    assert not server.busy
    server.stop()
    server.stop()
    await inspector.controllers.until(lambda: not server.is_listening and not server.busy)


async def test_stopping_ends_the_connections(inspector) -> None:
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await stop(inspector)
    await inspector.until_over()
    assert "server → client: Close 1001" in inspector.lanes()


async def test_a_program_outside_becomes_the_target(inspector) -> None:
    controllers = inspector.controllers
    port = controllers.workbench.server.listening.port
    async with connected(port) as peer:
        await peer.open_as_client()
        await inspector.until_server_open()
        assert controllers.server.selected == 1
        inspector.send_close_from_server(1008, "")
        assert await peer.read(4) == b"\x88\x02\x03\xf0"
        await peer.send_frame(8, b"\x03\xf0", masked=True)
        assert await peer.read_eof() == b""
        peer.fin()
        await controllers.until(lambda: controllers.server.view.over)
        # Without its connection nothing can be wished for, and asking harms nobody.
        controllers.actions["server.end-rst"].trigger()


async def test_behaviour_of_one_connection_and_of_those_to_come(inspector) -> None:
    controllers, pane = inspector.controllers, inspector.controllers.panels.server
    server = controllers.workbench.server
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await controllers.until(lambda: controllers.server.selected == 1)
    pane.wish.emit(ChangeBehaviour(Behaviour(OnClose(CloseReply.NEVER))))
    assert server.behaviour_of(1).close.reply is CloseReply.NEVER
    assert server.behaviour.close.reply is CloseReply.ECHO
    pane.default_behaviour_changed.emit(Behaviour(OnClose(CloseReply.EMPTY)))
    assert server.behaviour.close.reply is CloseReply.EMPTY
    assert server.behaviour_of(1).close.reply is CloseReply.NEVER


async def test_a_connection_that_follows_the_default_again(inspector) -> None:
    controllers, pane = inspector.controllers, inspector.controllers.panels.server
    server = controllers.workbench.server
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await controllers.until(lambda: controllers.server.selected == 1)
    controllers.actions["server.stop-reading"].trigger()
    assert controllers.actions["server.stop-reading"].isChecked()
    assert server.behaviour_of(1).presence is Presence.NOT_READING
    assert not server.follows_default(1)
    assert "cannot be seen" in pane.connections.currentIndex().data(ConnectionRole.ODDITY)
    pane.behaviours.follow_button.click()
    assert server.follows_default(1)
    assert server.behaviour_of(1) == server.behaviour
    assert not controllers.actions["server.stop-reading"].isChecked()


async def test_a_chat_server_sends_a_message_to_every_client(inspector) -> None:
    controllers, tabs = inspector.controllers, inspector.controllers.panels.clients
    presets = built_in_behaviours(Role.SERVER)
    chat = next(one for one in presets if one.name.startswith("Chat server"))
    controllers.panels.server.behaviours.sentence.presets.chosen.emit(chat.behaviour)
    for _ in range(2):
        await inspector.connect(inspector.address)
        await inspector.until_open()
        tabs.add_client()
    tabs.bring_up(next(tabs.panes()))
    inspector.say("你好")
    await controllers.until(lambda: inspector.lanes().count(_ANSWER) == 2)


async def test_a_server_that_has_vanished_for_one_client_and_comes_back(inspector) -> None:
    controllers, pane = inspector.controllers, inspector.controllers.panels.server
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await inspector.until_server_open()
    controllers.actions["server.vanish"].trigger()
    inspector.say("anybody there?")
    await controllers.until(lambda: any("→ server: Text" in lane for lane in inspector.lanes()))
    assert _ANSWER not in inspector.lanes()
    pane.behaviours.follow_button.click()
    await inspector.shows(_ANSWER)


async def test_a_wish_without_a_connection_does_nothing(inspector) -> None:
    inspector.controllers.server.wish(ChangeBehaviour(Behaviour()))
    assert len(inspector.controllers.workbench.journal) == 0


async def test_a_server_on_tls_and_a_client_that_trusts_it(inspector, home) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    await stop(inspector)
    assert inspector.client.verification.isHidden()
    pane.listener.tls.switch.click()
    pane.listener.start_button.click()
    await controllers.until(lambda: controllers.server.is_listening)
    assert inspector.address.startswith("wss://127.0.0.1:")
    assert not inspector.client.verification.isHidden(), "the address was followed"
    await inspector.connect(inspector.address)
    await inspector.until_open()
    assert "verified by “wsinspector" in inspector.summary_of("client → server: TLS handshake")
    assert not inspector.client.end_tcp.button(TcpEnd.NOTIFY).isHidden()
    inspector.client.end_tcp.button(TcpEnd.NOTIFY).click()
    await inspector.until_over()
    await inspector.shows("client → server: close_notify", "server → client: close_notify")


async def test_the_authority_is_exported(inspector, home) -> None:
    pane = inspector.controllers.panels.server
    await stop(inspector)
    pane.listener.tls.switch.click()
    pane.listener.tls.export.click()
    dialog = pane.findChild(QFileDialog)
    dialog.fileSelected.emit(str(home / "ca.pem"))
    assert (home / "ca.pem").read_bytes() == (home / "authority.pem").read_bytes()
    assert "ca.pem" in pane.listener.note
    dialog.fileSelected.emit(str(home / "nowhere" / "ca.pem"))
    assert "cannot be written" in pane.listener.note
    dialog.reject()


async def test_files_that_cannot_be_used_start_nothing(inspector, home) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    await stop(inspector)
    (home / "cert.pem").write_text("hello")
    pane.listener.tls.set_choice(True, str(home / "cert.pem"), "")
    pane.listener.start_button.click()
    await controllers.until(lambda: "no certificate in PEM form" in pane.listener.note)
    assert not controllers.server.is_listening
    pane.listener.tls.set_choice(True, str(home / "missing.pem"), "")
    pane.listener.start_button.click()
    await controllers.until(lambda: "cannot be read" in pane.listener.note)
    assert not controllers.server.is_listening
    pane.listener.tls.set_choice(False, "", "")
    pane.listener.start_button.click()
    await controllers.until(lambda: controllers.server.is_listening)
    assert inspector.address.startswith("ws://")


async def test_the_page_is_opened_while_the_server_listens(inspector) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    opened: list[str] = []
    controllers.server.browse = lambda url: not opened.append(url)
    pane.listener.page.open_button.click()
    controllers.actions["server.open-page"].trigger()
    assert len(opened) == 2
    assert opened[0] == opened[1]
    assert opened[0].startswith(inspector.address.replace("ws:", "http:") + ".wsinspector/")
    assert pane.listener.note == ""
    controllers.server.browse = lambda _url: False
    pane.listener.page.open_button.click()
    assert "No browser could be started" in pane.listener.note
    await stop(inspector)
    assert not pane.listener.page.open_button.isEnabled()
    assert not controllers.actions["server.open-page"].isEnabled()
    controllers.server.open_page()


async def test_at_start_it_never_listens_beyond_this_machine(inspector) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    await stop(inspector)
    controllers.workbench.settings.set(LISTENER_HOST, "192.0.2.1")
    controllers.server.start_as_set()
    assert "192.0.2.1" in pane.listener.note
    assert not controllers.server.is_listening
    assert not controllers.server.busy


async def test_while_other_machines_can_reach_it_that_is_marked(inspector, monkeypatch) -> None:
    pane, controllers = inspector.controllers.panels.server, inspector.controllers
    status = controllers.panels.status
    mark = next(x for x in status.findChildren(QLabel) if x.text().startswith("▲ "))
    await stop(inspector)
    # Every address of this machine is no place for a test: loopback plays it.
    here = [(socket.AF_INET, ("127.0.0.2", 0))]
    monkeypatch.setattr("wsinspector.engine.listener._EVERYWHERE", here)
    controller = "wsinspector.app.server_controller"
    monkeypatch.setattr(f"{controller}.is_reachable", lambda _listening: True)
    monkeypatch.setattr(f"{controller}.reachable_urls", lambda _listening, _own: ("ws://me/",))
    pane.listener.set_fields("localhost", 0, "")
    pane.listener.reachable.switch.setChecked(True)
    pane.listener.start_button.click()
    await controllers.until(lambda: controllers.server.is_listening)
    assert pane.listener.reachable.addresses == ("ws://me/",)
    assert not mark.isHidden()
    await stop(inspector)
    assert pane.listener.reachable.addresses == ()
    assert mark.isHidden()


async def test_the_body_of_a_refusal_is_one_row(inspector) -> None:
    controllers, server = inspector.controllers, inspector.controllers.server
    server.stop()
    await controllers.until(lambda: not server.is_listening and not server.busy)
    server.start("127.0.0.1", 0, "/路")
    await controllers.until(lambda: server.is_listening and not server.busy)
    assert inspector.address.endswith("/%E8%B7%AF")
    await inspector.connect(inspector.address.removesuffix("%E8%B7%AF"))
    await inspector.shows("client: API close 1006 unclean")
    lanes = inspector.lanes()
    assert lanes.count("server → client: 404 Not Found") == 1
    assert lanes.count("server → client: Body of the answer") == 1
    assert "server → client: Bytes" not in lanes
    assert "“" in inspector.summary_of("server → client: Body of the answer")
