from __future__ import annotations

import pytest

from launcher import checks


@pytest.fixture
def python(tmp_path):
    """A stand-in for Python that writes down its arguments and fails for ruff's formatter."""
    script = tmp_path / "python"
    script.write_text(
        "#!/bin/sh\n"
        f'echo "$*" >> {tmp_path}/calls\n'
        'case "$*" in *"ruff format"*) exit 1;; *special*) exit 5;; esac\n'
    )
    script.chmod(0o755)
    return script


def calls(python) -> list[str]:
    return (python.parent / "calls").read_text().splitlines()


def test_all_run_and_one_failure_fails_the_whole(python, tmp_path, capfd) -> None:
    assert checks.run_all(python, tmp_path) == 1
    tools = [call.split()[1] for call in calls(python)]
    assert tools[:3] == ["ruff", "ruff", "mypy"]
    assert "importlinter" in calls(python)[3]
    assert tools[-1] == "pytest"
    ended = [line.split(" (")[0] for line in capfd.readouterr().out.splitlines()[-5:]]
    assert ended == [
        "passed  ruff check",
        "FAILED  ruff format",
        "passed  mypy",
        "passed  import-linter",
        "passed  pytest",
    ]


def test_nothing_failed(python, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(checks.CHECKS, "ruff format", ["-m", "ruff", "check"])
    assert checks.run_all(python, tmp_path) == 0


def test_with_arguments_only_pytest_runs(python, tmp_path) -> None:
    assert checks.run_pytest(python, tmp_path, ["-k", "special"]) == 5
    assert calls(python) == ["-m pytest -k special"]
