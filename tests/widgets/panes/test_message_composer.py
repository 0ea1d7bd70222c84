"""Messages, Pings and Pongs as they are written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from tests.support.end_views import end_view
from wsinspector.protocol.exchange import SendControl, SendMessage
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.panes.message_composer import MessageComposer

_HEX = 1


@pytest.fixture
def composer(qtbot) -> MessageComposer:
    composer = MessageComposer()
    qtbot.addWidget(composer)
    composer.set_view(end_view(Role.CLIENT, Phase.OPEN))
    return composer


def _wishes(composer: MessageComposer) -> list[object]:
    wishes: list[object] = []
    composer.wish.connect(wishes.append)
    return wishes


def test_ctrl_enter_sends_and_enter_writes_a_line(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    QTest.keyClicks(composer.editor, "one")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    QTest.keyClicks(composer.editor, "two")
    assert wishes == []
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wishes == [SendMessage(b"one\ntwo", is_text=True)]
    # It stays, selected: it can be sent again, and typing replaces it.
    assert composer.editor.toPlainText() == "one\ntwo"
    QTest.keyClicks(composer.editor, "x")
    assert composer.editor.toPlainText() == "x"


def test_text_goes_out_as_utf8(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.editor.setPlainText("你好")
    composer.send_button.click()
    assert wishes == [SendMessage("你好".encode(), is_text=True)]


def test_an_empty_message_is_a_message(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.send_button.click()
    assert wishes == [SendMessage(b"", is_text=True)]


def test_hexadecimal_is_binary(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.form.setCurrentIndex(_HEX)
    composer.editor.setPlainText("0x00 ff\n10")
    composer.send_button.click()
    assert wishes == [SendMessage(b"\x00\xff\x10", is_text=False)]


def test_what_is_not_hexadecimal_is_marked_in_place(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.form.setCurrentIndex(_HEX)
    composer.editor.setPlainText("00 zz")
    assert "Only hexadecimal digits" in composer.problem
    marks = composer.editor.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["z"]
    for button in (composer.send_button, composer.ping, composer.pong):
        assert not button.isEnabled()
        assert "hexadecimal" in button.toolTip()
    composer.send()
    assert wishes == []
    composer.editor.setPlainText("00 1")
    assert "one is missing" in composer.problem
    composer.form.setCurrentIndex(0)
    assert composer.problem == ""
    assert composer.editor.extraSelections() == []
    assert composer.send_button.isEnabled()


def test_ping_and_pong_take_what_is_written_as_payload(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.editor.setPlainText("hi")
    composer.ping.click()
    composer.pong.click()
    assert wishes == [SendControl(9, b"hi"), SendControl(10, b"hi")]


def test_a_ping_that_is_too_long_is_marked_and_possible(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.editor.setPlainText("x" * 125)
    assert composer.ping.text() == "Ping"
    composer.editor.setPlainText("x" * 126)
    assert composer.ping.text() == "▲ Ping"
    assert "room for 125 bytes" in composer.ping.toolTip()
    composer.ping.click()
    assert wishes == [SendControl(9, b"x" * 126)]


def test_messages_need_an_open_end_and_pings_do_not(composer: MessageComposer) -> None:
    composer.set_view(end_view(Role.CLIENT, Phase.CLOSE_SENT))
    assert not composer.send_button.isEnabled()
    assert "this end is CLOSING" in composer.send_button.toolTip()
    assert composer.ping.isEnabled()
    composer.set_view(None)
    assert "There is no connection." in composer.send_button.accessibleDescription()
    assert not composer.ping.isEnabled()
    wishes = _wishes(composer)
    composer.send()
    assert wishes == []


def test_the_field_grows_with_its_lines_up_to_six(composer: MessageComposer) -> None:
    heights = []
    for lines in (1, 2, 4, 6, 30):
        composer.editor.setPlainText("\n".join("x" * lines))
        heights.append(composer.editor.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_a_message_too_long_to_be_edited_is_sent_exactly(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.show()
    composer.editor.setPlainText("(\u00a0)")
    composer.editor.moveCursor(QTextCursor.MoveOperation.End)
    composer.editor.moveCursor(QTextCursor.MoveOperation.PreviousCharacter)
    long = "😀" * 1_000_000
    QGuiApplication.clipboard().setText(long)
    composer.editor.paste()
    assert composer.long_message == "1,000,003 characters pasted · 3.8 MiB"
    assert composer.editor.isHidden()
    composer.send_button.click()
    assert wishes == [SendMessage(f"(\u00a0{long})".encode(), is_text=True)]
    composer.discard_button.click()
    assert composer.long_message == ""
    assert composer.editor.isVisible()
    composer.send_button.click()
    assert wishes[1:] == [SendMessage(b"", is_text=True)]


def test_long_hexadecimal_is_read_and_what_is_wrong_is_found(composer: MessageComposer) -> None:
    wishes = _wishes(composer)
    composer.form.setCurrentIndex(_HEX)
    composer.editor.setPlainText("00 " * 400_000)
    composer.send_button.click()
    assert wishes == [SendMessage(bytes(400_000), is_text=False)]
    composer.editor.setPlainText("00 " * 400_000 + "zz")
    assert composer.problem.startswith("▲ Character 1,200,001: Only hexadecimal digits")
    assert not composer.send_button.isEnabled()
    composer.editor.setPlainText("00")
    assert composer.problem == ""
    assert composer.send_button.isEnabled()


def test_every_control_has_a_name(composer: MessageComposer, nameless) -> None:
    assert nameless(composer) == []
