"""A piece of the program run in a process of its own, where nothing is loaded yet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def in_a_process(code: str, *arguments: str) -> str:
    """What a program prints that must succeed and complain of nothing."""
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code, *arguments]
    run = subprocess.run(
        command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=20
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return run.stdout
