from __future__ import annotations

from dataclasses import replace

from tests.models.test_scenario_card import CARD
from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.protocol.phases import Role
from wsinspector.texts import text
from wsinspector.widgets.scenarios.scenario_browser import ScenarioBrowser


def test_one_scenario_at_a_time(qtbot) -> None:
    browser = ScenarioBrowser()
    qtbot.addWidget(browser)
    assert browser.play_button.toolTip() == "No scenario is chosen."
    browser.show_cards([CARD])
    with qtbot.waitSignal(browser.play_wanted) as caught:
        browser.play_button.click()
    assert caught.args == [CARD.id]
    browser.show_result(CARD.id, PlayResult(PlayState.PLAYING))
    assert not browser.play_button.isEnabled()
    assert "is going on" in browser.play_button.toolTip()
    assert browser.cancel_button.isEnabled()
    browser.show_result(CARD.id, PlayResult(PlayState.EXPECTED))
    assert browser.play_button.isEnabled()
    assert not browser.cancel_button.isEnabled()


def test_the_next_step_is_a_click_away(qtbot) -> None:
    browser = ScenarioBrowser()
    qtbot.addWidget(browser)
    browser.show_cards([CARD])
    with qtbot.waitSignal(browser.step_wanted):
        browser.step_button.click()
    step = text("play.fin", who="server")
    browser.show_result(CARD.id, PlayResult(PlayState.PLAYING, next=step))
    assert browser.step_button.isEnabled()
    with qtbot.waitSignal(browser.next_wanted):
        browser.step_button.click()


def test_problems_with_files_are_named_and_counted(qtbot) -> None:
    browser = ScenarioBrowser()
    qtbot.addWidget(browser)
    browser.show_problems([f"file {number}" for number in range(6)])
    assert browser.problems.text().splitlines()[0] == "▲ file 0"
    assert browser.problems.text().splitlines()[-1] == "… and 2 more"
    browser.show_problems([])
    assert browser.problems.isHidden()


def test_a_scripted_server_waits_and_a_scripted_client_calls(qtbot) -> None:
    browser = ScenarioBrowser()
    qtbot.addWidget(browser)
    client = replace(CARD, id="k01", scripted=Role.CLIENT)
    browser.show_cards([CARD, client, replace(CARD, id="h18", meets_strangers=False)])
    assert browser.target.isHidden()
    with qtbot.waitSignal(browser.arm_wanted) as armed:
        browser.arm_button.click()
    assert armed.args == [CARD.id]
    browser.list.select("k01")
    assert not browser.target.isHidden()
    assert browser.arm_button.toolTip() == "Write the address of a server first."
    browser.target.setText("ws://localhost:1/")
    with qtbot.waitSignal(browser.aim_wanted) as aimed:
        browser.arm_button.click()
    assert aimed.args == ["k01", "ws://localhost:1/"]
    browser.list.select("h18")
    assert not browser.arm_button.isEnabled()
