from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from launcher import qt_libraries, system_packages
from launcher.problem import Problem


@pytest.fixture
def ldd(tmp_path, monkeypatch):
    """A stand-in that says what its file ``answer`` says."""
    script = tmp_path / "ldd"
    script.write_text(f"#!/bin/sh\ncat {tmp_path}/answer\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "answer"


def test_qt_loads_here() -> None:
    qt_libraries.require_qt(Path(sys.executable), ["offscreen"])


def test_missing_libraries_are_named_once_with_their_packages(ldd, monkeypatch) -> None:
    ldd.write_text(
        "/x/libqxcb.so:\n"
        "\tlibxcb-cursor.so.0 => not found\n"
        "\tlibc.so.6 => /lib/libc.so.6 (0x1)\n"
        "/x/QtGui.abi3.so:\n"
        "\tlibEGL.so.1 => not found\n"
        "\tlibxcb-cursor.so.0 => not found\n"
    )
    monkeypatch.setattr(system_packages, "apt_is_here", lambda: True)
    monkeypatch.setattr(system_packages, "may_install", lambda: False)
    with pytest.raises(Problem) as problem:
        qt_libraries.require_qt(Path(sys.executable), ["xcb"])
    assert "(libEGL.so.1, libxcb-cursor.so.0)" in str(problem.value)
    assert str(problem.value).endswith("sudo apt-get install libegl1 libxcb-cursor0")


def test_an_installation_that_changes_nothing_is_noticed(ldd, monkeypatch) -> None:
    ldd.write_text("\tlibodd.so.1 => not found\n")
    asked = []
    monkeypatch.setattr(system_packages, "require", lambda packages, _why: asked.extend(packages))
    with pytest.raises(Problem, match=r"still misses libodd\.so\.1"):
        qt_libraries.require_qt(Path(sys.executable), ["offscreen"])
    assert asked == ["libodd.so.1"]


def test_every_library_of_a_window_has_a_package() -> None:
    """What Qt's files ask for by name, and neither the wheel nor every Debian brings."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux's wheels leave libraries to the system")
    files = qt_libraries._files_to_check(Path(sys.executable), ["xcb", "wayland"])
    assert {"libqxcb.so", "libqwayland.so", "QtWidgets.abi3.so"} <= {file.name for file in files}
    folder = files[0].parent / "Qt" / "lib"
    listed = subprocess.run(["ldd", *files], capture_output=True, text=True, check=True).stdout
    named = {line.split()[0] for line in listed.splitlines() if "=> /" in line}
    theirs = {name for name in named if name.startswith(("libxcb", "libwayland", "libxkb"))}
    assert len(theirs) > 10
    unknown = theirs - qt_libraries.DEBIAN_PACKAGES.keys()
    assert not {name for name in unknown if not (folder / name).exists()}


@pytest.mark.parametrize(
    "variables, platforms",
    [
        ({}, ["offscreen"]),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "vnc:size=800x600"}, ["vnc"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["wayland", "xcb"]),
    ],
)
def test_the_platforms_that_a_window_would_use(variables, platforms) -> None:
    assert qt_libraries.platforms_in_use(variables) == platforms


@pytest.mark.parametrize("version", [("glibc", "2.34"), ("glibc", "2.41"), ("", "")])
def test_a_recent_linux_will_do(version, monkeypatch) -> None:
    monkeypatch.setattr(qt_libraries.platform, "libc_ver", lambda: version)
    qt_libraries.require_glibc()


def test_an_old_one_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(qt_libraries.platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(Problem, match=r"this system has 2\.31"):
        qt_libraries.require_glibc()
