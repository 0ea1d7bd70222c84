from __future__ import annotations

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import ReadyState


async def test_every_tab_has_a_client_of_its_own(inspector) -> None:
    controllers, tabs = inspector.controllers, inspector.controllers.panels.clients
    first = inspector.client
    await inspector.connect(inspector.address)
    await inspector.until_open()
    controllers.actions["client.new-tab"].trigger()
    second = inspector.client
    assert second is not first
    assert second.url == inspector.address
    assert controllers.clients.count == 2
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.send_close(1000)
    await inspector.until_over()
    tabs.bring_up(first)
    assert inspector.client_view().ready is ReadyState.OPEN
    journal = controllers.workbench.journal
    assert [journal.end(end).label for end in (1, 3)] == ["Client 1", "Client 2"]


async def test_removing_a_tab_ends_its_connection_and_asks_nothing(inspector) -> None:
    controllers = inspector.controllers
    controllers.actions["client.new-tab"].trigger()
    await inspector.connect(inspector.address)
    await inspector.until_open()
    controllers.actions["client.close-tab"].trigger()
    assert controllers.clients.count == 1
    journal = controllers.workbench.journal
    await controllers.until(lambda: all(end.over for end in journal.table.ends[1:]))
    assert not controllers.actions["client.close-tab"].isEnabled()


async def test_stepping_goes_round(inspector) -> None:
    controllers = inspector.controllers
    panes = [inspector.client]
    for _ in range(2):
        controllers.actions["client.new-tab"].trigger()
        panes.append(inspector.client)
    controllers.actions["client.next-tab"].trigger()
    assert inspector.client is panes[0]
    controllers.actions["client.previous-tab"].trigger()
    assert inspector.client is panes[2]


async def test_an_address_from_the_settings_is_written_into_the_fields(inspector) -> None:
    inspector.controllers.clients.set_address("ws://127.0.0.1:9998/echo")
    assert inspector.client.url == "ws://127.0.0.1:9998/echo"


async def test_bringing_up_a_connection_nobody_here_has_changes_nothing(inspector) -> None:
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.controllers.actions["client.new-tab"].trigger()
    front = inspector.client
    inspector.controllers.workbench.new_client("stranger").connect(inspector.address)
    journal = inspector.controllers.workbench.journal
    await inspector.controllers.until(lambda: len(journal.connection(2).ends) == 2)
    inspector.controllers.clients.bring_up(2)
    assert inspector.client is front


async def test_what_is_chosen_of_compression_is_offered(inspector) -> None:
    box = inspector.client.deflate
    box.takeovers["server_no_context_takeover"].click()
    offer = "permessage-deflate; server_no_context_takeover; client_max_window_bits"
    assert box.header == f"Sec-WebSocket-Extensions: {offer}"
    await inspector.connect(inspector.address)
    await inspector.until_open()
    journal = inspector.controllers.workbench.journal
    request = next(e for e in journal.rows.entries if journal.entry(e).kind is Kind.REQUEST)
    assert f"Sec-WebSocket-Extensions: {offer}\r\n".encode() in (journal.payload(request) or b"")


async def test_what_the_server_declines_is_not_agreed(inspector) -> None:
    inspector.controllers.panels.server.deflate.switch.click()
    await inspector.connect(inspector.address)
    await inspector.until_open()
    journal = inspector.controllers.workbench.journal
    assert not any(end.deflate for end in journal.table.ends)
