"""Where the server listens: to be chosen while it is stopped, to be copied while it runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from wsinspector.widgets.panes.listener_form import ListenerForm, listener_url


@pytest.fixture
def form(qtbot) -> ListenerForm:
    form = ListenerForm()
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.mark.parametrize(
    "host, port, path, url",
    [
        ("127.0.0.1", 8765, "", "ws://127.0.0.1:8765/"),
        ("localhost", 9998, "/echo", "ws://localhost:9998/echo"),
        ("::1", 1, "", "ws://[::1]:1/"),
        ("0.0.0.0", 80, "/a", "ws://127.0.0.1:80/a"),
        ("::", 80, "", "ws://127.0.0.1:80/"),
        ("*", 80, "", "ws://127.0.0.1:80/"),
        ("", 80, "", "ws://127.0.0.1:80/"),
    ],
)
def test_url(host: str, port: int, path: str, url: str) -> None:
    assert listener_url(host, port, path) == url


def test_start_asks_as_the_fields_say(form: ListenerForm, qtbot) -> None:
    form.set_fields(" localhost ", 0, "chat")
    with qtbot.waitSignal(form.start_requested) as asked:
        form.start_button.click()
    assert asked.args == ["localhost", 0, "/chat"]
    form.path.clear()
    with qtbot.waitSignal(form.start_requested) as asked:
        QTest.keyClick(form.path, Qt.Key.Key_Return)
    assert asked.args == ["localhost", 0, ""]


def test_a_preset_fills_port_and_path(form: ListenerForm) -> None:
    presets = next(x for x in form.findChildren(QToolButton) if x.menu() is not None)
    presets.menu().actions()[1].trigger()
    assert (form.port.value(), form.path.text()) == (9998, "/echo")


def test_while_it_listens_there_is_an_address_to_copy(form: ListenerForm, qtbot) -> None:
    form.set_listening("127.0.0.1", 8765, "/echo", 8765)
    assert form.url == "ws://127.0.0.1:8765/echo"
    assert form.note == ""
    assert form.stop_button.isVisible()
    assert not form.start_button.isVisible()
    copy = next(x for x in form.findChildren(QToolButton) if x.menu() is None)
    copy.click()
    assert QGuiApplication.clipboard().text() == form.url
    with qtbot.waitSignal(form.stop_requested):
        form.stop_button.click()
    with qtbot.assertNotEmitted(form.start_requested):
        form.start()


def test_a_taken_port_is_said(form: ListenerForm) -> None:
    form.set_listening("127.0.0.1", 8766, "", 8765)
    assert form.note == "Port 8765 was taken, so the next free one is used."
    form.set_listening("127.0.0.1", 40000, "", 0)
    assert form.note == ""


def test_a_problem_is_said_and_the_fields_are_back(form: ListenerForm) -> None:
    form.set_listening("127.0.0.1", 8766, "", 8765)
    form.set_problem("Port 80 needs more rights.")
    assert form.note == "▲ Port 80 needs more rights."
    assert form.url == ""
    assert form.start_button.isVisible()
    form.set_listening("127.0.0.1", 8766, "", 8766)
    assert form.note == ""


def test_the_focus_does_not_get_lost(form: ListenerForm) -> None:
    form.activateWindow()
    form.start_button.setFocus()
    form.set_listening("127.0.0.1", 8766, "", 8766)
    assert form.focusWidget() is form.stop_button
    form.set_stopped()
    assert form.focusWidget() is form.start_button


def test_every_control_has_a_name(form: ListenerForm, nameless) -> None:
    assert nameless(form) == []
    form.set_listening("127.0.0.1", 8766, "", 8766)
    assert nameless(form) == []


@pytest.mark.parametrize("host", ["192.168.1.5", "0.0.0.0", "::", "my-machine"])
def test_beyond_this_machine_only_with_the_switch(form: ListenerForm, qtbot, host: str) -> None:
    form.set_fields(host, 8765, "")
    with qtbot.assertNotEmitted(form.start_requested):
        form.start()
    assert form.note.startswith(f"▲ {host} is not this machine alone: ")
    form.reachable.switch.setChecked(True)
    with qtbot.waitSignal(form.start_requested) as asked:
        form.start()
    assert asked.args == [host, 8765, ""]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_the_switch_makes_every_address_of_a_loopback_one(form, qtbot, host: str) -> None:
    form.set_fields(host, 8765, "")
    form.reachable.switch.setChecked(True)
    with qtbot.waitSignal(form.start_requested) as asked:
        form.start()
    assert asked.args == ["*", 8765, ""]
