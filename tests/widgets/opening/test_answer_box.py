"""The sentence about the answer to an opening handshake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.widgets.opening.answer_box import AnswerBox


@pytest.fixture
def box(qtbot, our_look) -> AnswerBox:
    box = AnswerBox()
    qtbot.addWidget(box)
    box.resize(290, 700)
    box.show()
    return box


def choose(box: AnswerBox, kind: AnswerKind) -> None:
    index = box.kind.findData(kind)
    box.kind.setCurrentIndex(index)
    box.kind.activated.emit(index)


def test_it_begins_with_what_the_standard_asks_for(box, nameless, clipped):
    assert box.answer == PLAIN_ANSWER
    assert (box.oddity, box.problem) == ("", "")
    assert not box.back.isVisible()
    assert nameless(box) == []
    assert clipped(box) == []


@pytest.mark.parametrize("kind", list(AnswerKind)[1:])
def test_every_kind_can_be_chosen_and_taken_back(box, qtbot, clipped, kind):
    with qtbot.waitSignal(box.changed) as changed:
        choose(box, kind)
    assert changed.args[0].kind is kind
    assert box.oddity
    assert clipped(box) == []
    with qtbot.waitSignal(box.changed) as changed:
        box.back.click()
    assert changed.args == [PLAIN_ANSWER]
    assert not box.back.isVisible()


@pytest.mark.parametrize("name", NAMED_ANSWERS)
def test_what_is_set_is_shown_and_not_announced(box, qtbot, name):
    with qtbot.assertNotEmitted(box.changed):
        box.set_answer(NAMED_ANSWERS[name])
    assert box.answer == NAMED_ANSWERS[name]
    box.delay.setValue(7)
    assert box.answer.delay == 7
    box.delay.setValue(0)
    assert box.answer == NAMED_ANSWERS[name]


def test_a_quick_choice_is_one_click(box, qtbot):
    action = next(x for x in box.quick.menu().actions() if x.text().startswith("404"))
    with qtbot.waitSignal(box.changed) as changed:
        action.trigger()
    assert changed.args == [NAMED_ANSWERS["404"]]


def test_header_lines_are_sent_as_they_stand(box):
    box.headers.setPlainText("X: 1\n\nx : 1\nno colon")
    assert box.answer.headers == ("X: 1", "x : 1", "no colon")
    assert "head-line-without-colon" in box.oddity


@pytest.mark.parametrize("written", ["8", "zz"])
def test_bytes_that_are_none_are_said_and_change_nothing(box, qtbot, written):
    choose(box, AnswerKind.GARBAGE)
    before = box.answer
    box.garbage.setText(written)
    box.garbage.textEdited.emit(written)
    assert box.problem.startswith("▲ ")
    assert box.answer == before
    box.garbage.setText("00")
    box.garbage.textEdited.emit("00")
    assert (box.problem, box.answer.garbage) == ("", b"\0")


def test_what_cannot_be_sent_is_said(box, monkeypatch):
    before = box.answer

    def taken(answer: OpeningAnswer) -> OpeningAnswer:
        return replace(answer, extension="\ud800")  # half a character, which a paste can bring

    monkeypatch.setattr(box.acceptance, "taken", taken)
    box.acceptance.changed.emit()
    assert box.problem.startswith("▲ ")
    assert box.answer == before


def test_the_example_knows_the_subprotocols(box):
    box.set_subprotocols(("chat",))
    assert "Sec-WebSocket-Protocol: chat" in box.preview.view.toPlainText()
    box.set_answer(OpeningAnswer(delay=1))
    assert "Sec-WebSocket-Protocol: chat" in box.preview.view.toPlainText()


def test_what_is_too_long_for_a_field_is_said(box):
    box.headers.setPlainText("x" * 10_000)
    assert "too long" in box.problem
    assert box.answer.headers == ()
    box.headers.setPlainText("X: 1")
    assert box.problem == ""
    choose(box, AnswerKind.REJECT)
    box.rejection.body.setPlainText("x" * 10_000)
    assert "too long" in box.problem
    assert box.answer.body == b""
    box.rejection.body.setPlainText("x")
    assert (box.problem, box.answer.body) == ("", b"x")


def test_what_breaks_no_rule_is_odd_all_the_same(box):
    box.set_answer(replace(PLAIN_ANSWER, delay=500))
    assert "breaks no rule" in box.oddity
    assert "✓" not in box.oddity
