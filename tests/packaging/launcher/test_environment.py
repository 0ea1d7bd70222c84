from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pytest

from launcher import environment, system_packages
from launcher.environment import Environment
from launcher.problem import Problem


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a package of its own and nothing to install."""
    requirements = tmp_path / "checkout" / "packaging" / "requirements"
    requirements.mkdir(parents=True)
    (requirements / "run.txt").write_text("# nothing\n")
    (requirements / "test.txt").write_text("-r run.txt\n")
    (tmp_path / "checkout" / "only_here.py").write_text("print('found')\n")
    return tmp_path / "checkout"


def said(capsys) -> list[str]:
    return [line.split()[0] for line in capsys.readouterr().out.splitlines()]


def test_it_is_made_once_and_follows_its_requirements(checkout, capsys) -> None:
    Environment(checkout).prepare("test")
    assert said(capsys) == ["Making", "Installing"]
    python = Environment(checkout).python
    found = subprocess.run([python, "-m", "only_here"], cwd="/", capture_output=True, check=True)
    assert found.stdout.split() == [b"found"]

    Environment(checkout).prepare("test")
    Environment(checkout).prepare("run")
    assert said(capsys) == [], "what is there is not installed again"

    run = checkout / "packaging" / "requirements" / "run.txt"
    run.write_text("# still nothing\n")
    Environment(checkout).prepare("run")
    assert said(capsys) == ["Installing"]
    Environment(checkout).prepare("test")
    assert said(capsys) == ["Installing"], "the test group has another run.txt than before"

    run.write_text("no-such-package-here==0\n--no-index\n")
    with pytest.raises(Problem, match=r"requirements.run\.txt"):
        Environment(checkout).prepare("run")


@pytest.mark.parametrize("flaw", ["root", "python", "broken", "no stamp"])
def test_one_that_does_not_fit_is_made_anew(checkout, flaw, monkeypatch) -> None:
    found = Environment(checkout)
    found.python.parent.mkdir(parents=True)
    found.python.symlink_to("/nowhere" if flaw == "broken" else sys.executable)
    if flaw != "no stamp":
        stamp = found.folder / "wsinspector-stamp.json"
        stamp.write_text(json.dumps({flaw: "another"}))
    made = []
    monkeypatch.setattr(Environment, "_create", lambda _self: made.append(flaw))
    monkeypatch.setattr(Environment, "_install", lambda _self, _file: None)
    monkeypatch.setattr(Environment, "_show_checkout", lambda _self: None)
    found.prepare("run")
    assert made == ([] if flaw == "no stamp" else [flaw]), "one made by hand is used"


def test_a_python_without_ensurepip_is_explained(checkout, monkeypatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util, "find_spec", lambda n: None if n == "ensurepip" else find(n)
    )
    monkeypatch.setattr(system_packages, "apt_is_here", lambda: True)
    monkeypatch.setattr(system_packages, "may_install", lambda: False)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(Problem, match=rf"sudo apt-get install python{version}-venv"):
        Environment(checkout).prepare("run")
