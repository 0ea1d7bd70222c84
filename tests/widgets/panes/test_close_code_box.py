"""Any close code can be picked or typed, and what is typed is never changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wsinspector.protocol.closing.close_codes import REGISTERED
from wsinspector.widgets.panes.close_code_box import CloseCodeBox


@pytest.fixture
def box(qtbot) -> CloseCodeBox:
    box = CloseCodeBox()
    qtbot.addWidget(box)
    return box


def _type(box: CloseCodeBox, typed: str) -> None:
    box.setFocus()
    box.lineEdit().selectAll()
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Delete)
    QTest.keyClicks(box.lineEdit(), typed)


def test_every_registered_code_is_offered_by_name(box: CloseCodeBox) -> None:
    offered = [box.itemText(index) for index in range(box.count())]
    assert offered[0] == "no code"
    assert offered[1:] == [f"{known.code}  {known.name}" for known in REGISTERED.values()]


def test_picking_writes_the_number_alone(box: CloseCodeBox) -> None:
    assert box.code == 1000
    index = box.findData(1011)
    box.setCurrentIndex(index)
    box.activated.emit(index)
    assert box.currentText() == "1011"
    assert box.code == 1011
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert box.code is None
    assert box.problem == ""


@pytest.mark.parametrize("code", [0, 999, 1004, 1006, 4999, 5000, 65535])
def test_any_number_of_two_bytes_can_be_typed(box: CloseCodeBox, code: int) -> None:
    _type(box, str(code))
    assert box.code == code
    assert box.problem == ""
    assert box.currentText() == str(code)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("65536", "65536 does not fit"),
        ("99999999999", "whole number"),
        ("-1", "whole number"),
        ("1000x", "whole number"),
        ("0x3e8", "whole number"),
        ("١٠٠٠", "whole number"),
        ("", "Type a number"),
    ],
)
def test_what_is_no_code_is_said_and_left_alone(box: CloseCodeBox, typed: str, said: str) -> None:
    box.set_code(1000)
    box.setEditText(typed)
    assert said in box.problem
    assert box.code is None
    box.clearFocus()
    assert box.currentText() == typed


def test_typing_is_not_completed_behind_ones_back(box: CloseCodeBox) -> None:
    _type(box, "10")
    assert box.currentText() == "10"
    assert box.code == 10


def test_every_change_is_announced(box: CloseCodeBox, qtbot) -> None:
    with qtbot.waitSignal(box.code_changed):
        box.set_code(1001)
    with qtbot.waitSignal(box.code_changed):
        box.set_code(None)


def test_the_list_is_wide_enough_for_the_names(box: CloseCodeBox) -> None:
    assert box.sizeHint().width() < 130
    assert box.view().minimumWidth() >= box.view().sizeHintForColumn(0)
