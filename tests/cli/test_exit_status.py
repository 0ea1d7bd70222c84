from __future__ import annotations

from wsinspector.cli.exit_status import EXPLANATION, ExitStatus


def test_the_help_explains_every_status() -> None:
    told = [int(line.split()[0]) for line in EXPLANATION.splitlines()[1:]]
    assert told == sorted(ExitStatus)
