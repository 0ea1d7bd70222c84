"""Status, words and body of a rejection."""

from __future__ import annotations

from wsinspector.protocol.opening.opening_answer import AnswerKind, OpeningAnswer
from wsinspector.widgets.opening.rejection_box import RejectionBox


def test_what_is_shown_is_what_is_taken(qtbot):
    box = RejectionBox()
    qtbot.addWidget(box)
    for answer in (
        OpeningAnswer(AnswerKind.REJECT),
        OpeningAnswer(AnswerKind.REJECT, status=799, phrase="Weiß nicht", body="满了\n".encode()),
    ):
        with qtbot.assertNotEmitted(box.changed):
            box.show_answer(answer)
        assert box.taken(answer) == answer


def test_a_change_is_announced(qtbot):
    box = RejectionBox()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.changed):
        box.status.setValue(503)
    with qtbot.waitSignal(box.changed):
        box.body.setPlainText("full")
    taken = box.taken(OpeningAnswer(AnswerKind.REJECT))
    assert (taken.status, taken.phrase, taken.body) == (503, None, b"full")
