from __future__ import annotations

from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.protocol.phases import Role
from wsinspector.widgets.scenarios.scenario_words import (
    SIGNS,
    fact_name,
    readable,
    scripted_words,
    state_words,
)


def test_every_state_has_words_and_a_sign_of_its_own(qapp) -> None:
    assert len({SIGNS[state][0] for state in PlayState}) == len(PlayState)
    assert len({state_words(PlayResult(state)) for state in PlayState}) == len(PlayState)
    assert "pace" in state_words(PlayResult(PlayState.DIFFERS, by_steps=True))


def test_it_is_said_who_is_scripted(qapp) -> None:
    assert scripted_words(Role.SERVER).startswith("The server is scripted")
    assert scripted_words(Role.CLIENT).startswith("The client is scripted")
    assert fact_name("tcp-closer") == "Ended TCP"


def test_long_words_can_be_broken_and_very_long_ones_are_cut(qapp) -> None:
    assert readable("send close 1000") == "send close 1000"
    run = readable("hex " + "ab" * 40)
    assert run.replace("\u200b", "") == "hex " + "ab" * 40
    assert max(map(len, run.split("\u200b"))) <= 16
    assert readable("x" * 5000).endswith("… (5000 characters)")
    assert "\u202e" not in readable("a\u202eb")
