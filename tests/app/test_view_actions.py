from __future__ import annotations

from wsinspector.app.panel_dock import PanelDock
from wsinspector.app.view_actions import VIEW_ACTIONS
from wsinspector.settings import COLOUR_SCHEME


def test_every_choice_of_colours_has_an_action_and_one_is_on() -> None:
    colours = {spec.id for spec in VIEW_ACTIONS if spec.group == "colours"}
    assert colours == {f"view.{choice}" for choice in COLOUR_SCHEME.choices}
    assert all(spec.checkable for spec in VIEW_ACTIONS if spec.group)


async def test_every_panel_at_the_side_can_be_hidden(inspector) -> None:
    panels = {spec.id for spec in VIEW_ACTIONS if spec.checkable and not spec.group}
    docks = inspector.controllers.window.findChildren(PanelDock)
    assert panels == {f"view.{dock.objectName()}" for dock in docks}
