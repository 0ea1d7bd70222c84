"""Ghost rows are the real diagram, only fainter, and their names stand above the lifelines."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from wsinspector.models.steps import Figure, Lifeline, Reach, Step
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.timeline.ghost_lanes import GhostLanes, GhostNames
from wsinspector.widgets.timeline.lane_painter import LaneGeometry

_OPEN = Lifeline(True, ReadyState.OPEN, ReadyState.OPEN)


def test_fainter_than_the_real_one(qtbot: QtBot, our_look: None) -> None:
    ghost = GhostLanes([(Step(Figure.CLOSE, Role.CLIENT, Reach.ARRIVED, _OPEN, _OPEN), "Close")])
    qtbot.addWidget(ghost)
    ghost.resize(240, 30)
    image = ghost.grab().toImage()
    line = image.pixelColor(LaneGeometry.of(0, 240).client, 2)
    assert line != LIGHT.client
    assert line.lightness() > LIGHT.client.lightness()
    assert ghost.sizeHint().height() >= 30


def test_names_stand_above_their_lifelines(qtbot: QtBot, our_look: None) -> None:
    names = GhostNames({Role.CLIENT: "client", Role.SERVER: "server"})
    qtbot.addWidget(names)
    names.resize(240, names.sizeHint().height())
    image = names.grab().toImage()
    ground = QColor(image.pixelColor(0, 0))
    inked = [
        x
        for x in range(240)
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]
    lanes = LaneGeometry.of(0, 240)
    left = [x for x in inked if x < 120]
    right = [x for x in inked if x > 120]
    assert abs((left[0] + left[-1]) / 2 - lanes.client) <= 3
    assert abs((right[0] + right[-1]) / 2 - lanes.server) <= 3
