from __future__ import annotations

from wsinspector.rule_texts import RULE_TEMPLATES
from wsinspector.texts import TEMPLATES


def test_each_rule_has_two_sentences_in_the_one_table() -> None:
    whats = {name for name in RULE_TEMPLATES if not name.endswith(".why")}
    assert {f"{name}.why" for name in whats} | whats == RULE_TEMPLATES.keys()
    assert RULE_TEMPLATES.items() <= TEMPLATES.items()
