"""Writes ``agreement.md``: what every client said of every scripted server it can meet.

``python -m tests.real_programs.agreement_table [SECONDS]`` waits so long, 75 s if not given.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from pathlib import Path

from tests.support.agreement import (
    EXPLAINED,
    Prediction,
    disagreements,
    is_comparable,
    predictions,
    puts_up_with,
)
from tests.support.survey import CLIENTS, Said, survey
from wsinspector.verdicts.profiles import BY_NAME

_PATIENCE_S = 75.0


async def _ask(predicted: list[Prediction], seconds: float) -> dict[str, dict[str, Said]]:
    asked = [
        survey(
            client,
            [one.scenario for one in predicted if is_comparable(client, one.scenario)],
            seconds,
        )
        for client in CLIENTS
    ]
    return dict(zip(CLIENTS, await asyncio.gather(*asked), strict=True))


def _cell(client: str, prediction: Prediction, said: dict[str, Said]) -> str:
    scenario = prediction.scenario
    if not is_comparable(client, scenario):
        return ""
    heard = said.get(scenario.id)
    if heard is None:
        return "goes on" if puts_up_with(client, scenario) else "waits"
    clean = {True: " clean", False: " unclean", None: ""}[heard.clean]
    words = f"{heard.code}{clean}"
    if heard.clean is not None and heard.error:
        words += " error"
    if (client, scenario.short_id) in EXPLAINED:
        return f"{words} ¹"
    if puts_up_with(client, scenario):
        return f"goes on; {words} by its own keep-alive"
    return f"**{words}**" if disagreements(client, said, [prediction]) else words


def _table(predicted: list[Prediction], answers: dict[str, dict[str, Said]]) -> str:
    versions = [f"{BY_NAME[client].title} {BY_NAME[client].version}" for client in CLIENTS]
    cells = {
        (client, one.scenario.id): _cell(client, one, answers[client])
        for client in CLIENTS
        for one in predicted
    }
    wrong = sum(cell.startswith("**") for cell in cells.values())
    told = sum(len(said) for said in answers.values())
    today = dt.datetime.now(dt.UTC).date()
    lines = [
        "# What clients report, and what is predicted of them",
        "",
        f"Measured on {today}: {told} reports of {len(CLIENTS)} clients, of which {wrong} are not as",
        "predicted (bold).",
        "",
        "“goes on” is a client that takes what our end refuses, so that nothing ends; “waits” is one",
        f"that has said nothing after {_PATIENCE_S:.0f} s. Of the Python libraries, which have no",
        "`wasClean`, the code alone is compared; 1006 stands for none.",
        "",
        "| scenario | " + " | ".join(versions) + " |",
        "|---|" + "---|" * len(CLIENTS),
    ]
    for one in predicted:
        row = [cells[client, one.scenario.id] for client in CLIENTS]
        lines.append(f"| {one.scenario.id} | " + " | ".join(row) + " |")
    lines += ["", "¹ Known, and no profile can say it:", ""]
    lines += [f"- {client}, {short}: it {why}." for (client, short), why in EXPLAINED.items()]
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure, and write."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else _PATIENCE_S
    predicted = list(predictions().values())
    answers = asyncio.run(_ask(predicted, seconds))
    Path(__file__).with_name("agreement.md").write_text(_table(predicted, answers))


if __name__ == "__main__":
    main()
