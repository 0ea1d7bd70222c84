from __future__ import annotations

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu
from wsinspector.app.situation import Situation


def test_an_action_can_always_be_done_unless_it_says_when() -> None:
    plain = ActionSpec("help.it", Menu.HELP, "&It", "F1")
    choosy = ActionSpec("help.it", Menu.HELP, "&It", "F1", enabled=lambda now: now.filtered)
    assert plain.enabled(Situation())
    assert not choosy.enabled(Situation())
    assert choosy.enabled(Situation(filtered=True))
