from __future__ import annotations

import io
import json

from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.list_scenarios import list_scenarios
from wsinspector.scenarios.catalogue import built_in


async def test_the_list_by_theme() -> None:
    written = io.StringIO()
    assert await list_scenarios(False, LineOutput(written, utf8=False)) is ExitStatus.COMPLETED
    lines = written.getvalue().splitlines()
    assert lines[0] == "As it should be"
    assert lines[1].split() == ["b01-client-closes", "The", "client", "says", "goodbye"]
    assert lines[-1] == f"{len(built_in())} scenarios"


async def test_the_list_in_json() -> None:
    written = io.StringIO()
    await list_scenarios(True, LineOutput(written, utf8=False))
    records = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(records) == len(built_in())
    c05 = next(one for one in records if one["id"] == "c05-drop-tcp-on-close")
    assert c05["ending"] == "close-unanswered-fin"
    assert (c05["scripted"], c05["rules"]) == ("server", ["close-reply-missing"])
