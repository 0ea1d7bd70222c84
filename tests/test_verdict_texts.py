from __future__ import annotations

from wsinspector.texts import TEMPLATES
from wsinspector.verdict_texts import VERDICT_TEMPLATES


def test_what_has_a_cause_has_advice() -> None:
    causes = {name[7:] for name in VERDICT_TEMPLATES if name.startswith("causes.")}
    advice = {
        name[7:] for name in VERDICT_TEMPLATES if name.startswith("advice.") and "code" not in name
    }
    assert causes == advice
    assert VERDICT_TEMPLATES.items() <= TEMPLATES.items()


def test_each_role_has_a_sentence_of_its_own() -> None:
    assert VERDICT_TEMPLATES["ending.abrupt-rst.client"].startswith("The client")
    assert VERDICT_TEMPLATES["ending.abrupt-rst.server"].startswith("The server")
