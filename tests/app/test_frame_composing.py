"""A row of the timeline is the start of a composed frame, and that goes out on the wire."""

from __future__ import annotations

from wsinspector.protocol.facts import Kind


async def selected(inspector, kind: Kind, *, sent: bool) -> int:
    journal = inspector.controllers.workbench.journal
    entry = next(
        at
        for at in journal.rows.entries
        if journal.entry(at).kind is kind and journal.entry(at).sent is sent
    )
    inspector.controllers.panels.timeline.select_entry(entry)
    return entry


async def test_a_frame_of_the_timeline_is_composed_anew_and_sent(inspector) -> None:
    controllers = inspector.controllers
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.client.composer.ping.click()
    await inspector.shows("client → server: Ping", "server → client: Pong")
    entry = await selected(inspector, Kind.PING, sent=True)
    controllers.actions["timeline.compose"].trigger()
    composer = inspector.client.raw.composer
    assert composer.wire == controllers.workbench.journal.header(entry)
    composer.header.opcode.setCurrentIndex(10)
    controllers.actions["client.send-raw"].trigger()
    await inspector.shows("client → server: Pong")


async def test_a_frame_of_the_server_goes_into_its_composer(inspector) -> None:
    controllers = inspector.controllers
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.client.composer.ping.click()
    await inspector.shows("server → client: Pong")
    await selected(inspector, Kind.PONG, sent=True)
    controllers.actions["timeline.compose"].trigger()
    composer = controllers.panels.server.raw.composer
    assert composer.wire == b"\x8a\x00"
    composer.header.opcode.setCurrentIndex(8)
    controllers.actions["server.send-raw"].trigger()
    await inspector.shows("server → client: Close", "client → server: Close")
    await inspector.until_over()


async def test_a_frame_that_was_not_kept_cannot_be(inspector, monkeypatch) -> None:
    controllers = inspector.controllers
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.client.composer.ping.click()
    await inspector.shows("client → server: Ping")
    await selected(inspector, Kind.PING, sent=True)
    monkeypatch.setattr(controllers.workbench.journal, "payload", lambda _entry: None)
    controllers.actions["timeline.compose"].trigger()
    assert "not kept" in controllers.panels.status.currentMessage()
