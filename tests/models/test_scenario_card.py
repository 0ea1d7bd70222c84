from __future__ import annotations

from wsinspector.models.scenario_card import PlayResult, PlayState, ScenarioCard
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import text

CARD = ScenarioCard(
    "s06-fin",
    "TCP ends without a word",
    "The server ends it",
    "The server ends TCP without a Close.",
    Role.SERVER,
    ("accept", "fin"),
    ("expect open",),
    (("ending", "abrupt-fin"), ("client", "1006 unclean error")),
    ((Severity.DEVIATION, "pong-late", text("rule.pong-late")),),
    meets_strangers=True,
)


def test_words_are_looked_for_everywhere() -> None:
    for words in ("", "S06", "word tcp", "abrupt", "1006", "pong-late", "server ends"):
        assert CARD.matches(words)
    assert not CARD.matches("tcp nonsense")


def test_what_is_going_on_can_be_cancelled() -> None:
    going_on = {state for state in PlayState if PlayResult(state).is_going_on}
    assert going_on == {PlayState.PLAYING, PlayState.WAITING}
