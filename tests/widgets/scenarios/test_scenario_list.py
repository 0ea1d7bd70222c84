from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.models.test_scenario_card import CARD
from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.widgets.scenarios.scenario_list import ScenarioList

OTHER = replace(CARD, id="t01-other", title="Something else", theme="TLS")


def test_scenarios_stand_under_their_themes_and_are_searched(qtbot) -> None:
    shown = ScenarioList()
    qtbot.addWidget(shown)
    shown.show_cards([CARD, OTHER])
    themes = [shown.tree.topLevelItem(at) for at in range(shown.tree.topLevelItemCount())]
    assert [theme.text(0) for theme in themes] == ["The server ends it", "TLS"]
    assert shown.current == CARD.id
    shown.search.setText("else")
    assert shown.shown == [OTHER.id]
    assert shown.current == OTHER.id
    assert themes[0].isHidden()
    shown.search.setText("nonsense")
    assert not shown.shown


def test_the_sign_says_what_became_of_it(qtbot) -> None:
    shown = ScenarioList()
    qtbot.addWidget(shown)
    shown.show_cards([CARD])
    shown.show_results({CARD.id: PlayResult(PlayState.DIFFERS), "gone": PlayResult()})
    assert shown.tree.currentItem().text(2) == "▲"


def test_enter_plays(qtbot) -> None:
    shown = ScenarioList()
    qtbot.addWidget(shown)
    shown.show_cards([CARD, OTHER])
    played: list[str] = []
    shown.play_wanted.connect(played.append)
    shown.select(OTHER.id)
    QTest.keyClick(shown.tree, Qt.Key.Key_Return)
    assert played == [OTHER.id]


def test_nothing_hides_in_a_title(qtbot) -> None:
    shown = ScenarioList()
    qtbot.addWidget(shown)
    shown.show_cards([replace(CARD, title="a\u202eb<b>", theme="c\x00")])
    item = shown.tree.currentItem()
    assert "\u202e" not in item.text(1)
    assert item.toolTip(1) == ""
    assert "\x00" not in item.parent().text(0)
    shown.show()
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.tree
