"""Frames that wait: their order, and the bound."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wsinspector.widgets.raw_frame.raw_frame_queue import ITEMS_MAX, RawFrameQueue


@pytest.fixture
def queue(qtbot) -> RawFrameQueue:
    queue = RawFrameQueue()
    qtbot.addWidget(queue)
    return queue


def fill(queue: RawFrameQueue, *items: bytes) -> None:
    for item in items:
        queue.add("Text", item)


def test_it_is_there_only_while_something_waits(queue: RawFrameQueue) -> None:
    assert queue.isHidden()
    fill(queue, b"a")
    assert not queue.isHidden()
    assert queue.list.item(0).text() == "Text · 1 B · 61"
    queue.clear_button.click()
    assert queue.isHidden()
    assert queue.data == b""


def test_order_by_buttons(queue: RawFrameQueue) -> None:
    fill(queue, b"a", b"b", b"c")
    queue.up.click()
    assert queue.data == b"acb"
    queue.up.click()
    assert queue.data == b"cab"
    assert not queue.up.isEnabled()
    queue.down.click()
    assert queue.data == b"acb"
    queue.remove_button.click()
    assert queue.data == b"ab"


def test_order_by_keyboard(queue: RawFrameQueue) -> None:
    fill(queue, b"a", b"b", b"c")
    QTest.keyClick(queue.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert queue.data == b"acb"
    QTest.keyClick(queue.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(queue.list, Qt.Key.Key_Up)
    QTest.keyClick(queue.list, Qt.Key.Key_Delete)
    assert queue.data == b"ac"
    for _ in range(5):
        QTest.keyClick(queue.list, Qt.Key.Key_Delete)
    assert queue.count == 0


def test_it_is_bounded(queue: RawFrameQueue) -> None:
    queue.limit = 3
    fill(queue, b"ab")
    assert queue.obstacle(b"c") == ""
    assert "3 B at most" in queue.obstacle(b"cd")
    queue.limit = 10_000
    fill(queue, *[b"x"] * (ITEMS_MAX - 1))
    assert "100 frames at most" in queue.obstacle(b"")


def test_every_control_has_a_name(queue: RawFrameQueue, nameless) -> None:
    fill(queue, b"a")
    assert nameless(queue) == []
