"""The parameters of permessage-deflate can be chosen, and are the settings everywhere."""

from __future__ import annotations

import pytest

from wsinspector.protocol.phases import Role
from wsinspector.settings import (
    CLIENT_DEFLATE,
    CLIENT_DEFLATE_CLIENT_WINDOW,
    CLIENT_DEFLATE_SERVER_TAKEOVER,
    LISTENER_DEFLATE,
    LISTENER_DEFLATE_SERVER_WINDOW,
    Settings,
)
from wsinspector.widgets.panes.deflate_box import DeflateBox


@pytest.fixture
def settings() -> Settings:
    return Settings()


def made(qtbot, role: Role, settings: Settings, header: str = "") -> DeflateBox:
    box = DeflateBox(role)
    qtbot.addWidget(box)
    box.bind(settings, lambda: header)
    return box


def choose(box: DeflateBox, name: str, value: str) -> None:
    combo = box.windows[name]
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_what_is_chosen_is_a_setting(qtbot, our_look, settings) -> None:
    box = made(qtbot, Role.CLIENT, settings)
    assert box.switch.isChecked()
    box.takeovers["server_no_context_takeover"].click()
    assert settings.get(CLIENT_DEFLATE_SERVER_TAKEOVER)
    choose(box, "client_max_window_bits", "12")
    assert settings.get(CLIENT_DEFLATE_CLIENT_WINDOW) == "12"
    box.switch.click()
    assert not settings.get(CLIENT_DEFLATE)
    assert settings.get(LISTENER_DEFLATE)


def test_a_setting_that_changes_elsewhere_is_shown(qtbot, our_look, settings) -> None:
    box = made(qtbot, Role.SERVER, settings)
    with qtbot.waitSignal(box.changed):
        settings.set(LISTENER_DEFLATE_SERVER_WINDOW, "9")
    assert box.windows["server_max_window_bits"].currentText() == "9"
    with qtbot.assertNotEmitted(box.changed):
        settings.set(CLIENT_DEFLATE, False)


def test_two_clients_show_the_same(qtbot, our_look, settings) -> None:
    one, other = made(qtbot, Role.CLIENT, settings), made(qtbot, Role.CLIENT, settings)
    one.switch.click()
    assert not other.switch.isChecked()


def test_without_the_extension_there_are_no_parameters(qtbot, our_look, settings) -> None:
    box = made(qtbot, Role.CLIENT, settings, "permessage-deflate")
    check = box.takeovers["client_no_context_takeover"]
    assert check.isEnabled()
    assert box.header == "permessage-deflate"
    box.switch.click()
    assert not check.isEnabled()
    assert box.header == ""


@pytest.mark.parametrize(
    "role, words",
    [(Role.CLIENT, ("offered", "not offered")), (Role.SERVER, ("accepted", "declined"))],
)
def test_the_summary_says_what_is_chosen(qtbot, our_look, settings, role, words) -> None:
    box = made(qtbot, role, settings)
    assert box.summary == words[0]
    box.takeovers["client_no_context_takeover"].click()
    assert box.summary == f"{words[0]}, parameters chosen"
    box.switch.click()
    assert box.summary == words[1]


def test_a_box_that_is_gone_hears_nothing(qtbot, our_look, settings) -> None:
    box = DeflateBox(Role.CLIENT)
    box.bind(settings)
    gone = []
    box.destroyed.connect(lambda: gone.append(True))
    box.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    settings.set(CLIENT_DEFLATE, False)


def test_everything_has_a_name(qtbot, our_look, settings, nameless) -> None:
    for role in Role:
        assert nameless(made(qtbot, role, settings)) == []
