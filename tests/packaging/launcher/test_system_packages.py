from __future__ import annotations

import pytest

from launcher import system_packages
from launcher.problem import Problem


@pytest.fixture
def apt_get(tmp_path, monkeypatch):
    """A stand-in on the PATH that writes down what it is asked, and fails for ``broken``."""
    asked = tmp_path / "asked"
    asked.touch()
    script = tmp_path / "apt-get"
    script.write_text(
        "#!/bin/sh\n"
        f'echo "$DEBIAN_FRONTEND $*" >> {asked}\n'
        'case "$*" in *broken*) echo "E: broken thing"; exit 100;; esac\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return asked


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(system_packages, "may_install", lambda: True)


@pytest.fixture
def as_user(monkeypatch):
    monkeypatch.setattr(system_packages, "may_install", lambda: False)


@pytest.mark.usefixtures("as_root")
def test_root_installs_without_questions(apt_get) -> None:
    system_packages.require(["one", "two"], "Something is missing")
    assert apt_get.read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install --yes --no-install-recommends one two",
    ]


@pytest.mark.usefixtures("as_root")
def test_a_failing_apt_is_quoted(apt_get) -> None:
    with pytest.raises(Problem, match="E: broken thing"):
        system_packages.require(["broken"], "Something is missing")


@pytest.mark.usefixtures("as_user")
def test_others_are_told_the_command(apt_get, monkeypatch) -> None:
    monkeypatch.setattr(system_packages, "apt_is_here", lambda: True)
    with pytest.raises(Problem) as problem:
        system_packages.require(["one", "two"], "Something is missing")
    assert str(problem.value) == (
        "Something is missing; install it with: sudo apt-get install one two"
    )
    assert apt_get.read_text() == ""


@pytest.mark.usefixtures("as_user")
def test_elsewhere_the_packages_are_named(monkeypatch) -> None:
    monkeypatch.setattr(system_packages, "apt_is_here", lambda: False)
    with pytest.raises(Problem, match="what Debian calls one, two"):
        system_packages.require(["one", "two"], "Something is missing")


@pytest.mark.parametrize("release", [{"ID": "debian"}, {"ID": "mint", "ID_LIKE": "ubuntu debian"}])
@pytest.mark.usefixtures("apt_get")
def test_debian_and_its_children_have_apt(release, monkeypatch) -> None:
    monkeypatch.setattr(system_packages.platform, "freedesktop_os_release", lambda: release)
    assert system_packages.apt_is_here()


@pytest.mark.usefixtures("apt_get")
def test_others_have_not(monkeypatch) -> None:
    monkeypatch.setattr(
        system_packages.platform, "freedesktop_os_release", lambda: {"ID": "fedora"}
    )
    assert not system_packages.apt_is_here()


@pytest.mark.usefixtures("as_user")
def test_nothing_missing_is_fine() -> None:
    system_packages.require([], "Nothing is missing")
