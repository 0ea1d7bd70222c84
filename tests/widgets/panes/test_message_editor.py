"""The editor shows what is short, and hands on what is long."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from wsinspector.widgets.panes.message_editor import EDITABLE_MAX, MessageEditor


@pytest.fixture
def editor(qtbot) -> MessageEditor:
    editor = MessageEditor()
    qtbot.addWidget(editor)
    return editor


def test_what_is_written_is_kept_to_the_last_space(editor: MessageEditor) -> None:
    editor.setPlainText("a\u00a0b\u2028c\nd")
    assert editor.written == "a\u00a0b\u2028c\nd"


def test_a_long_paste_is_handed_on_with_what_stood_around_it(editor: MessageEditor) -> None:
    filled: list[object] = []
    editor.filled.connect(filled.append)
    editor.insertPlainText("😀x")
    pasted = "y" * EDITABLE_MAX
    QGuiApplication.clipboard().setText(pasted)
    editor.paste()
    assert filled == ["😀x" + pasted]
    assert editor.written == ""


def test_a_short_paste_stays(editor: MessageEditor) -> None:
    QGuiApplication.clipboard().setText("y" * EDITABLE_MAX)
    editor.paste()
    assert editor.written == "y" * EDITABLE_MAX
