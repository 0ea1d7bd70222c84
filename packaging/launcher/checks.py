"""The test command: style, types and layers first, then the tests; all of them, whatever fails."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
)

# Name, and the arguments of Python that run it.
CHECKS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check", "--quiet", "."],
    "ruff format": ["-m", "ruff", "format", "--quiet", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", _LINT_IMPORTS],
}


def run_all(python: Path, root: Path) -> int:
    """Run every check and every test, then say which failed.

    Args:
        python: The interpreter that has the tools and the program's packages.
        root: The checkout's top folder.

    Returns:
        An exit status: 0 if nothing failed.
    """
    ended: list[tuple[str, int, float]] = []
    for name, arguments in [*CHECKS.items(), ("pytest", ["-m", "pytest"])]:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        status = subprocess.run([python, *arguments], cwd=root, check=False).returncode
        ended.append((name, status, time.monotonic() - started))
    print()
    for name, status, seconds in ended:
        print(f"{'FAILED' if status else 'passed'}  {name} ({seconds:.0f} s)", flush=True)
    return 1 if any(status for _name, status, _seconds in ended) else 0


def run_pytest(python: Path, root: Path, arguments: Sequence[str]) -> int:
    """Run some of the tests and nothing else; returns pytest's exit status."""
    command = [str(python), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=root, check=False).returncode
