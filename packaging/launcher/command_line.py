"""The two commands of the launcher, and the order in which they do things."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from launcher import checks, peer_programs, qt_libraries
from launcher.environment import Environment
from launcher.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROOT = Path(__file__).resolve().parent.parent.parent
_USAGE = """\
usage: python3 packaging/launch.py run [arguments of wsinspector]
       python3 packaging/launch.py test [arguments of pytest]

run   sets everything up and starts wsinspector
test  sets everything up and runs ruff, mypy, import-linter and the tests;
      with arguments, only pytest with these arguments\
"""
# What wsinspector can be asked without a display.
_HEADLESS = {"--selftest", "--help", "-h", "--version"}
# Its commands that do not even load Qt.
_WITHOUT_QT = {"serve", "connect"}


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for.

    Args:
        arguments: What follows ``launch.py``.

    Returns:
        An exit status; 2 for a command that does not exist.
    """
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if command == "run":
            return run(rest)
        if command == "test":
            return test(rest)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    asked = command in {"-h", "--help"}
    print(_USAGE, file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


def run(arguments: Sequence[str]) -> int:
    """Set up the program and start it.

    Raises:
        Problem: It cannot be set up, or there is no display for its window.
    """
    without_qt = bool(_WITHOUT_QT & set(arguments[:1]))
    headless = without_qt or bool(_HEADLESS & set(arguments))
    if not headless and not has_display(os.environ):
        message = (
            "There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set), but "
            "python3 packaging/launch.py run --selftest works without one, and so do run serve and "
            "run connect."
        )
        raise Problem(message)
    plugins = ["offscreen"] if headless else _platforms()
    environment = _set_up("run", None if without_qt else plugins)
    command = [str(environment.python), "-m", "wsinspector", *arguments]
    if os.name == "posix":
        # Signals and the exit status are the program's own.
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Set up the program and what its tests need, then run them.

    Raises:
        Problem: It cannot be set up.
    """
    in_ci = os.environ.get("CI") == "true"
    environment = _set_up("test", ["offscreen", "xcb"] if in_ci else ["offscreen"])
    peer_programs.set_up(_ROOT, install=in_ci)
    if arguments:
        return checks.run_pytest(environment.python, _ROOT, arguments)
    return checks.run_all(environment.python, _ROOT)


def has_display(variables: Mapping[str, str]) -> bool:
    """Whether a window can be shown, given the environment variables."""
    if not sys.platform.startswith("linux"):
        return True
    return any(variables.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _platforms() -> list[str]:
    """Qt's platform plugins that a window would use here."""
    return qt_libraries.platforms_in_use(os.environ)


def _set_up(group: str, plugins: Sequence[str] | None) -> Environment:
    """Make the virtual environment, and make sure that Qt loads in it if there are plugins."""
    qt_libraries.require_glibc()
    environment = Environment(_ROOT)
    environment.prepare(group)
    if plugins is not None:
        qt_libraries.require_qt(environment.python, plugins)
    return environment
