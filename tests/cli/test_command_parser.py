from __future__ import annotations

import pytest

from wsinspector.cli.command_parser import CommandParser


def test_it_complains_in_one_sentence(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        CommandParser.of("dance", "Dance.").parse_args(["--faster"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "wsinspector dance: unrecognized arguments: --faster\n"


def test_its_help_explains_the_exit_statuses(capsys) -> None:
    with pytest.raises(SystemExit):
        CommandParser.of("dance", "Dance.").parse_args(["--help"])
    assert "exit status:" in capsys.readouterr().out
