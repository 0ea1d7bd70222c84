from __future__ import annotations

import pytest

from tests.support.command_process import run_command
from wsinspector.cli import command_line
from wsinspector.cli.command_line import run


@pytest.mark.parametrize(
    "command, arguments, said",
    [
        ("serve", ["--host", ""], "needs an address to listen on"),
    ],
)
def test_what_only_the_engine_knows_is_one_sentence_too(command, arguments, said, capsys) -> None:
    assert run(command, arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith(f"wsinspector {command}: ")
    assert said in err


def test_an_interrupt_before_anything_began(monkeypatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "serve_options", interrupted)
    assert run("serve", []) == 130


async def test_no_qt_is_loaded_by_any_way_out() -> None:
    """Each of these processes fails if it is: see the support module."""
    for arguments, status in (
        (("--version",), 0),
        (("serve", "--help"), 0),
        (("serve", "--nothing"), 2),
        (("connect", "ws://127.0.0.1:1/"), 3),
    ):
        ended, _, words = await run_command(*arguments)
        assert ended == status, words
        assert "AssertionError" not in words
