from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from wsinspector.app.closing_question import ClosingQuestion


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


async def asked(window: QWidget, connections: list[str]) -> tuple[asyncio.Task[bool], QMessageBox]:
    question = ClosingQuestion(window)
    question.name(connections)
    task = asyncio.create_task(question.ask())
    await asyncio.sleep(0)
    box = window.findChild(QMessageBox)
    assert box is not None
    return task, box


@pytest.mark.parametrize("name, answer", [("Close", True), ("Cancel", False)])
async def test_the_answer_is_awaited(window, qtbot, name: str, answer: bool) -> None:
    task, box = await asked(window, ["#1 127.0.0.1:50000"])
    assert not task.done()
    button = next(b for b in box.buttons() if b.text().replace("&", "") == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert await task is answer


async def test_escape_keeps_the_window(window, qtbot) -> None:
    task, box = await asked(window, ["#1 127.0.0.1:50000"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert await task is False


async def test_connections_are_named_as_plain_text_and_not_without_end(window) -> None:
    task, box = await asked(window, [f"#{number} <b>" for number in range(1, 8)])
    assert "#1 <b>\n" in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "#6" not in box.text()
    assert "2 more" in box.text()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert window.findChild(QMessageBox) is None
