from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from tests.support.inspector_window import inspector_window
from wsinspector.app.action_handlers import action_handlers
from wsinspector.app.actions import ACTIONS
from wsinspector.protocol.behaviours.behaviour import CloseReply, Presence
from wsinspector.protocol.facts import Kind
from wsinspector.settings import COLOUR_SCHEME


async def test_every_action_has_a_handler_and_there_are_no_others(inspector) -> None:
    handlers = action_handlers(inspector.controllers)
    assert handlers.keys() == {spec.id for spec in ACTIONS}


async def text_row(inspector, message: str) -> int:
    """Connect, send a message, and select its row; returns the entry."""
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.say(message)
    await inspector.shows("client → server: Text", "client: API message")
    journal = inspector.controllers.workbench.journal
    entry = next(e for e in journal.rows.entries if journal.entry(e).kind is Kind.TEXT)
    inspector.controllers.panels.timeline.select_entry(entry)
    return entry


async def test_a_row_can_be_copied_in_three_forms(inspector) -> None:
    entry = await text_row(inspector, "你好")
    controllers, clipboard = inspector.controllers, QGuiApplication.clipboard()
    controllers.actions["timeline.copy-text"].trigger()
    assert clipboard.text() == "你好"
    controllers.actions["timeline.copy-hex"].trigger()
    raw = bytes.fromhex(clipboard.text())
    assert raw[0] == 0xC1
    assert raw[:6] == controllers.workbench.journal.header(entry)
    controllers.actions["timeline.copy-row"].trigger()
    assert "client → server: Text" in clipboard.text()


async def test_copying_what_was_not_kept_says_so(inspector, monkeypatch) -> None:
    await text_row(inspector, "hello")
    journal = inspector.controllers.workbench.journal
    monkeypatch.setattr(journal, "payload", lambda _entry: None)
    monkeypatch.setattr(journal, "inflated", lambda _entry: None)
    inspector.controllers.actions["timeline.copy-text"].trigger()
    assert "not kept" in inspector.controllers.panels.status.currentMessage()


async def test_one_connection_alone_and_all(inspector) -> None:
    await text_row(inspector, "hello")
    controllers = inspector.controllers
    controllers.actions["timeline.only-connection"].trigger()
    assert controllers.panels.rows.filter.connection == 1
    assert controllers.actions["timeline.clear-filter"].isEnabled()
    controllers.actions["timeline.all"].trigger()
    assert controllers.panels.rows.filter.connection is None


async def test_state_rows_come_and_go(inspector) -> None:
    await text_row(inspector, "hello")
    controllers = inspector.controllers
    before = controllers.panels.rows.rowCount()
    controllers.actions["timeline.states"].trigger()
    assert controllers.panels.rows.rowCount() > before
    controllers.actions["timeline.states"].trigger()
    assert controllers.panels.rows.rowCount() == before


@pytest.mark.parametrize("scheme", ["dark", "light", "system"])
async def test_colours_are_a_setting(inspector, scheme: str) -> None:
    inspector.controllers.actions[f"view.{scheme}"].trigger()
    assert inspector.controllers.workbench.settings.get(COLOUR_SCHEME) == scheme


async def test_panels_can_be_hidden_and_put_back(inspector) -> None:
    controllers = inspector.controllers
    for name, dock in controllers.panels.docks.items():
        was_hidden = dock.isHidden()
        controllers.actions[f"view.{name}"].trigger()
        assert dock.isHidden() is not was_hidden
        assert controllers.actions[f"view.{name}"].isChecked() is was_hidden
    controllers.actions["view.reset"].trigger()
    hidden = [name for name, dock in controllers.panels.docks.items() if dock.isHidden()]
    assert hidden == ["connections"]
    assert controllers.actions["view.frame"].isChecked()


@pytest.mark.parametrize(
    "action", ["client.address", "client.message", "timeline.filter", "timeline.go"]
)
async def test_going_somewhere_moves_the_focus(inspector, action: str) -> None:
    inspector.controllers.window.activateWindow()
    await text_row(inspector, "hello")
    inspector.controllers.actions["server.connections"].trigger()
    assert QApplication.focusWidget() is inspector.controllers.panels.server.connections
    inspector.controllers.actions[action].trigger()
    assert QApplication.focusWidget() is not inspector.controllers.panels.server.connections


async def test_both_ends_can_end_tcp_by_keyboard(inspector) -> None:
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.controllers.actions["client.end-fin"].trigger()
    await inspector.until_over()
    assert "client → server: FIN" in inspector.lanes()


@pytest.mark.parametrize("end", ["client", "server"])
async def test_an_end_can_stop_reading_and_vanish_by_keyboard(inspector, end: str) -> None:
    controllers = inspector.controllers
    actions, workbench = controllers.actions, controllers.workbench
    assert not actions[f"{end}.vanish"].isEnabled()
    await inspector.connect(inspector.address)
    await inspector.until_open()
    await inspector.until_server_open()

    def presence() -> Presence:
        client = controllers.clients.current.client.behaviour
        return (client if end == "client" else workbench.server.behaviour_of(1)).presence

    for verb, wanted in (("stop-reading", Presence.NOT_READING), ("vanish", Presence.VANISHED)):
        action = actions[f"{end}.{verb}"]
        action.trigger()
        assert presence() is wanted
        assert action.isChecked()
    assert not actions[f"{end}.stop-reading"].isChecked()
    actions[f"{end}.vanish"].trigger()
    assert presence() is Presence.NORMAL
    assert workbench.server.behaviour.presence is Presence.NORMAL


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
@pytest.mark.parametrize("end", ["client", "server"])
async def test_a_preset_can_be_chosen_by_keyboard(inspector, end: str, qtbot) -> None:
    controllers = inspector.controllers
    pane = controllers.panels.server if end == "server" else inspector.client
    controllers.window.activateWindow()
    controllers.actions[f"{end}.presets"].trigger()
    assert pane.sections.section("behaviour").expanded
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert pane.behaviour.close.reply is CloseReply.NEVER


async def test_tls_can_be_ended_by_keyboard(aio, qapp, home) -> None:
    async with inspector_window(home, secure=True) as inspector:
        actions = inspector.controllers.actions
        await inspector.connect(inspector.address)
        await inspector.until_open()
        assert actions["client.end-notify"].isEnabled()
        actions["client.end-notify"].trigger()
        await inspector.until_over()
        assert "client → server: close_notify" in inspector.lanes()
        assert not actions["client.end-notify"].isEnabled()


async def test_the_authority_can_be_exported_by_keyboard(inspector, home) -> None:
    inspector.controllers.actions["server.export-authority"].trigger()
    dialog = inspector.controllers.panels.server.findChild(QFileDialog)
    dialog.fileSelected.emit(str(home / "ca.pem"))
    assert b"BEGIN CERTIFICATE" in (home / "ca.pem").read_bytes()
    dialog.reject()


async def test_about_says_what_it_is(inspector) -> None:
    inspector.controllers.actions["help.about"].trigger()
    box = inspector.controllers.window.findChild(QMessageBox)
    assert box is not None
    assert "wsinspector" in box.text()
    box.close()


async def test_quitting_is_a_wish(inspector, qtbot) -> None:
    with qtbot.waitSignal(inspector.controllers.window.close_wished):
        inspector.controllers.actions["session.quit"].trigger()
    assert inspector.controllers.window.isVisible()
