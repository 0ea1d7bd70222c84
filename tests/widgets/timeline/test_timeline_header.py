"""The header names the lifelines above themselves."""

from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.support.timelines import timeline
from wsinspector.models.timeline_line import Column
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.theme import LIGHT
from wsinspector.widgets.timeline.lane_painter import LaneGeometry
from wsinspector.widgets.timeline.timeline_view import TimelineView


def _inked(image: QImage, role: Role) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == LIGHT.end(role) for y in range(image.height()))
    ]


def test_names_stand_at_the_lifelines_and_tell_the_one_connection(
    qtbot: QtBot, our_look: None
) -> None:
    made = timeline()
    view = TimelineView(made.model)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    header = view.horizontalHeader()
    left = view.columnViewportPosition(Column.LANES)
    lanes = LaneGeometry.of(left, view.columnWidth(Column.LANES))
    several = header.grab().toImage()
    for role in Role:
        inked = _inked(several, role)
        assert abs((inked[0] + inked[-1]) // 2 - lanes.x(role)) <= 12
    view.name_connection(3)
    one = header.grab().toImage()
    assert len(_inked(one, Role.CLIENT)) > len(_inked(several, Role.CLIENT))
    assert _inked(one, Role.SERVER) == _inked(several, Role.SERVER)
    view.name_connection(None)
    assert header.grab().toImage() == several
