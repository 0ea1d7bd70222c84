"""Bytes can be read, selected, marked and copied, however many there are."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence

from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.frame.hex_view import HexView, Mark

DATA = bytes(range(256)) * 2


@pytest.fixture
def view(qtbot, our_look) -> HexView:
    view = HexView()
    qtbot.addWidget(view)
    view.resize(350, 200)
    view.set_data(DATA, is_text=True)
    view.show()
    return view


def place(view: HexView, offset: int) -> QPoint:
    """Where the digits of a byte are, for the mouse."""
    rect = view._byte_rects(offset, offset + 1, offset // view.grid.per_row)
    assert rect is not None
    return rect[0].center().toPoint()


def pixel(view: HexView, offset: int) -> QColor:
    """The background of a byte."""
    row = offset // view.grid.per_row
    rect = view._byte_rects(offset, offset + 1, row)
    assert rect is not None
    image = view.viewport().grab().toImage()
    return image.pixelColor((rect[0].topLeft() + QPointF(1, 1)).toPoint())


def test_a_narrow_view_has_eight_bytes_and_a_wide_one_sixteen(view):
    reflows: list[None] = []
    view.reflowed.connect(lambda: reflows.append(None))
    assert view.grid.per_row == 8
    view.resize(690, 200)
    view.resize(700, 200)
    assert view.grid.per_row == 16
    assert reflows == [None]


def test_the_first_byte_in_view_stays_there_when_rows_get_longer(view):
    view.verticalScrollBar().setValue(10)
    view.resize(700, 200)
    assert view.verticalScrollBar().value() == 5


def test_the_mouse_selects(view, qtbot):
    went = []
    view.moved.connect(went.append)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 9))
    assert view.selection == (9, 10)
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        place(view, 20),
    )
    assert view.selection == (9, 21)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 30))
    qtbot.mouseMove(view.viewport(), place(view, 26))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 26))
    assert view.selection is not None
    assert view.selection[1] == 31
    assert went[:3] == [9, 20, 30]


@pytest.mark.parametrize(
    "keys, selection",
    [
        (["Right"], (1, 2)),
        (["Down", "Right"], (9, 10)),
        (["Down", "Up", "Left"], (0, 1)),
        (["Up"], (0, 1)),
        (["End"], (7, 8)),
        (["End", "Home"], (0, 1)),
        (["Ctrl+End"], (511, 512)),
        (["Ctrl+End", "Down"], (511, 512)),
        (["Ctrl+End", "Ctrl+Home"], (0, 1)),
        (["Right", "Shift+Right", "Shift+Down"], (1, 11)),
        (["Ctrl+A"], (0, 512)),
    ],
)
def test_the_keyboard_selects(view, qtbot, keys, selection):
    for key in keys:
        combination = QKeySequence(key)[0]
        qtbot.keyClick(view, combination.key(), combination.keyboardModifiers())
    assert view.selection == selection


def test_pages(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.selection is not None
    first = view.selection[0]
    assert first % 8 == 0
    assert first > 16
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.selection == (0, 1)


def test_what_the_keyboard_goes_to_comes_into_view(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0


def test_nothing_can_be_selected_in_nothing(view, qtbot):
    view.set_data(b"", is_text=False)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, 5))
    assert view.selection is None
    view.select(0, 5)
    assert view.selection is None


def test_copying_takes_the_selection_or_all(view, qtbot):
    view.set_data("AB孩".encode(), is_text=True)
    view.copy_hex()
    assert QGuiApplication.clipboard().text() == "41 42 e5 ad a9"
    view.select(0, 2)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "41 42"
    view.select(1, 5)
    view.copy_text()
    assert QGuiApplication.clipboard().text() == "B孩"


def test_the_menu_copies_too(view):
    view.set_data(b"AB", is_text=True)
    menu = view.make_menu()
    assert [action.text() for action in menu.actions()] == ["Copy as hex", "Copy as text"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "AB"


def test_marks_are_painted_later_ones_above(view):
    view.set_marks(Mark(0, 4, "client_band"), Mark(2, 3, "closing_band"))
    assert pixel(view, 0) == pixel(view, 3) == LIGHT.client_band
    assert pixel(view, 2) == LIGHT.closing_band
    assert pixel(view, 4) not in (LIGHT.client_band, LIGHT.closing_band)
    view.set_marks()
    assert pixel(view, 0) != LIGHT.client_band


def test_the_selection_stays_while_the_bytes_are_as_many(view):
    view.select(3, 9)
    view.set_data(bytes(512), is_text=False)
    assert view.selection == (3, 9)
    view.set_data(bytes(5), is_text=False)
    assert view.selection is None


def test_a_large_payload_costs_no_more_than_a_small_one(view):
    def cost() -> float:
        best = 9.0
        for _ in range(5):
            begin = time.perf_counter()
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
            view.viewport().grab()
            best = min(best, time.perf_counter() - begin)
        return best

    small = cost()
    view.set_data(bytes(16 << 20), is_text=True)
    assert cost() < 5 * small + 0.005
    assert view.verticalScrollBar().maximum() > 2_000_000


def test_a_screen_reader_has_a_name(view, nameless):
    assert view.accessibleName()
    assert nameless(view) == []


def test_a_dot_stands_in_every_cell_that_a_long_character_leaves_empty(view):
    view.set_data("é孩a".encode(), is_text=True)
    image = view.viewport().grab().toImage()

    def is_dotted(column: int) -> bool:
        left = round(view.grid.text_x(column))
        return any(
            image.pixelColor(x, y) == LIGHT.faint
            for x in range(left, left + round(view.grid.cell))
            for y in range(view._row_height())
        )

    # é has one cell of two, 孩 two of three or all three, as the font is.
    assert is_dotted(1)
    assert not any(is_dotted(column) for column in (0, 2, 5))
