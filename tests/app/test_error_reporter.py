from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qWarning

from wsinspector import __version__
from wsinspector.app.error_reporter import ErrorReporter


@pytest.fixture
def reporter(qtbot) -> Iterator[ErrorReporter]:
    before = (sys.excepthook, threading.excepthook)
    reporter = ErrorReporter()
    reporter.install()
    yield reporter
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def raise_from(words: str) -> None:
    raise ValueError(words)


def said(reporter: ErrorReporter) -> str:
    return reporter.dialog.text() if reporter.dialog is not None else ""


async def test_an_error_in_a_slot_is_shown_and_logged(reporter, expect_log, eventually) -> None:
    expect_log("wsinspector: Unhandled exception\n.*")
    QTimer.singleShot(0, lambda: raise_from("in a slot"))
    await eventually(lambda: "ValueError: in a slot" in said(reporter))
    assert f"wsinspector {__version__}" in said(reporter)
    assert "raise_from" in said(reporter)


async def test_an_error_in_a_thread_is_shown_in_the_window(
    reporter, expect_log, eventually
) -> None:
    expect_log("wsinspector: Unhandled exception in worker")
    thread = threading.Thread(target=raise_from, args=("in a thread",), name="worker")
    thread.start()
    thread.join()
    await eventually(lambda: "ValueError: in a thread" in said(reporter))


async def test_an_error_in_the_loop_is_shown(aio, reporter, expect_log, eventually) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(reporter.handle_loop_error)
    expect_log("in a callback")
    expect_log("without an exception")
    loop.call_soon(raise_from, "in a callback")
    loop.call_exception_handler({"message": "without an exception", "socket": 5})
    await eventually(lambda: "ValueError: in a callback" in said(reporter))
    assert "without an exception\nsocket: 5" in said(reporter)
    loop.set_exception_handler(lambda _loop, context: aio.errors.append(context))


async def test_several_errors_share_one_window(reporter, expect_log, eventually) -> None:
    expect_log("wsinspector: one")
    reporter.handle_loop_error(asyncio.get_running_loop(), {"message": "one"})
    window = reporter.dialog
    reporter.handle_loop_error(asyncio.get_running_loop(), {"message": "two"})
    expect_log("wsinspector: two")
    assert reporter.dialog is window
    assert said(reporter).endswith("one\ntwo")


async def test_an_interrupt_is_logged_but_needs_no_window(reporter, expect_log) -> None:
    expect_log("KeyboardInterrupt")
    reporter.handle_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reporter.dialog is None


def test_messages_of_qt_go_to_the_log(reporter, expect_log) -> None:
    expect_log("^qt: odd$")
    qWarning("odd")
    qWarning("This plugin does not support propagateSizeHints()")
    assert reporter.dialog is None
