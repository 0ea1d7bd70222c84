from __future__ import annotations

import pytest

from launcher import peer_programs, system_packages
from launcher.problem import Problem


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """A stand-in for npm that counts its calls, and a folder with a lock file to install from."""
    folder = tmp_path / "tests" / "peers"
    folder.mkdir(parents=True)
    (folder / "package-lock.json").write_text("{}")
    script = tmp_path / "npm"
    script.write_text('#!/bin/sh\necho "$*" >> calls\nmkdir -p node_modules\ntest ! -e broken\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return folder


def test_node_packages_are_installed_when_the_lock_changes(npm) -> None:
    for text in ("{}", "{}", '{"changed": 1}'):
        (npm / "package-lock.json").write_text(text)
        peer_programs.install_node_packages(npm)
    calls = (npm / "calls").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["ci", "ci"]
    assert all("--ignore-scripts" in call for call in calls)


def test_a_failing_npm_is_tried_again(npm) -> None:
    (npm / "broken").touch()
    with pytest.raises(Problem, match="npm failed"):
        peer_programs.install_node_packages(npm)
    (npm / "broken").unlink()
    peer_programs.install_node_packages(npm)
    assert len((npm / "calls").read_text().splitlines()) == 2


def test_a_failing_npm_does_not_stop_the_tests(npm, capsys) -> None:
    (npm / "broken").touch()
    peer_programs.set_up(npm.parent.parent, install=False)
    assert "npm failed" in capsys.readouterr().out


def test_what_is_missing_is_named(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    peer_programs.set_up(tmp_path, install=False)
    line = capsys.readouterr().out
    assert "skipped" in line
    for package in [*peer_programs.PROGRAMS.values(), "fonts-noto-cjk"]:
        assert package in line


def test_ci_installs_what_is_missing(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system_packages, "may_install", lambda: True)
    asked = []
    monkeypatch.setattr(system_packages, "require", lambda packages, _why: asked.extend(packages))
    peer_programs.set_up(tmp_path, install=True)
    assert set(asked) == {*peer_programs.PROGRAMS.values(), "fonts-noto-cjk"}
