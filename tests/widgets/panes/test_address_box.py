"""The address is what is written; a list offers the embedded server and the tutorials."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wsinspector.widgets.panes.address_box import AddressBox

_EMBEDDED = "ws://127.0.0.1:8765/"


@pytest.fixture
def box(qtbot) -> AddressBox:
    box = AddressBox()
    qtbot.addWidget(box)
    return box


def test_it_follows_the_embedded_server_until_somebody_writes(box: AddressBox) -> None:
    assert box.url == ""
    box.set_embedded(_EMBEDDED)
    assert box.url == _EMBEDDED
    box.set_embedded("ws://127.0.0.1:8766/")
    assert box.url == "ws://127.0.0.1:8766/"
    box.setEditText("ws://elsewhere/")
    box.set_embedded(_EMBEDDED)
    assert box.url == "ws://elsewhere/"
    box.set_embedded("")
    assert box.url == "ws://elsewhere/"


def test_an_embedded_server_that_stopped_leaves_the_list(box: AddressBox) -> None:
    tutorials = box.count()
    box.set_embedded(_EMBEDDED)
    assert box.count() == tutorials + 1
    assert box.itemText(0) == f"{_EMBEDDED}   this window"
    box.set_embedded("")
    assert box.count() == tutorials


def test_it_keeps_the_last_address_while_the_embedded_server_is_stopped(box: AddressBox) -> None:
    box.set_embedded(_EMBEDDED)
    box.set_embedded("")
    assert box.url == _EMBEDDED
    box.set_embedded("ws://127.0.0.1:8766/")
    assert box.url == "ws://127.0.0.1:8766/"


def test_picking_writes_the_address_without_its_name(box: AddressBox) -> None:
    box.set_embedded(_EMBEDDED)
    index = next(i for i in range(box.count()) if "9998" in box.itemText(i))
    box.setCurrentIndex(index)
    box.activated.emit(index)
    assert box.url == "ws://127.0.0.1:9998/echo"


def test_enter_submits_and_adds_nothing_to_the_list(box: AddressBox, qtbot) -> None:
    count = box.count()
    QTest.keyClicks(box.lineEdit(), "ws://x/")
    with qtbot.waitSignal(box.submitted):
        QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert box.count() == count
    assert box.url == "ws://x/"


def test_white_space_around_it_does_not_count(box: AddressBox) -> None:
    box.set_url("  ws://x/ ")
    assert box.url == "ws://x/"
