from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wsinspector.widgets.controls.line_stack import LINES_MAX, LineStack
from wsinspector.widgets.verdict.fact_line import FactLine


class Listener(QObject):
    heard = Signal(int)


def test_lines_are_kept_and_as_many_as_are_needed(qtbot) -> None:
    listener, heard = Listener(), []
    listener.heard.connect(heard.append)
    stack = LineStack(FactLine, listener.heard)
    qtbot.addWidget(stack)
    stack.fill(["a", "b"], lambda line, words: line.say(words))
    first, second = stack.shown()
    stack.fill(["c"], lambda line, words: line.say(words))
    assert stack.shown() == [first]
    assert first.text == "• c"
    assert second.isHidden()
    assert len(stack) == 1
    first.row_wanted.emit(5)
    assert heard == [5]
    stack.fill([], lambda line, words: line.say(words))
    assert stack.isHidden()
    stack.fill(["x"] * 1000, lambda line, words: line.say(words))
    assert len(stack) == LINES_MAX
