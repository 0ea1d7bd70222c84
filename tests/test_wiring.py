"""The wiring in conftest.py catches what it promises to catch: each planted defect fails."""

from __future__ import annotations

import asyncio
import gc
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent

_PLANTED = """
import asyncio
import logging

import pytest

KEPT = []


async def test_ok():
    await asyncio.sleep(0)


async def test_leaked_task():
    KEPT.append(asyncio.create_task(asyncio.sleep(60), name="forgotten"))


async def test_unseen_exception():
    asyncio.create_task(asyncio.sleep(0, 1 / 1)).add_done_callback(lambda _: 1 / 0)
    await asyncio.sleep(0.001)


async def test_forgotten_exception():
    async def fails():
        raise ValueError("unseen")

    asyncio.create_task(fails())
    await asyncio.sleep(0)


async def test_unclosed_server():
    await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)


@pytest.mark.limit(0.05)
async def test_too_slow():
    await asyncio.Event().wait()


def test_unannounced_log():
    logging.getLogger("planted").warning("odd")


def test_announced_log(expect_log):
    expect_log("planted: odd")
    logging.getLogger("planted").warning("odd")


def test_announced_log_missing(expect_log):
    expect_log("planted: odd")


def test_stray_window(qapp):
    from PySide6.QtWidgets import QLabel

    KEPT.append(QLabel("stray"))


def test_slot_exception(qtbot):
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(1)


def test_qt_warning(qtbot):
    from PySide6.QtCore import qWarning

    qWarning("planted")


async def test_qt_loop(qtbot, next_signal):
    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        said = Signal(str)

    sender = Sender()
    heard = next_signal(sender.said)
    sender.said.emit("now")
    assert await heard == ("now",)
    assert type(asyncio.get_running_loop()).__name__ == "InspectorEventLoop"


async def test_qt_leaked_task(qtbot):
    KEPT.append(asyncio.create_task(asyncio.sleep(60)))
"""

_HARMLESS = {"test_ok", "test_announced_log", "test_qt_loop"}


def test_every_planted_defect_fails(tmp_path: Path) -> None:
    shutil.copy(_ROOT / "tests" / "conftest.py", tmp_path)
    planted = tmp_path / "test_planted.py"
    planted.write_text(_PLANTED)
    command = [sys.executable, "-m", "pytest", str(planted), "-rA", "-q"]
    command += ["-c", str(_ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    command += ["-o", f"pythonpath={_ROOT}", "-p", "no:cacheprovider"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    reports = (line.split() for line in run.stdout.splitlines() if "::test_" in line)
    failed = {words[1].split("::")[1] for words in reports if words[0] in {"FAILED", "ERROR"}}
    planted_names = set(re.findall(r"def (test_\w+)", _PLANTED))
    assert failed == planted_names - _HARMLESS, run.stdout + run.stderr


async def test_stock_loop_without_qt_fixtures() -> None:
    assert type(asyncio.get_running_loop()).__module__.startswith("asyncio")


def test_run_reports_a_time_limit(aio) -> None:
    with pytest.raises(TimeoutError):
        aio.run(asyncio.Event().wait(), seconds=0.01)


async def test_eventually_gives_up(eventually) -> None:
    with pytest.raises(TimeoutError):
        await eventually(lambda: False, seconds=0.01)


async def test_next_signal_gives_up(qtbot, next_signal) -> None:
    from PySide6.QtCore import QObject

    thing = QObject()
    with pytest.raises(TimeoutError):
        await next_signal(thing.destroyed, seconds=0.01)


def test_home_is_empty_and_private(home: Path) -> None:
    assert os.environ["HOME"] == str(home)
    assert list(home.iterdir()) == []


def test_long_lived_objects_are_out_of_the_collectors_sight() -> None:
    assert gc.get_freeze_count() > 10_000
