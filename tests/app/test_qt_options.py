from __future__ import annotations

import pytest

from wsinspector.app.qt_options import refusal


@pytest.mark.parametrize(
    "line",
    [
        "",
        "-platform offscreen",
        "-style=fusion",
        "-reverse -geometry 800x600+0+0 -stylesheet /tmp/a.qss",
        "-title sreve",
    ],
)
def test_what_qt_understands_passes(line: str) -> None:
    assert refusal(line.split()) == ""


@pytest.mark.parametrize(
    "line, said",
    [
        ("--selftset", "no option '--selftset'"),
        ("--platform offscreen", "no option '--platform'"),
        ("-style fusion --port=1", "no option '--port=1'"),
        ("-selftest", "no option '-selftest'"),
        ("-", "no option '-'"),
        ("sreve", "no command 'sreve'"),
        ("-reverse sreve", "no command 'sreve'"),
        ("-style", "needs a value"),
    ],
)
def test_all_else_is_refused(line: str, said: str) -> None:
    assert said in refusal(line.split())
