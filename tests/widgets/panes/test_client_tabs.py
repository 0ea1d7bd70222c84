"""Several clients, a tab each."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.widgets.panes.client_pane import ClientPane
from wsinspector.widgets.panes.client_tabs import ClientTabs


@pytest.fixture
def tabs(our_look, qtbot) -> ClientTabs:
    tabs = ClientTabs()
    qtbot.addWidget(tabs)
    tabs.resize(324, 500)
    tabs.add_client()
    return tabs


def _button(tabs: ClientTabs, name: str) -> QToolButton:
    return next(x for x in tabs.findChildren(QToolButton) if x.accessibleName() == name)


def test_plus_adds_a_client_and_shows_it(tabs: ClientTabs, qtbot) -> None:
    first = tabs.current
    with qtbot.waitSignals([tabs.client_added, tabs.current_changed]):
        _button(tabs, "Another client").click()
    second = tabs.current
    assert second is not first
    assert [tabs.name_of(pane) for pane in tabs.panes()] == ["Client 1", "Client 2"]
    tabs.bring_up(first)
    assert tabs.current is first


def test_a_closed_client_is_announced_and_its_number_not_given_again(
    tabs: ClientTabs, qtbot
) -> None:
    second = tabs.add_client()
    with qtbot.waitSignal(tabs.client_closed) as closed:
        _button(tabs, "Close Client 2").click()
    assert closed.args == [second]
    assert [tabs.name_of(pane) for pane in tabs.panes()] == ["Client 1"]
    assert tabs.name_of(tabs.add_client()) == "Client 3"


def test_the_last_client_stays(tabs: ClientTabs, qtbot) -> None:
    only = tabs.current
    assert _button(tabs, "Close Client 1").isHidden()
    with qtbot.assertNotEmitted(tabs.client_closed):
        tabs.close_client(only)
    assert tabs.current is only


def test_only_the_current_of_several_can_be_closed(tabs: ClientTabs) -> None:
    tabs.add_client()
    assert _button(tabs, "Close Client 1").isHidden()
    assert not _button(tabs, "Close Client 2").isHidden()
    tabs.bring_up(next(tabs.panes()))
    assert not _button(tabs, "Close Client 1").isHidden()
    assert _button(tabs, "Close Client 2").isHidden()


def test_all_clients_know_the_embedded_server(tabs: ClientTabs) -> None:
    tabs.set_embedded("ws://127.0.0.1:8765/")
    tabs.add_client()
    assert {pane.url for pane in tabs.panes()} == {"ws://127.0.0.1:8765/"}


def test_what_is_folded_in_one_is_folded_in_all(tabs: ClientTabs, qtbot) -> None:
    tabs.add_client()
    with qtbot.waitSignal(tabs.folded):
        tabs.current.sections.section("message").heading.click()
    tabs.add_client()
    assert [pane.sections.folding()["message"] for pane in tabs.panes()] == [False] * 3
    tabs.set_folding({"message": True})
    assert tabs.folding()["message"]


def test_the_tabs_stand_beside_the_plus(tabs: ClientTabs) -> None:
    tabs.add_client()
    tabs.show()
    bar, plus = tabs.findChild(QTabBar), _button(tabs, "Another client")
    assert 0 <= plus.x() - bar.tabRect(1).translated(bar.pos()).right() <= 12


def test_many_clients_still_fit(tabs: ClientTabs) -> None:
    for _ in range(30):
        tabs.add_client()
    assert tabs.minimumSizeHint().width() <= 324
    tabs.show()
    assert isinstance(tabs.current, ClientPane)
    bar = tabs.findChild(QTabBar)
    assert bar.accessibleTabName(29) == "Client 30"
    assert not tabs.grab().isNull()


def test_every_control_has_a_name(tabs: ClientTabs, nameless) -> None:
    tabs.add_client()
    bar = tabs.findChild(QTabBar)
    # The bar's own scroll buttons are Qt's and hidden as long as there is room.
    missing = [name for name in nameless(tabs) if type(bar).__name__ not in name]
    assert missing == []


def test_an_odd_client_is_marked_on_its_tab(tabs: ClientTabs) -> None:
    tabs.add_client()
    bar, odd = tabs.findChild(QTabBar), tabs.current
    plain, width = bar.grab().toImage(), bar.tabRect(1).width()
    odd.sentence.choose(Behaviour(OnClose(CloseReply.NEVER)))
    assert bar.tabToolTip(0) == bar.accessibleTabName(0) == "Client 1"
    assert bar.tabToolTip(1).startswith("Client 2\nA Close must be answered")
    assert "§5.5.1" in bar.accessibleTabName(1)
    assert bar.tabRect(1).width() > width
    assert bar.grab().toImage() != plain
    odd.sentence.choose(Behaviour())
    assert bar.tabToolTip(1) == "Client 2"
    assert bar.tabRect(1).width() == width


def test_a_closed_client_is_gone_for_good_also_with_the_focus_in_it(tabs: ClientTabs) -> None:
    tabs.show()
    closed: list[weakref.ref[ClientPane]] = []
    for number in range(6):
        pane = tabs.add_client()
        for key in pane.sections.folding():
            pane.sections.section(key).set_expanded(True)
        pane.findChildren(QWidget)
        tabs.resize(300 + 20 * number, 500)
        tabs.grab()
        pane.composer.editor.setFocus()
        closed.append(weakref.ref(pane))
        tabs.close_client(pane)
        del pane
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        tabs.grab()
    assert [pane() for pane in closed] == [None] * 6
