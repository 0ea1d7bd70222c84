"""What to do next, until it was done or dismissed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from wsinspector.models.first_steps import Stage
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.timeline.next_step import NextStep


def test_close_is_offered_while_there_is_something_to_close(
    qtbot: QtBot, our_look: None, nameless: Callable[[QWidget], list[str]]
) -> None:
    step = NextStep()
    qtbot.addWidget(step)
    for early in (Stage.NOTHING, Stage.STARTED):
        step.show_stage(early)
        assert step.isHidden()
    step.show_stage(Stage.OPENED)
    button = step.findChild(PaneButton)
    assert not button.isHidden()
    with qtbot.waitSignal(step.close_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert nameless(step) == []
    step.show_stage(Stage.ENDED)
    assert button.isHidden()
    assert not step.isHidden()
    step.finish()
    step.show_stage(Stage.ENDED)
    assert step.isHidden()


def test_dismissed_is_dismissed(qtbot: QtBot, our_look: None) -> None:
    step = NextStep()
    qtbot.addWidget(step)
    step.show_stage(Stage.OPENED)
    qtbot.mouseClick(step.findChild(QToolButton), Qt.MouseButton.LeftButton)
    step.show_stage(Stage.OPENED)
    assert step.isHidden()
