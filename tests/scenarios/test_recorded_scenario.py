"""What was recorded is played again, and judged as it was."""

from __future__ import annotations

import pytest

from wsinspector.engine.workbench import Workbench
from wsinspector.formats.recorded_end import recorded_end
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.player import Player
from wsinspector.scenarios.recorded_scenario import scenario_toml
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.scenario_file import read_scenario
from wsinspector.texts import render

pytestmark = pytest.mark.limit(100_000)  # of a time that is skipped


async def _again(name: str, bench: Workbench) -> tuple[Scenario, list[str]]:
    """Play a scenario, save its scripted end, play that; returns what differs then."""
    scenario = built_in().find(name)
    verdict = (await Player(scenario, bench).play()).verdict
    assert verdict is not None
    recorded = recorded_end(bench.journal, verdict.connection, scenario.scripted)
    written = scenario_toml(recorded, verdict, f"recorded-{name}")
    print(written)
    saved = read_scenario(written.encode())
    outcome = await Player(saved, bench).play()
    return saved, [render(one) for one in outcome.differences]


@pytest.mark.parametrize("name", ["b09", "f04", "s06", "s09", "s26", "s30", "k01", "k15", "k12"])
async def test_the_same_comes_of_it(bench: Workbench, name: str) -> None:
    assert (await _again(name, bench))[1] == []


async def test_steps_are_words_where_these_are_the_very_bytes(bench: Workbench) -> None:
    saved, _ = await _again("b03", bench)
    words = [line.words for line in saved.steps]
    assert words[0] == "expect head"
    assert "Sec-WebSocket-Accept: {accept}" in words[1]
    assert words[2:5] == ['send close 1000 "bye"', "expect close", "fin"]
    assert [line.words for line in saved.own.steps] == ["expect open"]


async def test_time_is_kept(bench: Workbench) -> None:
    saved, _ = await _again("c07", bench)
    pause = next(line.words for line in saved.steps if line.words.startswith("pause"))
    assert 2900 < int(pause.removeprefix("pause ")) < 3200
