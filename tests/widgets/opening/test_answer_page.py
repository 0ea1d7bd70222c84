"""The section about opening handshakes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.widgets.opening.answer_page import AnswerPage


def test_its_heading_says_what_is_chosen(qtbot):
    page = AnswerPage()
    qtbot.addWidget(page.section)
    page.section.show()
    assert not page.section.expanded

    def says(words: str) -> bool:
        return any(label.text() == words for label in page.section.findChildren(QLabel))

    assert says("101, correct")
    page.answer.quick.menu().actions()[0].trigger()
    assert says("rejects with 404")
    page.admission.set_lists("", "none", "")
    assert says("rejects with 404, not everybody is let in")


def test_what_is_set_from_outside_is_said_too(qtbot):
    page = AnswerPage()
    qtbot.addWidget(page.section)
    page.set_answer(NAMED_ANSWERS["silence"])
    assert page.answer.answer == NAMED_ANSWERS["silence"]
    assert any(label.text() == "silence" for label in page.section.findChildren(QLabel))
    page.admission.set_lists("chat", "", "")
    page.set_answer(NAMED_ANSWERS["accept"])
    page.section.show()
    page.section.set_expanded(True)
    assert "chat" in page.answer.preview.view.toPlainText()
