"""The indicator tells the state by number, name, colour and shape, and counts while it may."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QLabel

from tests.support.end_views import SECOND, end_view
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.panes.ready_state_indicator import ReadyStateIndicator


@pytest.fixture
def client(our_look, qtbot) -> ReadyStateIndicator:
    indicator = ReadyStateIndicator(Role.CLIENT)
    qtbot.addWidget(indicator)
    indicator.resize(300, 70)
    return indicator


def _said(indicator: ReadyStateIndicator) -> list[str]:
    labels = indicator.findChildren(QLabel)
    return [label.text() for label in labels if label.text() and not label.isHidden()]


def _picture(indicator: ReadyStateIndicator) -> QImage:
    return indicator.grab().toImage()


def test_a_closing_end_tells_everything(client: ReadyStateIndicator) -> None:
    client.set_view(end_view(Role.CLIENT, Phase.CLOSE_SENT, buffered=2048))
    said = _said(client)
    assert "CLOSING" in said
    assert "readyState 2" in said
    assert "Close sent, waiting for the server's Close" in said
    assert "server owes its Close · 4.4 s" in said
    assert "4.4 s" in said
    assert "buffered 2.0 KiB" in said


def test_the_time_in_the_state_and_the_age_of_a_debt_are_two_things(
    client: ReadyStateIndicator,
) -> None:
    view = end_view(
        Role.CLIENT, Phase.BOTH_CLOSED, ready_since_ns=20 * SECOND, owed_since_ns=33 * SECOND
    )
    client.set_view(view)
    said = _said(client)
    assert "14.4 s" in said
    assert "server owes its FIN · 1.4 s" in said


def test_after_a_look_back_the_time_has_gone_on(client: ReadyStateIndicator, qtbot) -> None:
    live = end_view(Role.CLIENT, Phase.OPEN)
    client.set_view(live)
    qtbot.waitUntil(lambda: client._since_view.elapsed() >= 20)
    client.set_view(end_view(Role.CLIENT, Phase.OPEN, live=False))
    client.set_view(live)
    assert client._since_view.elapsed() >= 20
    client.set_view(end_view(Role.CLIENT, Phase.CLOSE_SENT))
    assert client._since_view.elapsed() < 20


def test_a_look_back_names_its_moment_and_stands_still(client: ReadyStateIndicator) -> None:
    client.show()
    view = end_view(
        Role.CLIENT,
        Phase.CLOSE_RECEIVED,
        connection=2,
        live=False,
        ready_since_ns=34_401_300_000,
    )
    client.set_view(view)
    assert "at 34.402" in _said(client)
    assert "client owes its Close · 4.4 s" in _said(client)
    assert not client.is_ticking
    assert "#2" in _said(client)
    client.set_view(end_view(Role.CLIENT, Phase.OPEN, live=False, ready_since_ns=34_401_300_000))
    assert "0.7 ms" in _said(client)
    client.set_view(end_view(Role.CLIENT, Phase.CLOSE_RECEIVED, connection=3))
    assert "at 34.402" not in _said(client)
    assert "#3" in _said(client)


@pytest.mark.parametrize("why", Unseen)
def test_an_end_that_has_no_state_to_show_says_why(client: ReadyStateIndicator, why) -> None:
    client.set_view(None)
    nothing = _picture(client).copy(0, 0, 28, 28)
    client.show()
    client.set_view(end_view(Role.CLIENT, Phase.OPEN, live=False))
    client.set_view(UnseenEnd(Role.CLIENT, 24, why))
    said = _said(client)
    assert "#24" in said
    assert "#24" in client.accessibleName()
    assert any("#24" in one and len(one) > 20 for one in said)
    assert not any("readyState" in one or one.startswith("at ") for one in said)
    assert client.view is None
    assert not client.is_ticking
    shape = _picture(client).copy(0, 0, 28, 28)
    assert (shape == nothing) is (why is Unseen.NOT_YET)
    client.set_view(None)
    assert client.unseen is None
    assert "#24" not in _said(client)


def test_it_counts_only_in_view_and_only_what_is_not_final(
    client: ReadyStateIndicator, qtbot
) -> None:
    client.set_view(end_view(Role.CLIENT, Phase.OPEN))
    assert not client.is_ticking
    client.show()
    assert client.is_ticking
    qtbot.waitUntil(lambda: "4.4 s" not in _said(client))
    client.hide()
    assert not client.is_ticking
    client.show()
    client.set_view(end_view(Role.CLIENT, Phase.CLOSED_CLEAN))
    assert not client.is_ticking
    assert not any(said.endswith(" s") for said in _said(client))
    client.set_view(None)
    assert not client.is_ticking


def test_without_a_connection_it_says_so(client: ReadyStateIndicator) -> None:
    assert client.view is None
    assert "no connection" in _said(client)
    assert not any("readyState" in said for said in _said(client))


def test_the_four_states_look_different(client: ReadyStateIndicator) -> None:
    phases = (Phase.CONNECTING_HTTP, Phase.OPEN, Phase.CLOSE_SENT, Phase.CLOSED_CLEAN)
    pictures = []
    for phase in phases:
        client.set_view(end_view(Role.CLIENT, phase))
        pictures.append(_picture(client).copy(0, 0, 28, 28))
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[i + 1 :])


def test_the_number_of_a_server_is_grey_and_says_why(our_look, qtbot) -> None:
    server = ReadyStateIndicator(Role.SERVER)
    qtbot.addWidget(server)
    server.set_view(end_view(Role.SERVER, Phase.OPEN))
    number = next(one for one in server.findChildren(QLabel) if one.text() == "readyState 1")
    assert number.palette().windowText().color() == LIGHT.dim
    assert "No standard defines" in number.toolTip()


def test_a_screen_reader_is_told(client: ReadyStateIndicator, monkeypatch) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if hasattr(event, "message"):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    client.set_view(end_view(Role.CLIENT, Phase.OPEN))
    client.set_view(end_view(Role.CLIENT, Phase.OPEN, buffered=7))
    client.set_view(end_view(Role.CLIENT, Phase.CLOSE_SENT))
    assert len(told) == 2
    assert told[1].startswith("Client: CLOSING readyState 2 #1")
    assert "server owes its Close" in told[1]
    interface = QAccessible.queryAccessibleInterface(client)
    assert interface.text(QAccessible.Text.Name) == "Client: CLOSING readyState 2 #1"
    assert "waiting for the server's Close" in interface.text(QAccessible.Text.Description)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("live", [True, False])
def test_no_text_is_cut_at_the_width_of_the_column(
    client: ReadyStateIndicator, clipped, phase: Phase, live: bool
) -> None:
    view = end_view(Role.CLIENT, phase, live=live, buffered=123_456_789, connection=1234)
    client.set_view(view)
    client.show()
    client.resize(276, client.heightForWidth(276))
    client.layout().activate()
    assert not clipped(client)
    assert client.minimumSizeHint().width() <= 276


def test_its_texts_are_plain(client: ReadyStateIndicator) -> None:
    for label in client.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
