"""How an acceptance may differ from the right one."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.opening_answer import (
    PLAIN_ANSWER,
    AcceptValue,
    OpeningAnswer,
    SubprotocolAnswer,
)
from wsinspector.widgets.opening.acceptance_box import AcceptanceBox


@pytest.fixture
def box(qtbot) -> AcceptanceBox:
    box = AcceptanceBox()
    qtbot.addWidget(box)
    box.show()
    box.show_answer(PLAIN_ANSWER)
    return box


def test_what_is_shown_is_what_is_taken(box):
    for answer in (
        PLAIN_ANSWER,
        OpeningAnswer(version="1.0", upgrade=False, extension="x", glued=b"\x89\x00"),
        OpeningAnswer(status_line="HTTP/1.1 101", accept=AcceptValue.OWN, accept_text="é"),
        OpeningAnswer(connection=False, subprotocol=SubprotocolAnswer.NONE),
    ):
        box.show_answer(answer)
        assert box.taken(answer) == answer


def test_own_texts_appear_when_they_are_chosen(box, qtbot):
    assert not box.accept_text.isVisible()
    index = box.accept.findData(AcceptValue.OWN)
    box.accept.setCurrentIndex(index)
    with qtbot.waitSignal(box.changed):
        box.accept.activated.emit(index)
    assert box.accept_text.isVisible()
    assert not box.line_text.isVisible()


def test_what_is_no_hexadecimal_changes_nothing(box):
    answer = OpeningAnswer(glued=b"\x89\x00")
    box.show_answer(answer)
    box.glued.setText("89 0")
    assert box.problem
    assert box.taken(answer).glued == b"\x89\x00"
