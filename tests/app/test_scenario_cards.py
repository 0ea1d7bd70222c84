from __future__ import annotations

from pathlib import Path

from wsinspector.app.scenario_cards import card_of
from wsinspector.scenarios.catalogue import built_in


def test_a_card_says_what_is_expected() -> None:
    card = card_of(built_in().find("s06"), Path("mine.toml"))
    facts = dict(card.facts)
    assert facts["ending"] == "abrupt-fin"
    assert facts["tcp-closer"] == "server"
    assert facts["client"] == "1006 unclean error"
    assert card.rules[0][1] == "tcp-close-without-close-frame"
    assert card.file == "mine.toml"
    assert card.script[0] == "accept"
