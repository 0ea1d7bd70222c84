from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wsinspector import __version__
from wsinspector.__main__ import main

_ROOT = Path(__file__).parent.parent


def test_version(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"wsinspector {__version__}\n"


def test_help_names_the_self_test(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "--selftest" in capsys.readouterr().out


def test_help_names_the_commands(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert "wsinspector serve" in said
    assert "wsinspector connect" in said


@pytest.mark.parametrize("command", ["serve", "connect"])
def test_commands_have_a_help_of_their_own(command, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: wsinspector {command}" in capsys.readouterr().out


def test_a_word_that_is_no_command_opens_no_window(capsys) -> None:
    assert main(["sreve", "--port", "0"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "wsinspector: there is no command 'sreve'; there are serve and connect\n"


def test_commands_are_read_from_the_process(home: Path) -> None:
    command = [sys.executable, "-m", "wsinspector", "connect", "nowhere"]
    ended = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=20, check=False)
    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("wsinspector connect: argument URL: ")


def test_neither_takes_qt(home: Path) -> None:
    program = (
        "import sys\nfrom wsinspector.__main__ import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n"
        "    assert not any(name.startswith('PySide6') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=_ROOT, check=True, timeout=20)
