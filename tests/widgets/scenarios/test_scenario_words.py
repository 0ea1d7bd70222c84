from __future__ import annotations

from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.protocol.phases import Role
from wsinspector.widgets.scenarios.scenario_words import (
    SIGNS,
    fact_name,
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
