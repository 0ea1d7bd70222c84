"""The menu offers port and path of every tutorial."""

from __future__ import annotations

from wsinspector.widgets.panes.preset_menu import PresetMenu
from wsinspector.widgets.panes.presets import presets


def test_each_entry_gives_its_preset(qtbot) -> None:
    button = PresetMenu()
    qtbot.addWidget(button)
    chosen: list[object] = []
    button.chosen.connect(chosen.append)
    actions = button.menu().actions()
    for action in actions:
        action.trigger()
    assert chosen == [*presets()]
    assert actions[1].text().startswith("9998 /echo")
    assert button.accessibleName()
