"""``wsinspector scenarios``: which there are."""

from __future__ import annotations

import json

from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.scenarios.catalogue import built_in


async def list_scenarios(as_json: bool, output: LineOutput) -> ExitStatus:
    """Print all scenarios, by theme.

    Raises:
        CatalogueError: a file of them is damaged.
    """
    catalogue = built_in()
    if as_json:
        for scenario in catalogue:
            record = {
                "id": scenario.id,
                "theme": scenario.theme,
                "title": scenario.title,
                "story": scenario.story,
                "scripted": scenario.scripted.value,
                "ending": scenario.expected.ending,
                "rules": sorted(scenario.expected.rules),
            }
            output.write(json.dumps(record, ensure_ascii=False) + "\n")
        return ExitStatus.COMPLETED
    width = max(len(scenario.id) for scenario in catalogue)
    for theme, scenarios in catalogue.themes().items():
        lines = [f"  {scenario.id:{width}}  {scenario.title}\n" for scenario in scenarios]
        output.write("".join((f"{theme}\n", *lines, "\n")))
    output.write(f"{len(catalogue)} scenarios\n")
    return ExitStatus.COMPLETED
