"""One client: connecting, wishes, states now and then, and a column that is narrow."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.end_views import end_view
from wsinspector.models.connect_failure import ConnectFailure
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, TcpDuty
from wsinspector.protocol.exchange import ChangeBehaviour, EndTcp, SendClose, SendMessage, TcpEnd
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Phase, Role
from wsinspector.texts import text
from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.panes.client_pane import ClientPane

_URL = "ws://127.0.0.1:8765/"


@pytest.fixture
def pane(our_look, qtbot) -> ClientPane:
    pane = ClientPane()
    qtbot.addWidget(pane)
    pane.resize(312, 600)
    pane.set_embedded(_URL)
    pane.show()
    return pane


def _open(pane: ClientPane) -> None:
    pane.set_view(end_view(Role.CLIENT, Phase.OPEN))


def test_connect_by_button_and_by_enter(pane: ClientPane, qtbot) -> None:
    with qtbot.waitSignal(pane.connect_requested) as asked:
        pane.connect_button.click()
    assert asked.args == [_URL]
    pane.set_url("ws://x/")
    with qtbot.waitSignal(pane.connect_requested) as asked:
        QTest.keyClick(pane.address.lineEdit(), Qt.Key.Key_Return)
    assert asked.args == ["ws://x/"]
    pane.set_url("")
    assert not pane.connect_button.isEnabled()
    assert "no address" in pane.connect_button.toolTip()


def test_the_button_disconnects_while_there_is_a_connection(pane: ClientPane, qtbot) -> None:
    _open(pane)
    assert pane.is_connected
    assert pane.connect_button.text() == "&Disconnect"
    with (
        qtbot.waitSignal(pane.disconnect_requested),
        qtbot.assertNotEmitted(pane.connect_requested),
    ):
        pane.connect_button.click()
        QTest.keyClick(pane.address.lineEdit(), Qt.Key.Key_Return)
    pane.set_view(end_view(Role.CLIENT, Phase.CLOSED_CLEAN))
    assert not pane.is_connected
    assert pane.connect_button.text() == "C&onnect"


def test_every_part_sends_its_wishes(pane: ClientPane) -> None:
    wishes: list[object] = []
    pane.wish.connect(wishes.append)
    _open(pane)
    pane.composer.send_button.click()
    pane.close_panel.button.click()
    pane.end_tcp.button(TcpEnd.RST).click()
    assert wishes == [SendMessage(b"", True), SendClose(1000), EndTcp(TcpEnd.RST)]


def test_a_behaviour_is_a_wish_also_before_the_connect(pane: ClientPane) -> None:
    wishes: list[object] = []
    pane.wish.connect(wishes.append)
    first, second = Behaviour(OnClose(CloseReply.NEVER)), Behaviour(OnClose(CloseReply.EMPTY))
    pane.sentence.choose(first)
    assert wishes == [ChangeBehaviour(first)]
    assert pane.behaviour == first
    _open(pane)
    pane.sentence.choose(second)
    assert wishes == [ChangeBehaviour(first), ChangeBehaviour(second)]


def test_a_look_back_moves_the_indicator_and_nothing_one_does(pane: ClientPane) -> None:
    _open(pane)
    past = end_view(Role.CLIENT, Phase.CLOSED_CLEAN, live=False)
    pane.set_view(past)
    assert pane.indicator.view == past
    assert pane.close_panel.button.isEnabled()
    assert pane.is_connected
    now = end_view(Role.CLIENT, Phase.CLOSE_SENT)
    pane.set_view(now)
    assert pane.indicator.view == past
    assert not pane.composer.send_button.isEnabled()
    assert "#1" in pane.close_panel.button.text()
    pane.look_back(None)
    assert pane.indicator.view == now
    assert "#" not in pane.close_panel.button.text()


def test_a_failure_is_told_in_full_as_plain_text(pane: ClientPane) -> None:
    pane.set_failure(ConnectFailure(text("close-code.name", name="<b>refused</b>")))
    label = next(x for x in pane.findChildren(QLabel) if "refused" in x.text())
    assert label.text() == "▲ <b>refused</b>"
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.wordWrap()
    pane.set_failure(None)
    assert pane.failure_box.isHidden()
    assert pane.failure == ""


def test_the_focus_goes_where_it_is_asked_to(pane: ClientPane) -> None:
    _open(pane)
    pane.activateWindow()
    pane.sections.section("close").set_expanded(False)
    pane.focus_close()
    assert pane.focusWidget() is pane.close_panel.button
    assert pane.sections.section("close").expanded
    pane.focus_message()
    assert pane.focusWidget() is pane.composer.editor


def test_after_the_end_the_focus_is_on_connect(pane: ClientPane) -> None:
    _open(pane)
    pane.activateWindow()
    pane.focus_close()
    pane.set_view(end_view(Role.CLIENT, Phase.CLOSED_CLEAN))
    assert pane.focusWidget() is pane.connect_button
    assert pane.connect_button.text() == "C&onnect"


def test_close_and_end_tcp_are_seen_without_scrolling(pane: ClientPane) -> None:
    # What a client's pane has in a window of 1280 by 800.
    pane.resize(300, 320)
    _open(pane)
    QApplication.processEvents()
    view = pane.sections.viewport()
    plain = (how for how in TcpEnd if how is not TcpEnd.NOTIFY)  # that is for TLS
    for button in (pane.close_panel.button, *map(pane.end_tcp.button, plain)):
        place = button.mapTo(view, button.rect().bottomLeft())
        assert 0 < place.y() < view.height(), (button.text(), place, view.height())


def test_an_odd_behaviour_is_marked_while_its_section_is_folded(pane: ClientPane) -> None:
    chip = pane.sections.section("behaviour").findChild(
        Chip, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    assert not chip.isVisible()
    odd = Behaviour(OnClose(CloseReply.NEVER))
    pane.sentence.choose(odd)
    assert chip.isVisible()
    assert "must be answered" in chip.toolTip()


def test_it_fits_a_narrow_column(pane: ClientPane, clipped) -> None:
    for section in pane.sections.folding():
        pane.sections.section(section).set_expanded(True)
    pane.sentence.set_behaviour(
        Behaviour(OnClose(CloseReply.OWN, code=1008, reason=b"x", delay=2000, tcp=TcpDuty.LEAVE))
    )
    pane.close_panel.code_box.set_code(59395)
    why = text("legality.close-code-never-on-wire", code=1006)
    faults = tuple((severity, why) for severity in Severity)
    lines = tuple(f"X-Field: {'x' * 90}" for _ in range(12))
    pane.set_failure(ConnectFailure(why, "http", "http-rejected", faults, lines, 1, 12345))
    for phase in (Phase.CONNECTING_HTTP, Phase.CLOSE_SENT, Phase.FIN_SENT):
        pane.set_view(end_view(Role.CLIENT, phase, buffered=10_000_000, connection=12345))
        assert pane.minimumSizeHint().width() <= 304
        pane.resize(304, 700)
        assert clipped(pane) == []


def test_the_keyboard_goes_from_top_to_bottom(pane: ClientPane, tab_order) -> None:
    _open(pane)
    pane.resize(312, 900)
    heights = [place.y() for place in tab_order(pane)]
    assert len(heights) > 10
    # Fields of one line may differ by a few pixels.
    assert all(next_ >= before - 6 for before, next_ in pairwise(heights))


def test_every_control_has_a_name(pane: ClientPane, nameless) -> None:
    assert nameless(pane) == []
