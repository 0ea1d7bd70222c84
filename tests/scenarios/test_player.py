"""All scenarios are played against our own ends, and the verdicts are what they should be."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.player import Outcome, Player
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.steps import Line
from wsinspector.texts import render
from wsinspector.verdicts.judge import Judge

pytestmark = pytest.mark.limit(100_000)  # of a time that is skipped

_AT_A_TIME = 60


async def test_all_scenarios_match(bench: Workbench) -> None:
    scenarios = list(built_in())
    judge = Judge(bench.journal)
    outcomes: list[Outcome] = []
    for first in range(0, len(scenarios), _AT_A_TIME):
        some = scenarios[first : first + _AT_A_TIME]
        outcomes += await asyncio.gather(*(Player(one, bench, judge=judge).play() for one in some))
    matching = [outcome for outcome in outcomes if outcome.matches]
    print(f"{len(matching)} of {len(outcomes)} scenarios match")
    wrong = {
        outcome.scenario.id: [render(one) for one in outcome.differences]
        for outcome in outcomes
        if not outcome.matches
    }
    assert not wrong


def _ending(scenario: Scenario, ending: str) -> Scenario:
    return replace(scenario, expected=replace(scenario.expected, ending=ending))


async def test_what_differs_is_told(bench: Workbench) -> None:
    outcome = await Player(_ending(built_in().find("b01"), "abrupt-fin"), bench).play()
    assert [render(one) for one in outcome.differences] == [
        "ending: clean-client, and not abrupt-fin"
    ]
    assert not outcome.matches


async def test_a_script_that_cannot_be_played_is_told(bench: Workbench) -> None:
    scenario = built_in().find("c05")
    impatient = replace(scenario, own=replace(scenario.own, steps=scenario.own.steps[:1]))
    fin = scenario.steps[-1]
    stuck = replace(impatient, steps=(scenario.steps[0], fin, scenario.steps[1]))
    outcome = await Player(stuck, bench).play()
    assert "The script stopped at “expect close”: the other end was gone." in [
        render(one) for one in outcome.differences
    ]


async def test_steps_can_be_held_up(bench: Workbench) -> None:
    """As in step mode: nothing goes on before it is let."""
    waiting: asyncio.Queue[tuple[Role, Line, asyncio.Event]] = asyncio.Queue()

    async def gate(role: Role, line: Line) -> None:
        event = asyncio.Event()
        waiting.put_nowait((role, line, event))
        await event.wait()

    player = Player(built_in().find("b03"), bench, gate)
    playing = asyncio.ensure_future(player.play())
    words = []
    for _ in range(4):
        role, line, event = await waiting.get()
        assert role is Role.SERVER
        words.append(line.words)
        assert waiting.empty()
        event.set()
    assert words == ["accept", 'send close 1000 "bye"', "expect close", "fin"]
    assert (await playing).matches
    assert player.end is not None
