"""The commands that need no window."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import NamedTuple

from wsinspector.cli.complaint import complain
from wsinspector.cli.connect import connect
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.options import connect_options, serve_options
from wsinspector.cli.scenario_options import FLAG, list_options, meet_options, run_options
from wsinspector.cli.serve import serve
from wsinspector.texts import ExplainedError, render

_Run = Callable[[LineOutput], Coroutine[None, None, ExitStatus]]
_NewLoop = Callable[[], asyncio.AbstractEventLoop]


class _Command(NamedTuple):
    """What is to be done: how, whether in JSON, and on which loop."""

    action: _Run
    json: bool
    new_loop: _NewLoop = asyncio.new_event_loop


def run(command: str, arguments: Sequence[str]) -> int:
    """Carry out a command; returns the exit status.

    Args:
        command: ``serve``, ``connect``, ``run`` or ``scenarios``.
        arguments: what follows it on the command line.
    """
    try:
        prepared = _prepare(command, arguments)
        output = LineOutput(sys.stdout, utf8=prepared.json)
        with asyncio.Runner(loop_factory=prepared.new_loop) as runner:
            status = runner.run(prepared.action(output))
    except ExplainedError as error:
        complain(f"wsinspector {command}", render(error.text))
        return ExitStatus.USAGE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    if output.error:
        complain(f"wsinspector {command}", f"The output could not be written: {output.error}.")
        return ExitStatus.NO_OUTPUT
    return status


def _prepare(command: str, arguments: Sequence[str]) -> _Command:
    if command in ("run", "scenarios") or FLAG in arguments:
        return _prepare_scenarios(command, arguments)
    if command == "serve":
        to_serve = serve_options(arguments)
        return _Command(lambda output: serve(to_serve, output), to_serve.view.json)
    to_connect = connect_options(arguments)
    return _Command(lambda output: connect(to_connect, output), to_connect.view.json)


def _prepare_scenarios(command: str, arguments: Sequence[str]) -> _Command:
    # Late, because the other commands do without.
    from wsinspector.cli import list_scenarios, meet_scenarios, run_scenarios
    from wsinspector.scenarios.time_lapse import TimeLapse

    if command == "scenarios":
        as_json = list_options(arguments)
        return _Command(lambda output: list_scenarios.list_scenarios(as_json, output), as_json)
    if command == "run":
        to_run = run_options(arguments)
        return _Command(
            lambda output: run_scenarios.run_scenarios(to_run, output),
            to_run.json,
            lambda: TimeLapse(to_run.speed),
        )
    to_meet = meet_options(command, arguments)
    meet = meet_scenarios.serve_scenarios if command == "serve" else meet_scenarios.call_scenarios
    return _Command(lambda output: meet(to_meet, output), to_meet.json)
