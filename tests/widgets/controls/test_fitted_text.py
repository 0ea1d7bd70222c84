"""A text as high as its lines."""

from __future__ import annotations

from wsinspector.widgets.controls.fitted_text import FittedText


def test_it_grows_with_its_lines_up_to_a_limit(qtbot, our_look):
    text = FittedText("Answer", 4)
    qtbot.addWidget(text)
    text.resize(400, 10)
    text.show()
    heights = []
    for count in (1, 3, 4, 9):
        text.show_text("\n".join("x" * count))
        heights.append(text.height())
    line = text.fontMetrics().lineSpacing()
    assert [height - heights[0] for height in heights] == [0, 2 * line, 3 * line, 3 * line]
    text.show_text("one line")
    assert text.verticalScrollBar().maximum() == 0


def test_it_grows_when_it_gets_narrow(qtbot, our_look):
    text = FittedText("Answer", 8)
    qtbot.addWidget(text)
    text.resize(600, 10)
    text.show()
    text.show_text("word " * 20)
    wide = text.height()
    text.resize(200, text.height())
    qtbot.waitUntil(lambda: text.height() > wide)
