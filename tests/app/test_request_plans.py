"""What is planned in the window is what goes out, and redirects are a person's own step."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.inspector_window import InspectorWindow
from tests.support.raw_peer import RawListener, listening
from wsinspector.models.frame_fields_model import FieldColumn
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.settings import CLIENT_DEFLATE, CLIENT_FOLLOW_REDIRECTS
from wsinspector.widgets.opening.request_box import RequestBox


def unfolded(inspector: InspectorWindow) -> RequestBox:
    inspector.client.focus_request()
    return inspector.client.request.box


async def redirect(listener: RawListener, place: str) -> bytes:
    peer = await listener.accept()
    request = await peer.read_head()
    await peer.send(f"HTTP/1.1 301 Moved\r\nLocation: {place}\r\n\r\n".encode())
    peer.fin()
    return request


async def test_what_the_preview_shows_goes_out(inspector) -> None:
    box = unfolded(inspector)
    async with listening() as listener:
        inspector.client.set_url(f"{listener.url}방?q")
        box.fields.fields["Sec-WebSocket-Protocol"].insert("chat, 채팅")
        box.fields.fields["Cookie"].insert("이름=값")
        box.set_plan(box.plan.without("Upgrade").setting("Sec-WebSocket-Key", "我"))
        shown = [line.removesuffix("  ▲") for line in box.preview.toPlainText().splitlines()]
        inspector.client.connect_button.click()
        request = await (await listener.accept()).read_head()
        lines = request.decode().split("\r\n")[:-2]
        assert shown[: len(lines)] == lines
        assert "Cookie: 이름=값" in lines
        assert "GET /%EB%B0%A9?q HTTP/1.1" in lines


async def test_the_preview_follows_address_and_settings(inspector) -> None:
    box = unfolded(inspector)
    inspector.client.set_url("ws://other:81/x")
    assert box.preview.toPlainText().startswith("GET /x HTTP/1.1\nHost: other:81\n")
    assert "permessage-deflate" in box.preview.toPlainText()
    inspector.controllers.workbench.settings.set(CLIENT_DEFLATE, False)
    assert "permessage-deflate" not in box.preview.toPlainText()
    inspector.client.set_url("no address \udcff")
    assert "Host: localhost" in box.preview.toPlainText()


async def test_an_odd_request_is_marked_while_it_is_folded(inspector) -> None:
    inspector.client.request.set_plan(RequestPlan().without("Host"))
    section = inspector.client.sections.section("request")
    assert "changed" in section.heading.accessibleDescription()
    assert "Host field is missing" in inspector.client.request.oddity


async def test_a_redirect_is_followed_by_a_press(inspector) -> None:
    pane = inspector.client
    secret = RequestPlan().adding(("Authorization", "Bearer t"), ("X", "y"))
    pane.request.set_plan(secret)
    async with listening() as listener, listening() as other:
        await inspector.connect(listener.url)
        await redirect(listener, "/next")
        await inspector.controllers.until(pane.failure_box.redirect_button.isVisible)
        assert "Authorization" not in pane.failure_box.redirect_button.accessibleDescription()
        pane.failure_box.redirect_button.click()
        request = await redirect(listener, other.url)
        assert request.startswith(b"GET /next ")
        assert b"Authorization: Bearer t" in request
        # Another server: the person sees, and so does the table, that secrets stay behind.
        await inspector.controllers.until(pane.failure_box.redirect_button.isVisible)
        said = pane.failure_box.redirect_button.accessibleDescription()
        assert "Authorization and Cookie are taken out" in said
        pane.failure_box.redirect_button.click()
        request = await (await other.accept()).read_head()
        assert b"Authorization" not in request
        assert b"\r\nX: y\r\n" in request
        assert pane.request.plan == RequestPlan().adding(("X", "y"))
        assert pane.url == other.url


async def test_a_redirect_to_nowhere_says_why(inspector) -> None:
    box = inspector.client.failure_box
    async with listening() as listener:
        await inspector.connect(listener.url)
        await redirect(listener, "mailto:x@y")
        await inspector.controllers.until(lambda: bool(inspector.client.failure))
        assert not box.redirect_button.isVisible()
        assert "An address begins with ws://" in box.redirect_button.accessibleDescription()


async def test_a_redirect_that_is_followed_by_itself_leaves_no_failure(inspector) -> None:
    inspector.controllers.workbench.settings.set(CLIENT_FOLLOW_REDIRECTS, 1)
    async with listening() as listener:
        await inspector.connect(listener.url)
        await redirect(listener, "/next")
        peer = await listener.accept()
        await peer.open_as_server()
        await inspector.until_open()
        assert inspector.client.failure == ""
        controller = inspector.controllers.clients.current
        assert controller.view is not None
        assert controller.has_end(controller.view.end)
        peer.rst()


async def test_the_heads_in_the_frame_panel_name_their_faults(inspector) -> None:
    async with listening() as listener:
        inspector.client.request.set_plan(RequestPlan().adding(("Host", "zwei")))
        await inspector.connect(listener.url)
        peer = await listener.accept()
        await peer.read_head()
        await inspector.shows("client → server: GET /")
        journal = inspector.controllers.workbench.journal
        entry = next(e for e in journal.rows.entries if journal.entry(e).kind.name == "REQUEST")
        panels = inspector.controllers.panels
        panels.timeline.select_entry(entry)
        model = panels.frame.details.fields.table.model()
        spoken = [
            model.index(row, FieldColumn.VALUE).data(Qt.ItemDataRole.AccessibleTextRole)
            for row in range(model.rowCount())
        ]
        assert "zwei, ▲ req-host-duplicate" in spoken
        assert spoken[0].startswith("Violation: Host stands 2 times")
        peer.rst()
