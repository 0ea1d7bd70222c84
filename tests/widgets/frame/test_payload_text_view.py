"""Text is plain, whatever is in it."""

from __future__ import annotations

import pytest

from wsinspector.widgets.frame.payload_text_view import PayloadTextView


@pytest.fixture
def view(qtbot, our_look) -> PayloadTextView:
    view = PayloadTextView("Payload as text")
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    return view


def test_markup_is_text(view):
    view.show_text("<b>bold</b>\n<img src=x>")
    assert view.edit.toPlainText() == "<b>bold</b>\n<img src=x>"
    assert view.edit.isReadOnly()


def test_a_note_and_a_link_come_when_there_is_more(view):
    view.show_text("abc")
    assert view._note.isHidden()
    assert view.more.isHidden()
    view.show_text("abc", "The first 3 of 9 bytes.", has_more=True)
    assert view._note.text() == "The first 3 of 9 bytes."
    assert not view.more.isHidden()


def test_very_long_lines_are_broken_for_the_screen(view):
    view.show_text("x" * 5000 + "\n\ny")
    lines = view.edit.toPlainText().split("\n")
    assert [len(line) for line in lines] == [2000, 2000, 1000, 0, 1]


def test_a_screen_reader_has_names(view, nameless):
    view.show_text("abc", "more", has_more=True)
    assert nameless(view) == []
