from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.models.test_scenario_card import CARD
from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.texts import text
from wsinspector.widgets.scenarios.scenario_page import ScenarioPage


def _words(page: ScenarioPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def test_everything_is_to_be_read(qtbot) -> None:
    page = ScenarioPage()
    qtbot.addWidget(page)
    page.show_card(CARD)
    page.show_card(CARD)
    said = _words(page)
    for words in (
        CARD.title,
        CARD.story,
        "abrupt-fin",
        "◆ pong-late",
        "accept\nfin",
        "expect open",
        "Scripted server",
        "Our client",
    ):
        assert said.count(words) == 1


def test_what_became_of_it_leads_to_its_connection(qtbot) -> None:
    page = ScenarioPage()
    qtbot.addWidget(page)
    page.show_card(CARD)
    assert page.link.isHidden()
    differs = text("scenario.rule-missing", rule="pong-late")
    page.show_result(PlayResult(PlayState.DIFFERS, (differs,), 7))
    assert page.differences.text() == "· pong-late was not found"
    with qtbot.waitSignal(page.connection_wanted) as caught:
        page.link.click()
    assert caught.args == [7]
    page.show_result(PlayResult(PlayState.PLAYING, next=text("play.fin", who="server")))
    assert page.next.text() == "Next: The server sends FIN."


def test_the_address_is_copied(qtbot) -> None:
    page = ScenarioPage()
    qtbot.addWidget(page)
    assert page.copy.isHidden()
    page.show_result(PlayResult(PlayState.WAITING, address="ws://127.0.0.1:1/"))
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "ws://127.0.0.1:1/"


def test_a_long_step_does_not_widen_it(qtbot) -> None:
    page = ScenarioPage()
    qtbot.addWidget(page)
    page.show_card(CARD)
    narrow = page.minimumSizeHint().width()
    long = "send hex " + "8a" * 3000
    page.show_card(replace(CARD, script=(long,), facts=(("client", '1000 "%s"' % ("x" * 123)),)))
    page.show_result(PlayResult(PlayState.DIFFERS, (text("scenario.step-unknown", step=long),)))
    assert page.minimumSizeHint().width() < narrow + 60
