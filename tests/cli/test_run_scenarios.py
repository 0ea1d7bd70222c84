from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.scenarios.test_scenario_file import GOOD
from wsinspector.cli.command_line import run
from wsinspector.cli.exit_status import ExitStatus

FAST = ("--speed", "1000000")


def test_what_matches(tmp_path: Path, capsys) -> None:
    report = tmp_path / "report.xml"
    assert run("run", ["c05", "c01", *FAST, "--junit", str(report)]) == ExitStatus.COMPLETED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok    c05-drop-tcp-on-close  close-unanswered-fin  ")
    assert lines[1].startswith("ok    c01-no-answer  close-unanswered-timeout  10.")
    assert lines[2] == "2 of 2 scenarios match"
    suite = ET.fromstring(report.read_bytes())
    assert [case.attrib["name"] for case in suite] == ["c05-drop-tcp-on-close", "c01-no-answer"]


def test_what_differs(tmp_path: Path, capsys) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    assert run("run", [str(file), *FAST, "--json"]) == ExitStatus.DIFFERS
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["scenario"] == "mine-1"
    assert not told["matches"]
    assert any(one.startswith("flags: ") for one in told["differences"])
    assert told["verdict"]["vantage"] == "client"


def test_what_cannot_be_played_or_written(tmp_path: Path, capsys) -> None:
    assert run("run", ["c99"]) == ExitStatus.USAGE
    assert capsys.readouterr().err == "wsinspector run: There is no scenario called “c99”.\n"
    nowhere = tmp_path / "no" / "report.xml"
    assert run("run", ["b03", *FAST, "--junit", str(nowhere)]) == ExitStatus.NO_OUTPUT
    assert "could not be written" in capsys.readouterr().err
