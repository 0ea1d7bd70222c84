"""``wsinspector run``: plays scenarios, and compares."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from wsinspector.cli.chosen_scenarios import chosen_scenarios
from wsinspector.cli.complaint import complain
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.scenario_options import RunOptions
from wsinspector.engine.workbench import Workbench
from wsinspector.formats.junit import Case, junit_document
from wsinspector.formats.verdict_json import verdict_line
from wsinspector.scenarios.player import Outcome, Player
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.time_lapse import TimeLapse
from wsinspector.settings import Settings
from wsinspector.texts import render
from wsinspector.verdicts.judge import Judge

_AT_A_TIME = 50


async def run_scenarios(options: RunOptions, output: LineOutput) -> ExitStatus:
    """Play them, many at a time, and print what became of each, in order.

    To be run on a :class:`TimeLapse`.

    Raises:
        CatalogueError: there is no such scenario, or a file is none.
    """
    scenarios = list(chosen_scenarios(options.names, every=options.every))
    loop = asyncio.get_running_loop()
    assert isinstance(loop, TimeLapse)
    bench = Workbench(Settings(), loop)
    judge = Judge(bench.journal)
    outcomes: list[Outcome] = []
    try:
        for first in range(0, len(scenarios), _AT_A_TIME):
            some = scenarios[first : first + _AT_A_TIME]
            for outcome in await _play(some, bench, judge):
                outcomes.append(outcome)
                output.write(_json(outcome) if options.json else _words(outcome))
    finally:
        await bench.shutdown()
    matching = sum(outcome.matches for outcome in outcomes)
    if not options.json:
        output.write(f"{matching} of {len(outcomes)} scenarios match\n")
    if options.junit is not None and not _write_junit(options.junit, outcomes):
        return ExitStatus.NO_OUTPUT
    return ExitStatus.COMPLETED if matching == len(outcomes) else ExitStatus.DIFFERS


async def _play(scenarios: Sequence[Scenario], bench: Workbench, judge: Judge) -> list[Outcome]:
    players = [Player(scenario, bench, judge=judge) for scenario in scenarios]
    return await asyncio.gather(*(player.play() for player in players))


def _words(outcome: Outcome) -> str:
    scenario, verdict = outcome.scenario, outcome.verdict
    ending = "" if verdict is None else verdict.ending
    sign = "ok  " if outcome.matches else "FAIL"
    lines = [f"{sign}  {scenario.id}  {ending}  {outcome.seconds:.1f} s"]
    lines += [f"      {render(one)}" for one in outcome.differences]
    return "".join(f"{line}\n" for line in lines)


def _json(outcome: Outcome) -> str:
    verdict = outcome.verdict
    record = {
        "kind": "scenario",
        "scenario": outcome.scenario.id,
        "matches": outcome.matches,
        "differences": [render(one) for one in outcome.differences],
        "seconds": round(outcome.seconds, 3),
        "verdict": None if verdict is None else json.loads(verdict_line(verdict, "")),
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _write_junit(path: Path, outcomes: Sequence[Outcome]) -> bool:
    cases = [
        Case(
            outcome.scenario.theme,
            outcome.scenario.id,
            outcome.seconds,
            "\n".join(render(one) for one in outcome.differences),
        )
        for outcome in outcomes
    ]
    try:
        path.write_bytes(junit_document("scenarios", cases))
    except OSError as error:
        words = error.strerror or str(error)
        complain("wsinspector run", f"{path} could not be written: {words}.")
        return False
    return True
