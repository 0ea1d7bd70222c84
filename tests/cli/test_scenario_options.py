from __future__ import annotations

from pathlib import Path

import pytest

from wsinspector.cli.scenario_options import (
    MeetOptions,
    RunOptions,
    list_options,
    meet_options,
    run_options,
)


def test_run() -> None:
    assert run_options(["c05", "s01"]) == RunOptions(("c05", "s01"), False, False, None, 1.0)
    arguments = ["--all", "--json", "--junit", "out.xml", "--speed", "20"]
    assert run_options(arguments) == RunOptions((), True, True, Path("out.xml"), 20.0)


@pytest.mark.parametrize(
    "arguments, why",
    [
        ([], "name a scenario"),
        (["c05", "--speed", "0.5"], "not a number of 1"),
        (["c05", "--speed", "nan"], "not a number of 1"),
        (["c05", "--speed", "fast"], "not a number of 1"),
        (["c05", "--slowly"], "unrecognized"),
    ],
)
def test_what_run_refuses(arguments: list[str], why: str, capsys) -> None:
    with pytest.raises(SystemExit):
        run_options(arguments)
    assert why in capsys.readouterr().err


def test_scenarios() -> None:
    assert not list_options([])
    assert list_options(["--json"])


def test_serve_and_connect() -> None:
    assert meet_options("serve", ["--scenario", "c05", "s01", "--port", "0"]) == MeetOptions(
        ("c05", "s01"), json=False, host="127.0.0.1", port=0
    )
    url = "ws://localhost:8765/"
    expected = MeetOptions(("k01", "k02"), json=True, url=url)
    assert meet_options("connect", ["--json", "--scenario", "k01", "k02", url]) == expected
    assert meet_options("connect", [url, "--json", "--scenario", "k01", "k02"]) == expected


@pytest.mark.parametrize(
    "arguments", [["--scenario", "k01"], ["--scenario", "k01", "k02"], ["--scenario"], ["ws://a/"]]
)
def test_connect_needs_both(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit):
        meet_options("connect", arguments)
    assert capsys.readouterr().err.startswith("wsinspector connect: ")
