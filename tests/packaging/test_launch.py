from __future__ import annotations

import ast
import sys
from pathlib import Path

import launch
import pytest


def put_on_path(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Make a PATH that holds nothing but some shell scripts; ``_`` in a name becomes a dot."""
    for name, text in scripts.items():
        script = folder / name.replace("_", ".")
        script.write_text(f"#!/bin/sh\n{text}\n")
        script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 99), sys.version_info[:3]])
def test_suitable_pythons_are_accepted(version) -> None:
    assert launch.refusal(version, "launch.py run") == ""


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_others_are_refused_in_one_sentence(version, tmp_path, monkeypatch) -> None:
    put_on_path(tmp_path, monkeypatch)
    assert launch.refusal(version, "launch.py run") == (
        "wsinspector needs Python 3.11, 3.12 or 3.13, and this is Python {}.{}.{}.".format(*version)
    )


def test_a_better_python_is_named(tmp_path, monkeypatch) -> None:
    put_on_path(tmp_path, monkeypatch, python3_11="echo 3 11")
    refusal = launch.refusal((3, 10, 1), "packaging/launch.py run --selftest")
    assert refusal.endswith(
        "; python3.11 is here too: python3.11 packaging/launch.py run --selftest"
    )


def test_a_python_that_does_not_start_is_not_named(tmp_path, monkeypatch) -> None:
    put_on_path(tmp_path, monkeypatch, python3_13="exit 127", python3_12="echo 3 9")
    assert launch.accepted_python() == ""


def test_old_pythons_can_read_the_file() -> None:
    source = Path(launch.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__ import annotations" not in source


def test_a_refusal_ends_the_program(monkeypatch, capsys) -> None:
    monkeypatch.setattr(launch.sys, "version_info", (3, 14, 0, "final", 0))
    assert launch.main() == 1
    assert "3.11, 3.12 or 3.13" in capsys.readouterr().err
