from __future__ import annotations

import pytest

from launcher import command_line


@pytest.fixture
def nothing_to_set_up(monkeypatch):
    def fail(*_: object) -> None:
        pytest.fail("set something up that was not asked for")

    monkeypatch.setattr(command_line, "_set_up", fail)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_these_variables_is_a_display(name) -> None:
    assert command_line.has_display({name: "x"})
    assert not command_line.has_display({name: ""})
    assert not command_line.has_display({})


@pytest.mark.usefixtures("nothing_to_set_up")
def test_run_without_display_says_what_works(monkeypatch, capsys) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert command_line.main(["run", "--port", "1"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "launch.py run --selftest" in err


@pytest.mark.parametrize(
    "argument, plugins",
    [
        ("--selftest", ["offscreen"]),
        ("--version", ["offscreen"]),
        ("-h", ["offscreen"]),
        ("serve", None),
        ("connect", None),
    ],
)
def test_what_needs_no_display_starts_without_one(argument, plugins, monkeypatch, tmp_path) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    asked = []

    def set_up(group, plugins):
        asked.append((group, plugins))
        return command_line.Environment(tmp_path)

    def execv(path, arguments):
        asked.append((path, arguments[1:]))
        raise SystemExit

    monkeypatch.setattr(command_line, "_set_up", set_up)
    monkeypatch.setattr(command_line.os, "execv", execv)
    with pytest.raises(SystemExit):
        command_line.run([argument])
    python = str(tmp_path / ".venv" / "bin" / "python")
    assert asked == [("run", plugins), (python, ["-m", "wsinspector", argument])]


@pytest.mark.usefixtures("nothing_to_set_up")
def test_help_and_mistakes_show_the_usage(capsys) -> None:
    assert command_line.main(["--help"]) == 0
    assert "launch.py test" in capsys.readouterr().out
    assert command_line.main([]) == 2
    assert command_line.main(["tset"]) == 2
    assert "launch.py test" in capsys.readouterr().err
