from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qWarning

from wsinspector.app.display_opening import display_opening, why_no_window

_ROOT = Path(__file__).parents[2]
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize(
    "display, why",
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":7777"}, "could not connect to display :7777"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "nonsense"),
    ],
)
def test_without_a_display_it_says_so_in_one_sentence(home: Path, display, why: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name not in _DISPLAYS}
    ended = subprocess.run(
        [sys.executable, "-m", "wsinspector"],
        cwd=_ROOT,
        env=variables | display,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert why in ended.stderr
    assert "wsinspector serve" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_display_that_opens_has_its_messages_passed_on() -> None:
    passed = []
    with display_opening(lambda *message: passed.append(message)):
        qWarning("slow")
        assert passed == []
    assert [(kind, said) for kind, _, said in passed] == [(QtMsgType.QtWarningMsg, "slow")]


def test_the_first_message_is_the_reason() -> None:
    said = why_no_window({"DISPLAY": ":1"}, ["could not connect\n to :1", "install something"])
    assert "(Qt says: could not connect to :1)" in said
    assert "does not say" in why_no_window({"DISPLAY": ":1"}, [])
