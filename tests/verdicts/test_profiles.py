from __future__ import annotations

from wsinspector.verdicts.profile import Source
from wsinspector.verdicts.profiles import BY_NAME, LETTER, PROFILES
from wsinspector.verdicts.rules import RULES


def test_profiles_say_where_they_are_known_from() -> None:
    assert PROFILES[0] is LETTER
    for profile in PROFILES[1:]:
        assert profile.source is not Source.STANDARDS
        assert profile.date
    assert BY_NAME["websockets"].bare_close_code == 1000


def test_profiles_speak_of_rules_that_exist() -> None:
    for profile in PROFILES:
        assert profile.tolerates | profile.refuses <= RULES.keys()
        assert not profile.tolerates & profile.refuses
