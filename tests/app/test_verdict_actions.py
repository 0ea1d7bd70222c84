from __future__ import annotations

from wsinspector.app.situation import Situation
from wsinspector.app.verdict_actions import VERDICT_ACTIONS


def enabled(situation: Situation) -> set[str]:
    return {spec.id for spec in VERDICT_ACTIONS if spec.enabled(situation)}


def test_all_actions_are_the_verdicts() -> None:
    assert {spec.id.partition(".")[0] for spec in VERDICT_ACTIONS} == {"verdict"}


def test_what_is_not_known_cannot_be_copied() -> None:
    copies = {"verdict.copy-text", "verdict.copy-markdown"}
    assert not enabled(Situation()) & copies
    assert enabled(Situation(has_verdict=True)) >= copies
