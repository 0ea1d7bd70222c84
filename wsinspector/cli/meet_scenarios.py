"""``serve --scenario`` and ``connect --scenario``: scripted ends meet other people's programs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from wsinspector.cli.chosen_scenarios import chosen_scenarios
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.scenario_options import MeetOptions
from wsinspector.cli.stop_signals import stop_signals
from wsinspector.engine.address import WsAddress
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.catalogue import Catalogue, CatalogueError
from wsinspector.scenarios.comparison import expected_words
from wsinspector.scenarios.encounter import ScriptedServer, call_server
from wsinspector.scenarios.scenario import Scenario
from wsinspector.texts import Text, render, text


async def serve_scenarios(options: MeetOptions, output: LineOutput) -> ExitStatus:
    """Listen with every scripted server, until the program is asked to stop.

    Raises:
        CatalogueError: there is no such scenario, or it is not a server that is scripted.
        EncounterError: it is not possible to listen there.
    """
    scenarios = _with_role(chosen_scenarios(options.names), Role.SERVER)
    stopped, keeper = asyncio.Event(), TaskKeeper()
    output.on_end = stopped.set
    servers: list[ScriptedServer] = []
    try:
        with stop_signals(stopped.set):
            for number, scenario in enumerate(scenarios):
                server = ScriptedServer(scenario, keeper, _teller(scenario, options, output))
                port = options.port + number if options.port else 0
                url = server.open(options.host, port)
                servers.append(server)
                output.write(_listening(scenario, url, as_json=options.json))
            await stopped.wait()
    finally:
        for server in servers:
            await server.close()
    return ExitStatus.COMPLETED


async def call_scenarios(options: MeetOptions, output: LineOutput) -> ExitStatus:
    """Connect with one scripted client after the other.

    Raises:
        AddressError: there is nothing to connect to.
        CatalogueError: there is no such scenario, or it is not a client that is scripted.
        EncounterError: nobody answers.
    """
    address = WsAddress.parse(options.url)
    all_through = True
    for scenario in _with_role(chosen_scenarios(options.names), Role.CLIENT):
        problem = await call_server(scenario, address)
        all_through = all_through and problem is None
        _teller(scenario, options, output)(problem)
    return ExitStatus.COMPLETED if all_through else ExitStatus.DIFFERS


def _with_role(catalogue: Catalogue, role: Role) -> list[Scenario]:
    for scenario in catalogue:
        if scenario.scripted is not role:
            said = text("scenario.wrong-role", id=scenario.id, role=scenario.scripted.value)
            raise CatalogueError(said)
        if not scenario.meets_strangers:
            raise CatalogueError(text("scenario.stays-home", id=scenario.id))
    return list(catalogue)


def _listening(scenario: Scenario, url: str, *, as_json: bool) -> str:
    reports = scenario.expected.reports.get(Role.CLIENT, {})
    expected = {name: expected_words(report) for name, report in reports.items()}
    if as_json:
        record = {
            "kind": "listening",
            "scenario": scenario.id,
            "url": url,
            "expected": expected,
        }
        return json.dumps(record, ensure_ascii=False) + "\n"
    said = "".join(f"    {name} reports {words}\n" for name, words in expected.items())
    return f"{url}  {scenario.id}: {scenario.title}\n{said}"


def _teller(
    scenario: Scenario, options: MeetOptions, output: LineOutput
) -> Callable[[Text | None], None]:
    """Prints that a script was played."""

    def tell(problem: Text | None) -> None:
        why = None if problem is None else render(problem)
        if options.json:
            record = {"kind": "played", "scenario": scenario.id, "problem": why}
            output.write(json.dumps(record, ensure_ascii=False) + "\n")
        else:
            output.write(f"{scenario.id}: {why or 'the script was played to its end'}\n")

    return tell
