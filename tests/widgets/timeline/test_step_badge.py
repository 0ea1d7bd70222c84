"""A number in a ring."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from wsinspector.widgets.timeline.step_badge import StepBadge


def test_the_number_is_seen(qtbot: QtBot, our_look: None) -> None:
    badge = StepBadge(1)
    qtbot.addWidget(badge)
    one = badge.grab().toImage()
    badge.set_number(2)
    assert badge.grab().toImage() != one
