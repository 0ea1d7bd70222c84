"""Scenarios as the window shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wsinspector.models.scenario_card import ScenarioCard
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.comparison import expected_words
from wsinspector.scenarios.scenario import Expectation, Scenario
from wsinspector.verdicts.rules import RULES


def card_of(scenario: Scenario, file: Path | None) -> ScenarioCard:
    """What there is to read of a scenario.

    Args:
        scenario: which.
        file: where it comes from; None for one that came with the program.
    """
    rules = sorted(scenario.expected.rules)
    return ScenarioCard(
        scenario.id,
        scenario.title,
        scenario.theme,
        scenario.story,
        scenario.scripted,
        tuple(line.words for line in scenario.steps),
        tuple(line.words for line in scenario.own.steps),
        tuple(_facts(scenario.expected)),
        tuple((RULES[rule].severity, rule, RULES[rule].what) for rule in rules),
        scenario.meets_strangers,
        "" if file is None else str(file),
    )


def _facts(expected: Expectation) -> Iterator[tuple[str, str]]:
    yield "ending", expected.ending
    if expected.flags:
        yield "flags", ", ".join(sorted(expected.flags))
    for name, party in (
        ("initiator", expected.initiator),
        ("tcp-closer", expected.tcp_closer),
        ("cause", expected.cause),
    ):
        if party is not None:
            yield name, party.value
    for role in Role:
        reports = expected.reports.get(role, {})
        if "letter" in reports:
            yield role.value, expected_words(reports["letter"])
