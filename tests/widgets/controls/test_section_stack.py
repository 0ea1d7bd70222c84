"""Sections are scrolled downwards only, remembered, and found again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from wsinspector.widgets.controls.late_place import LatePlace
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.section_stack import SectionStack


class _Block(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(200, 150)
        self.field = QLineEdit(self)
        self.field.move(0, 120)


@pytest.fixture
def stack(qtbot) -> SectionStack:
    blocks = [Section(key, key.title(), _Block()) for key in ("one", "two", "three")]
    stack = SectionStack(blocks)
    qtbot.addWidget(stack)
    stack.resize(240, 200)
    stack.show()
    return stack


def test_it_asks_for_the_width_of_its_content(stack: SectionStack) -> None:
    assert stack.minimumSizeHint().width() >= 200 + stack.verticalScrollBar().width()
    assert stack.minimumSizeHint().height() < 100
    assert stack.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert stack.sizeHint().height() > 450


def test_folding_is_remembered_by_key(stack: SectionStack, qtbot) -> None:
    assert stack.folding() == {"one": True, "two": True, "three": True}
    with qtbot.waitSignal(stack.folded):
        stack.section("two").heading.click()
    assert stack.folding() == {"one": True, "two": False, "three": True}
    stack.set_folding({"one": False, "unknown": True})
    assert stack.folding() == {"one": False, "two": False, "three": True}
    with pytest.raises(KeyError):
        stack.section("four")


def test_revealing_unfolds_scrolls_and_focuses(stack: SectionStack, qtbot) -> None:
    stack.section("three").set_expanded(False)
    block = stack.section("three").findChild(_Block)
    stack.activateWindow()
    stack.reveal("three", block.field)
    assert stack.section("three").expanded

    def in_view() -> bool:
        top = block.field.mapTo(stack.viewport(), block.field.rect().topLeft()).y()
        return top >= 0 and top + block.field.height() <= stack.viewport().height()

    qtbot.waitUntil(in_view)
    assert stack.focusWidget() is block.field


def test_what_is_made_to_be_revealed_is_in_view_at_once(qtbot) -> None:
    places = [LatePlace(_Block) for _ in range(3)]
    stack = SectionStack(
        [Section(str(at), str(at), place, expanded=False) for at, place in enumerate(places)]
    )
    qtbot.addWidget(stack)
    stack.resize(240, 200)
    with qtbot.waitExposed(stack):
        stack.show()
    stack.activateWindow()
    for at in (2, 0, 1):
        field = places[at].content.field
        stack.reveal(str(at), field)
        top = field.mapTo(stack.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= stack.viewport().height() - field.height()
        heading = stack.section(str(at)).heading
        assert heading.mapTo(stack.viewport(), QPoint(0, 0)).y() >= 0


def test_it_scrolls_to_what_gets_the_focus(stack: SectionStack, qtbot) -> None:
    stack.activateWindow()
    stack.section("one").heading.setFocus()
    bar = stack.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    stack.section("three").findChild(_Block).field.setFocus()
    qtbot.waitUntil(lambda: bar.value() > 200)


def test_the_scroll_bar_stands_in_the_margin(stack: SectionStack, qtbot) -> None:
    layout = stack.widget().layout()
    qtbot.waitUntil(lambda: layout.contentsMargins().right() == 2)
    stack.set_folding(dict.fromkeys(("one", "two", "three"), False))
    qtbot.waitUntil(lambda: layout.contentsMargins().right() == 12)


def test_what_is_unfolded_comes_into_view_its_heading_above_all(stack: SectionStack) -> None:
    last = stack.section("three")
    for key in ("one", "two", "three"):
        stack.section(key).set_expanded(False)
    QApplication.processEvents()
    stack.section("one").heading.click()
    last.heading.click()
    QApplication.processEvents()
    top = last.mapTo(stack.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + last.height() <= stack.viewport().height()
