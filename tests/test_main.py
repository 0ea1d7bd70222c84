from __future__ import annotations

import os
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
    assert (
        err
        == "wsinspector: there is no command 'sreve'; there are serve, connect, run and scenarios\n"
    )


@pytest.mark.parametrize("option", ["--selftset", "--self", "-selftest"])
def test_an_unknown_option_opens_no_window(option: str, capsys) -> None:
    assert main([option]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"wsinspector: there is no option '{option}'")
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("delay_s", [0.1, 0.2, 0.4])
def test_a_signal_while_it_opens_ends_it_cleanly(home: Path, delay_s: float) -> None:
    # The program sends the signal to itself, from when its own code first runs.
    program = (
        "import os, signal, sys, threading\n"
        "from wsinspector.app.early_signal import EarlySignal\n"
        "EarlySignal().listen()\n"
        f"threading.Timer({delay_s}, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "from wsinspector.__main__ import main\n"
        "sys.exit(main([]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=_ROOT, capture_output=True, timeout=20, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


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
