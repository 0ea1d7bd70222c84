"""The first sight: one thing to do, and an address to take along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.timeline.first_sight import FirstSight


@pytest.fixture
def sight(qtbot: QtBot, our_look: None) -> FirstSight:
    sight = FirstSight()
    qtbot.addWidget(sight)
    sight.resize(600, 640)
    sight.set_address("ws://127.0.0.1:8765/")
    sight.show()
    return sight


def test_connect_is_the_one_thing_to_do(sight: FirstSight, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sight.connect_requested):
        qtbot.mouseClick(sight.connect_button, Qt.MouseButton.LeftButton)
    words = " ".join(label.text() for label in sight.findChildren(QLabel))
    assert words.index("Connect") < words.index("Close") < words.index("Read why")


def test_the_address_is_copied(sight: FirstSight, qtbot: QtBot) -> None:
    copy = next(b for b in sight.findChildren(PaneButton) if b is not sight.connect_button)
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ws://127.0.0.1:8765/"
    assert copy.text() == "Copied"
    qtbot.waitUntil(lambda: copy.text() == "Copy")


def test_without_a_server_there_is_no_address(sight: FirstSight) -> None:
    address = sight.findChild(QLineEdit)
    assert address.isVisible()
    sight.set_address("")
    assert not address.isVisible()


@pytest.mark.parametrize("width", [480, 620, 1100])
def test_it_fits_and_has_names(
    sight: FirstSight,
    width: int,
    nameless: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
) -> None:
    sight.resize(width, 640)
    assert nameless(sight) == []
    assert clipped(sight) == []
