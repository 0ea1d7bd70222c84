"""The whole window, clicked as a person would, its sockets real."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.inspector_window import InspectorWindow
from tests.support.raw_peer import connected
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    Presence,
)
from wsinspector.protocol.exchange import ChangeBehaviour, SendBytes, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.phases import Debt, Phase, ReadyState, Role
from wsinspector.settings import CLOSE_REPLY_MS

REASON = "孩子,地球太危险了,快回火星去吧!"


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


async def handshake(inspector: InspectorWindow, qtbot, reason: str = "") -> None:
    """The two clicks, with a reason if one is given."""
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    inspector.client.close_panel.reason.setText(reason)
    await inspector.controllers.until(inspector.client.close_panel.button.isEnabled)
    click(qtbot, inspector.client.close_panel.button)
    await inspector.until_over()
    await inspector.shows("client: API close 1000 clean", "server: API close 1000 clean")


def row_of(inspector: InspectorWindow, kind: Kind, number: int = 0) -> int:
    """The row of the so manyth fact of this kind."""
    journal = inspector.controllers.workbench.journal
    rows = [
        row
        for row in range(len(journal.rows))
        if journal.entry(journal.rows.entries[row]).kind is kind
    ]
    return rows[number]


def select(inspector: InspectorWindow, row: int) -> None:
    timeline = inspector.controllers.panels.timeline
    timeline.focus_rows()
    timeline.select_entry(inspector.controllers.panels.rows.entry_at(row))


# -- the two clicks ------------------------------------------------------------------------------


async def test_two_clicks_show_a_whole_closing_handshake(inspector, qtbot) -> None:
    assert inspector.client.url == inspector.address
    await handshake(inspector, qtbot)
    assert inspector.lane_steps() == [
        "client → server: TCP connect",
        "client → server: GET /",
        "server → client: 101 Switching Protocols",
        "client → server: Close 1000",
        "server → client: Close 1000",
        "server → client: FIN",
        "client → server: FIN",
    ]
    assert {"client: API open", "server: API open"} <= set(inspector.lanes())
    journal = inspector.controllers.workbench.journal
    assert len(journal.table.connections) == 1
    client, server = (journal.end(end) for end in journal.connection(1).ends)
    assert {client.kind.role, server.kind.role} == {Role.CLIENT, Role.SERVER}
    for end in (client, server):
        standing = journal.lifelines.now(end.id)
        assert standing is not None
        assert standing.phase is Phase.CLOSED_CLEAN


async def test_after_connecting_the_focus_is_on_send_close(inspector, qtbot) -> None:
    inspector.controllers.window.activateWindow()
    inspector.client.connect_button.setFocus()
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    await inspector.controllers.until(
        lambda: QApplication.focusWidget() is inspector.client.close_panel.button
    )
    qtbot.keyClick(inspector.client.close_panel.button, Qt.Key.Key_Space)
    await inspector.until_over()


async def test_the_first_sight_leads_through_both_steps(inspector, qtbot) -> None:
    timeline = inspector.controllers.panels.timeline
    timeline.connect_requested.emit()
    await inspector.until_open()
    timeline.close_requested.emit()
    await inspector.until_over()
    assert "client → server: Close 1000" in inspector.lanes()


async def test_the_guided_clicks_lead_the_keyboard(inspector, qtbot) -> None:
    inspector.controllers.window.activateWindow()
    timeline, controllers = inspector.controllers.panels.timeline, inspector.controllers
    click(qtbot, timeline.first_sight.connect_button)
    await inspector.until_open()
    close = inspector.client.close_panel.button
    await controllers.until(lambda: QApplication.focusWidget() is close)
    qtbot.keyClick(close, Qt.Key.Key_Space)
    await inspector.until_over()
    assert QApplication.focusWidget() is timeline.view
    qtbot.keyClick(timeline.view, Qt.Key.Key_Up)
    assert timeline.selected_entry is not None


async def test_the_strip_leads_the_keyboard_to_the_rows(inspector, qtbot) -> None:
    inspector.controllers.window.activateWindow()
    timeline = inspector.controllers.panels.timeline
    click(qtbot, timeline.first_sight.connect_button)
    await inspector.until_open()
    select(inspector, 0)
    strip = timeline._next_step
    assert strip.isVisible()
    timeline.go_live()
    click(qtbot, strip._close)
    await inspector.until_over()
    assert strip.isVisible()
    assert QApplication.focusWidget() is timeline.view
    qtbot.keyClick(timeline.view, Qt.Key.Key_Up)
    assert timeline.selected_entry is not None
    assert not strip.isVisible()


async def test_the_focus_is_not_torn_from_who_is_writing(inspector, qtbot) -> None:
    inspector.controllers.window.activateWindow()
    panels = inspector.controllers.panels
    panels.timeline.connect_requested.emit()
    panels.server.composer.editor.setFocus()
    writing = QApplication.focusWidget()
    assert writing is not None
    await inspector.until_open()
    inspector.send_close(1000)
    await inspector.until_over()
    assert QApplication.focusWidget() is writing


async def test_a_chinese_reason_arrives_at_both_ends(inspector, qtbot) -> None:
    await handshake(inspector, qtbot, REASON)
    assert REASON in inspector.summary_of("client → server: Close 1000")
    assert REASON in inspector.summary_of("client: API close 1000 clean")


async def test_the_server_end_begins_the_closing_handshake(inspector, qtbot) -> None:
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    panel = inspector.controllers.panels.server.close_panel
    await inspector.controllers.until(panel.button.isEnabled)
    assert "#1" in panel.button.text()
    inspector.send_close_from_server(1001, "bye")
    await inspector.until_over()
    closes = [step for step in inspector.lane_steps() if "Close" in step]
    assert closes == ["server → client: Close 1001", "client → server: Close 1001"]


async def test_an_illegal_code_is_sent_exactly_as_asked(inspector, qtbot) -> None:
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    inspector.send_close(1005, "")
    await inspector.until_over()
    steps = [step for step in inspector.lane_steps() if "Close" in step]
    assert steps == ["client → server: Close 1005", "server → client: Close 1002"]


# -- looking back --------------------------------------------------------------------------------


async def test_a_selected_row_sets_both_indicators_to_that_moment(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    controllers = inspector.controllers
    select(inspector, row_of(inspector, Kind.CLOSE))
    for pane, debtor in (
        (inspector.client, Phase.CLOSE_SENT),
        (controllers.panels.server, Phase.CLOSE_RECEIVED),
    ):
        view = pane.indicator.view
        assert view is not None
        assert not view.live
        assert view.phase is debtor
        assert view.owed == (Role.SERVER, Debt.CLOSE_REPLY)
    # What can be done is still a matter of now.
    assert not inspector.client.close_panel.button.isEnabled()
    assert controllers.actions["timeline.live"].isEnabled()


async def test_arrow_keys_step_through_the_handshake_and_escape_comes_back(
    inspector, qtbot
) -> None:
    await handshake(inspector, qtbot)
    view = inspector.controllers.panels.timeline.view
    select(inspector, 0)
    seen = [inspector.client.indicator.view.ready]
    for _ in range(inspector.controllers.panels.rows.rowCount() - 1):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.append(inspector.client.indicator.view.ready)
    assert seen == sorted(seen)
    assert set(seen) == set(ReadyState)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert inspector.controllers.moment is None
    assert inspector.client.indicator.view.live


async def test_looking_back_brings_up_the_tab_and_the_connection(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    panels = inspector.controllers.panels
    first = inspector.client
    second = panels.clients.add_client()
    second.connect_button.click()
    await inspector.until_open()
    await inspector.controllers.until(lambda: inspector.controllers.server.selected == 2)
    select(inspector, 0)
    assert panels.clients.current is first
    assert inspector.controllers.server.selected == 1
    assert panels.frame.isVisible()


async def test_a_look_back_shows_no_other_connection_than_that_of_its_row(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    panels = inspector.controllers.panels
    close = row_of(inspector, Kind.CLOSE)
    panels.clients.add_client().connect_button.click()
    await inspector.until_open()
    second = panels.clients.current
    select(inspector, close)
    panels.clients.bring_up(second)
    inspector.controllers.refresh()
    assert second.indicator.unseen == UnseenEnd(Role.CLIENT, 1, Unseen.ELSEWHERE)
    async with connected(urlsplit(inspector.address).port) as stranger:
        await stranger.open_as_client()
        await inspector.controllers.until(lambda: inspector.lanes().count("server: API open") == 3)
        select(inspector, len(inspector.lanes()) - 1)
        assert second.indicator.unseen == UnseenEnd(Role.CLIENT, 3, Unseen.NOT_OURS)
        assert panels.server.indicator.view.connection == 3
    inspector.controllers.panels.timeline.go_live()
    assert second.indicator.view.connection == 2


async def test_a_new_connection_does_not_move_a_look_back(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    server = inspector.controllers.panels.server
    select(inspector, row_of(inspector, Kind.CLOSE))
    before = [pane.indicator.view for pane in (inspector.client, server)]
    inspector.client.connect_button.click()
    await inspector.until_server_open()
    await inspector.controllers.until(lambda: inspector.controllers.server.selected == 2)
    inspector.controllers.refresh()
    after = [pane.indicator.view for pane in (inspector.client, server)]
    assert after == before
    assert all((view.connection, view.live) == (1, False) for view in after)
    assert "#2" in server.close_panel.button.text()


async def test_stepping_shows_every_phase_of_both_ends(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    controllers, journal = inspector.controllers, inspector.controllers.workbench.journal
    await controllers.until(lambda: all(end.over for end in journal.table.ends[1:]))
    view = controllers.panels.timeline.view
    seen: dict[Role, set[Phase]] = {role: set() for role in Role}
    select(inspector, 0)
    for _ in range(controllers.panels.rows.rowCount()):
        for pane in (inspector.client, controllers.panels.server):
            if pane.indicator.view is not None:
                end = pane.indicator.view
                seen[end.role].add(end.phase)
                assert end.at_ns >= end.since_ns >= end.ready_since_ns
        qtbot.keyClick(view, Qt.Key.Key_Down)
    for end_id in journal.connection(1).ends:
        states = (
            journal.details(entry)["phase"]
            for entry in range(len(journal))
            if journal.end_of(entry) == end_id and journal.entry(entry).kind is Kind.STATE
        )
        role = journal.end(end_id).kind.role
        assert role is not None
        assert seen[role] == {Phase.of(word) for word in states}


async def test_the_timeline_that_shows_one_connection_follows_the_list(inspector, qtbot) -> None:
    for _ in range(2):
        await handshake(inspector, qtbot)
    panels = inspector.controllers.panels
    panels.timeline.show_only(2)
    panels.server.select(1)
    assert panels.rows.filter.connection == 1
    panels.timeline.show_only(None)
    panels.server.select(2)
    assert panels.rows.filter.connection is None


# -- behaviours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reply, steps",
    [
        (
            CloseReply.ECHO,
            [
                "client → server: Close 1000",
                "server → client: Close 1000",
                "server → client: FIN",
                "client → server: FIN",
            ],
        ),
        (
            CloseReply.EMPTY,
            [
                "client → server: Close 1000",
                "server → client: Close",
                "server → client: FIN",
                "client → server: FIN",
            ],
        ),
        (
            CloseReply.FIN,
            ["client → server: Close 1000", "server → client: FIN", "client → server: FIN"],
        ),
        (CloseReply.RST, ["client → server: Close 1000", "server → client: RST"]),
    ],
)
async def test_how_the_server_answers_a_close_is_a_choice(inspector, reply, steps) -> None:
    panels = inspector.controllers.panels
    panels.server.default_behaviour_changed.emit(
        Behaviour(OnClose(reply), message=OnMessage(MessageReply.ECHO))
    )
    inspector.client.connect_button.click()
    await inspector.until_open()
    inspector.send_close(1000)
    await inspector.until_over()
    journal = inspector.controllers.workbench.journal
    await inspector.controllers.until(lambda: all(end.over for end in journal.table.ends[1:]))
    await inspector.controllers.until(lambda: inspector.lane_steps()[3:] == steps)


async def test_a_server_that_never_answers_is_waited_for(inspector) -> None:
    inspector.controllers.workbench.settings.set(CLOSE_REPLY_MS, 50)
    inspector.client.connect_button.click()
    await inspector.until_open()
    await inspector.controllers.until(lambda: inspector.controllers.server.selected == 1)
    inspector.controllers.panels.server.wish.emit(
        ChangeBehaviour(Behaviour(OnClose(CloseReply.NEVER)))
    )
    inspector.send_close(1000)
    await inspector.until_over()
    view = inspector.client_view()
    assert view is not None
    assert view.phase is Phase.CLOSED_UNCLEAN
    assert any(lane.startswith("client: API close 1006") for lane in inspector.lanes())


# -- calm ----------------------------------------------------------------------------------------


@pytest.mark.limit(30)
async def test_thousands_of_frames_leave_the_window_at_hand(inspector, qtbot) -> None:
    inspector.client.connect_button.click()
    await inspector.until_open()
    journal = inspector.controllers.workbench.journal

    async def chatter() -> None:
        for number in range(3_000):
            message = SendMessage(str(number).encode(), True)
            inspector.controllers.clients.current.wish(message)
            if number % 50 == 0:
                await asyncio.sleep(0)

    talking = asyncio.create_task(chatter())
    for _ in range(5):
        inspector.controllers.panels.clients.add_client()
        inspector.controllers.actions["client.close-tab"].trigger()
        await asyncio.sleep(0.01)
    await talking
    await inspector.controllers.until(
        lambda: (
            journal.end(1).received > 0
            and inspector.lanes().count("server → client: Text") == 3_000
        )
    )
    inspector.send_close(1000)
    await inspector.until_over()


async def test_what_can_be_done_follows_what_is_going_on(inspector, qtbot) -> None:
    actions = inspector.controllers.actions
    assert actions["client.connect"].isEnabled()
    assert not actions["client.send-close"].isEnabled()
    actions["client.connect"].trigger()
    await inspector.until_open()
    await inspector.controllers.until(actions["server.end-rst"].isEnabled)
    assert not actions["client.connect"].isEnabled()
    assert actions["client.disconnect"].isEnabled()
    actions["server.end-rst"].trigger()
    await inspector.until_over()
    await inspector.controllers.until(actions["client.connect"].isEnabled)


async def test_a_vanished_end_says_so_and_can_do_nothing(inspector, qtbot) -> None:
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    pane, actions = inspector.client, inspector.controllers.actions
    pane.be(Presence.VANISHED)
    await inspector.controllers.until(lambda: not pane.close_panel.button.isEnabled())
    for button in (pane.close_panel.button, pane.connect_button, pane.composer.send_button):
        assert not button.isEnabled()
        assert "vanished" in button.toolTip()
    assert "Vanished" in pane.indicator.accessibleDescription()
    for name in ("send-close", "end-fin", "end-rst", "disconnect"):
        assert not actions[f"client.{name}"].isEnabled()
    assert actions["client.vanish"].isEnabled()
    pane.be(Presence.NOT_READING)
    await inspector.controllers.until(pane.close_panel.button.isEnabled)
    assert "Reads nothing" in pane.indicator.accessibleDescription()
    pane.be(Presence.NORMAL)
    await inspector.controllers.until(lambda: "both ways" in pane.indicator.accessibleDescription())
    assert pane.connect_button.isEnabled()


async def test_what_a_row_does_not_have_cannot_be_copied(inspector, qtbot) -> None:
    await handshake(inspector, qtbot)
    actions = inspector.controllers.actions
    for kind, text, raw in (
        (Kind.REQUEST, True, True),
        (Kind.API, False, False),
        (Kind.CLOSE, False, True),
    ):
        select(inspector, row_of(inspector, kind))
        inspector.controllers.refresh()
        assert actions["timeline.copy-text"].isEnabled() is text
        assert actions["timeline.copy-hex"].isEnabled() is raw


async def test_the_raw_composer_knows_of_an_unfinished_message(inspector, qtbot) -> None:
    click(qtbot, inspector.client.connect_button)
    await inspector.until_open()
    inspector.client.focus_raw()
    composer = inspector.client.raw.composer
    composer.load(RawFrame(Kind.TEXT, mask=b"abcd"))
    assert "interleaved" not in composer.preview.rules.text
    inspector.client.wish.emit(SendBytes.split(bytes.fromhex("01 80 00 00 00 01")))
    await inspector.controllers.until(lambda: "message-interleaved" in composer.preview.rules.text)
