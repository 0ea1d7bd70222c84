from __future__ import annotations

from dataclasses import replace

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.scenario import Expectation, OwnEnd, Scenario

_SCENARIO = Scenario(
    "c05-drop", "title", "story", "theme", Role.SERVER, (), OwnEnd(), Expectation("abrupt-fin")
)


def test_the_short_id_is_what_stands_before_the_first_hyphen() -> None:
    assert _SCENARIO.short_id == "c05"
    assert replace(_SCENARIO, id="mine").short_id == "mine"


def test_strangers_cannot_meet_what_does_not_listen() -> None:
    assert _SCENARIO.meets_strangers
    assert not replace(_SCENARIO, listens=False).meets_strangers
    assert not replace(_SCENARIO, own=OwnEnd(url="ws://nowhere.invalid/")).meets_strangers
