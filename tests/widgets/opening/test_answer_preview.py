"""What an answer looks like, and what is wrong with it."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.widgets.opening.answer_preview import AnswerPreview


@pytest.fixture
def preview(qtbot) -> AnswerPreview:
    preview = AnswerPreview()
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_the_right_answer(preview):
    preview.show_answer(PLAIN_ANSWER, ("chat",))
    lines = preview.view.toPlainText().split("\n")
    assert lines[0] == "HTTP/1.1 101 Switching Protocols"
    assert lines[-1] == "Sec-WebSocket-Protocol: chat"
    assert preview.faults == "✓ nothing wrong with it"


def test_the_body_and_what_is_glued_stand_below_the_head(preview):
    preview.show_answer(OpeningAnswer(AnswerKind.REJECT, body="满\x1b".encode()), ())
    assert preview.view.toPlainText().endswith("Content-Length: 4\n\n满⟨ESC⟩")
    preview.show_answer(NAMED_ANSWERS["glued"], ())
    assert preview.view.toPlainText().endswith("\n\n81 05 68 65 6c 6c 6f")


@pytest.mark.parametrize(
    "name, shown",
    [
        ("garbage", "81 05 48 65 6c 6c 6f"),
        ("silence", "no bytes"),
        ("fin", "no bytes, then FIN"),
        ("rst", "no bytes, then RST"),
    ],
)
def test_what_comes_instead(preview, name, shown):
    preview.show_answer(NAMED_ANSWERS[name], ())
    assert preview.view.toPlainText() == shown
    assert preview.faults


def test_faults_name_their_rules_the_heavy_ones_first(preview):
    preview.show_answer(OpeningAnswer(upgrade=False, headers=("X: é",)), ())
    first, second = preview.faults.split("\n")
    assert first.startswith("▲ ")
    assert first.endswith("resp-upgrade-invalid")
    assert second.startswith("◆ ")


def test_many_faults_are_counted(preview):
    answer = OpeningAnswer(
        version="1.0",
        upgrade=False,
        connection=False,
        extension="x",
        headers=("no colon", "Content-Length: 0"),
    )
    preview.show_answer(answer, ())
    assert len(preview.faults.split("\n")) == 4
    assert "more" in preview.faults


def test_nothing_is_judged_before_it_is_seen(qtbot):
    preview = AnswerPreview()
    qtbot.addWidget(preview)
    preview.show_answer(PLAIN_ANSWER, ())
    assert preview.view.toPlainText() == ""
    preview.show()
    assert preview.view.toPlainText().startswith("HTTP/1.1 101 ")
