"""The command lines of run and scenarios, and of serve and connect with ``--scenario``."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wsinspector.cli.argument_types import address, whole_number
from wsinspector.cli.command_parser import CommandParser
from wsinspector.settings import LISTENER_PORT

FLAG = "--scenario"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What ``run`` is to do.

    Attributes:
        names: ids, short ids, or paths of files.
        every: all that come with the program, too.
        json: one JSON object a line instead of words.
        junit: a file for JUnit's XML; None for none.
        speed: how many times faster silence passes.
    """

    names: tuple[str, ...]
    every: bool
    json: bool
    junit: Path | None
    speed: float


@dataclass(frozen=True, slots=True)
class MeetOptions:
    """What ``serve --scenario`` and ``connect --scenario`` are to do.

    Attributes:
        names: as of :class:`RunOptions`.
        json: one JSON object a line instead of words.
        host: address to listen on.
        port: of the first scenario, one higher for each further one; 0 lets the system choose.
        url: where to connect to; empty for ``serve``.
    """

    names: tuple[str, ...]
    json: bool
    host: str = "127.0.0.1"
    port: int = 0
    url: str = ""


def run_options(arguments: Sequence[str]) -> RunOptions:
    """Read the command line of ``run``; a bad one ends the program with a sentence."""
    parser = CommandParser.of(
        "run",
        "Play scenarios against an end of ours, and compare the verdict with what is expected.",
    )
    parser.add_argument(
        "names", metavar="ID", nargs="*", help="a scenario, as listed by scenarios, or a file"
    )
    parser.add_argument("--all", action="store_true", help="all that come with the program")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--junit", metavar="FILE", type=Path, help="write the outcome as JUnit's XML, too"
    )
    parser.add_argument(
        "--speed",
        metavar="F",
        type=_speed,
        default=1.0,
        help="let time pass F times as fast while nothing happens; the verdicts stay the same",
    )
    options = parser.parse_args(arguments)
    if not options.names and not options.all:
        parser.error("name a scenario, or say --all")
    return RunOptions(tuple(options.names), options.all, options.json, options.junit, options.speed)


def list_options(arguments: Sequence[str]) -> bool:
    """Read the command line of ``scenarios``; returns whether JSON is wanted."""
    parser = CommandParser.of("scenarios", "List the scenarios that come with the program.")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return bool(parser.parse_args(arguments).json)


def meet_options(command: str, arguments: Sequence[str]) -> MeetOptions:
    """Read the command line of ``serve`` or ``connect`` with ``--scenario``."""
    is_server = command == "serve"
    parser = CommandParser.of(
        command,
        "Meet clients with scripted servers, each at a port of its own, until Ctrl-C."
        if is_server
        else "Meet a server with scripted clients, one after the other.",
    )
    parser.add_argument(
        FLAG, dest="names", metavar="ID", nargs="+", required=True, help="a scenario, or a file"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    if is_server:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument(
            "--port",
            type=whole_number(0, 65535),
            default=LISTENER_PORT.default,
            help="port of the first one, %(default)s if not given; 0 lets the system choose",
        )
        options = parser.parse_args(arguments)
        return MeetOptions(tuple(options.names), options.json, options.host, options.port)
    parser.add_argument("url", metavar="URL", nargs="?", help="ws://host:port/path, or wss://")
    options = parser.parse_args(arguments)
    names: list[str] = options.names
    # What follows the last scenario is the address, though it looks like one more of them.
    url = options.url or (names.pop() if len(names) > 1 else "")
    try:
        checked = address(url)
    except ArgumentTypeError as error:
        parser.error(str(error))
    return MeetOptions(tuple(names), options.json, url=checked)


def _speed(words: str) -> float:
    try:
        speed = float(words)
    except ValueError:
        speed = 0.0
    if not 1 <= speed <= 1_000_000:
        raise ArgumentTypeError(f"{words} is not a number of 1 to 1000000")
    return speed
