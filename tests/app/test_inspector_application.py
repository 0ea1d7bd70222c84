"""In a process of its own: there is one application a process, and the tests have theirs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def in_a_process(code: str) -> None:
    """Run code after ``app`` was made; what it asserts must hold."""
    program = (
        "from PySide6.QtCore import *\n"
        "from wsinspector.app.inspector_application import *\n"
        "app = InspectorApplication(['-platform', 'offscreen'])\n" + code
    )
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""


def test_it_is_known_by_one_name_everywhere(home: Path) -> None:
    in_a_process(
        "assert app.applicationName() == app.applicationDisplayName() == 'wsinspector'\n"
        "assert app.organizationName() == ''\n"
        "assert app.desktopFileName() == 'io.github.wsinspector.wsinspector'\n"
        "where = QStandardPaths.StandardLocation.AppConfigLocation\n"
        "assert QStandardPaths.writableLocation(where).count('wsinspector') == 1\n"
    )


def test_dressed_it_has_its_picture_and_chinese_fonts(home: Path) -> None:
    in_a_process(
        "assert app.windowIcon().isNull()\n"
        "app.dress()\n"
        "assert not app.windowIcon().isNull()\n"
        "assert any('CJK' in family for family in app.font().families())\n"
    )


def test_quit_is_a_wish_that_leaves_the_loop_running(home: Path) -> None:
    in_a_process(
        "heard = []\n"
        "app.quit_wished.connect(lambda: heard.append('quit'))\n"
        "QTimer.singleShot(0, app.quit)\n"
        "QTimer.singleShot(50, lambda: (heard.append('later'), app.exit(0)))\n"
        "app.exec()\n"
        "assert heard == ['quit', 'later'], heard\n"
    )
