"""What clients said of scripted servers, beside what their profiles predict."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.survey import NO_WAS_CLEAN, Said, steps_for_strangers
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.api_events import Report
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.player import Player
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.time_lapse import TimeLapse
from wsinspector.settings import Settings
from wsinspector.verdicts.end_record import MUST_FAIL
from wsinspector.verdicts.judge import Judge
from wsinspector.verdicts.profiles import BY_NAME

EXPLAINED = {
    ("aiohttp", "b04"): "answers an empty Close by one with code 0, and fails over that itself",
    ("aiohttp", "s14"): "counts 1006 among the codes that may be sent",
    ("websocket-client", "s26"): "does not check a reason for UTF-8 as strictly as a text",
    ("websocket-client", "s27"): "takes a Close for one even if it says that it is not whole",
    ("websocket-client", "c07"): "gives up after 3 s, before the answer comes",
}
"""Where a client does what no profile can say, and why."""

_REFUSALS = ("failed-", "open-bad-101")


@dataclass(frozen=True)
class Prediction:
    """What the verdict on our own end's record predicts.

    Attributes:
        scenario: which.
        reports: name of a client to what it reports.
        seconds: how long it took with our own end.
    """

    scenario: Scenario
    reports: dict[str, Report]
    seconds: float


def predictions() -> dict[str, Prediction]:
    """Those of all scenarios that strangers can meet, by id."""

    async def play() -> dict[str, Prediction]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TimeLapse)
        bench = Workbench(Settings(), loop)
        judge = Judge(bench.journal)
        chosen = [one for one in built_in() if steps_for_strangers(one) is not None]
        outcomes = await asyncio.gather(*(Player(one, bench, judge=judge).play() for one in chosen))
        await bench.shutdown()
        return {
            outcome.scenario.id: Prediction(
                outcome.scenario,
                dict(outcome.verdict.ends[Role.CLIENT].predicted),
                outcome.seconds,
            )
            for outcome in outcomes
            if outcome.verdict is not None
        }

    with asyncio.Runner(loop_factory=TimeLapse) as runner:
        return runner.run(play())


def puts_up_with(client: str, scenario: Scenario) -> bool:
    """Whether a client goes on where our own end fails, so that nothing ends."""
    profile = BY_NAME[client]
    fatal = (MUST_FAIL - profile.tolerates) | profile.refuses
    if not scenario.expected.ending.startswith(_REFUSALS):
        return False
    if scenario.short_id == "d13":  # RFC 7692 lets a client keep the window
        return client in ("chromium", "undici", "aiohttp")
    return not scenario.expected.rules & fatal


def disagreements(
    client: str, said: dict[str, Said], asked: Iterable[Prediction]
) -> dict[str, str]:
    """Where a client said something else than predicted, by short id."""
    found = {}
    for prediction in asked:
        short = prediction.scenario.short_id
        heard = said.get(prediction.scenario.id)
        if (client, short) in EXPLAINED or not is_comparable(client, prediction.scenario):
            continue
        report = prediction.reports[client]
        wanted: tuple[object, ...] = tuple(report)
        if heard is None:
            found[short] = f"said nothing, where {wanted} was predicted"
            continue
        told: tuple[object, ...] = (heard.code, heard.reason, heard.clean, heard.error)
        if client in NO_WAS_CLEAN:
            told, wanted = told[:1], wanted[:1]
        if told != wanted:
            found[short] = f"{told}, where {wanted} was predicted"
    return found


def is_comparable(client: str, scenario: Scenario) -> bool:
    """Whether a client can meet it; websocket-client knows no compression."""
    return not (client == "websocket-client" and scenario.short_id.startswith("d"))
