"""What every test stands on: one event loop a test, a home of its own, and nothing left behind.

``async def`` tests just work. They run on the stock asyncio loop unless they use Qt fixtures;
a folder's conftest.py chooses otherwise by overriding ``loop_kind`` (the engine's tests run on
both loops). A test fails if it leaves a task running, an error unseen in the loop, a window open,
or a log record of level WARNING that it did not announce.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import itertools
import logging
import os
import re
import sys
from typing import TYPE_CHECKING, Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # else Qt prints a warning about the locale
os.environ["QT_API"] = "pyside6"  # else qasync prefers another binding that happens to be there

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QApplication

_T = TypeVar("_T")

# Two busy cores make single examples slow; in CI a failure must come back on the next run.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


# ------------------------------------------------------------------------------- async def tests


class LoopDriver:
    """The event loop of one test, and what went wrong in it unseen.

    Attributes:
        loop: The loop itself.
        errors: Contexts handed to the loop's exception handler. A test that expects one checks
            it here and clears the list; what is left at the end fails the test.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, *, driven_by_qt: bool) -> None:
        self.loop = loop
        self.errors: list[dict[str, Any]] = []
        self._driven_by_qt = driven_by_qt
        loop.set_exception_handler(lambda _loop, context: self.errors.append(context))
        asyncio.set_event_loop(loop)
        self._mark_running()

    def run(self, awaitable: Awaitable[_T], seconds: float = 10.0) -> _T:
        """Run until the awaitable is done, for plain tests and fixtures.

        Raises:
            TimeoutError: It took longer than that.
        """

        async def limited() -> _T:
            async with asyncio.timeout(seconds):
                return await awaitable

        asyncio._set_running_loop(None)
        try:
            return self.loop.run_until_complete(limited())
        finally:
            self._mark_running()

    def close(self) -> None:
        """End the loop, and fail if something was still running or went wrong unseen."""
        left = [task for task in asyncio.all_tasks(self.loop) if not task.done()]
        names = [f"{task.get_name()} ({task.get_coro()!r})" for task in left]
        for task in left:
            task.cancel()
        self.run(asyncio.gather(*left, return_exceptions=True))
        self.run(self.loop.shutdown_asyncgens())
        self.run(self.loop.shutdown_default_executor())
        left.clear()
        gc.collect()  # "Task exception was never retrieved" comes now, while the handler listens
        self.run(asyncio.sleep(0))
        asyncio._set_running_loop(None)
        asyncio.set_event_loop(None)
        self.loop.close()
        assert not self.errors, f"errors nobody saw in the event loop: {self.errors}"
        assert not names, f"tasks left running: {names}"

    def _mark_running(self) -> None:
        """Let plain code create tasks: between two runs Qt (qtbot.wait...) drives the loop."""
        if self._driven_by_qt:
            asyncio._set_running_loop(self.loop)


@pytest.fixture
def loop_kind(request: pytest.FixtureRequest) -> str:
    """The loop that ``aio`` makes: ``"asyncio"``, ``"qt"`` or ``"time-lapse"``, on which silence
    is skipped. Folders override it."""
    return "qt" if "qapp" in request.fixturenames else "asyncio"


@pytest.fixture
def aio(request: pytest.FixtureRequest, loop_kind: str) -> Iterator[LoopDriver]:
    """The event loop of this test; ``async def`` tests run in a task of it."""
    if loop_kind == "qt":
        app = request.getfixturevalue("qapp")
        from wsinspector.app.event_loop import InspectorEventLoop

        driver = LoopDriver(InspectorEventLoop(app), driven_by_qt=True)
    elif loop_kind == "time-lapse":
        from wsinspector.scenarios.time_lapse import TimeLapse

        driver = LoopDriver(TimeLapse(), driven_by_qt=False)
    else:
        driver = LoopDriver(asyncio.new_event_loop(), driven_by_qt=False)
    yield driver
    driver.close()


@pytest.fixture
def next_signal() -> Callable[..., asyncio.Future[tuple[Any, ...]]]:
    """Wait for a Qt signal: ``heard = next_signal(panel.done)``, act, ``args = await heard``.

    It listens from the call on, so that a signal emitted before the ``await`` is not missed.
    """

    def listen(signal: SignalInstance, seconds: float = 5.0) -> asyncio.Future[tuple[Any, ...]]:
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[tuple[Any, ...]] = loop.create_future()

        def on_signal(*args: object) -> None:
            timer.cancel()
            if not heard.done():
                heard.set_result(args)

        def on_timeout() -> None:
            if not heard.done():
                heard.set_exception(TimeoutError(f"no {signal} within {seconds} s"))

        timer = loop.call_later(seconds, on_timeout)
        signal.connect(on_signal)  # ends with its sender, which may be gone before the await
        return heard

    return listen


@pytest.fixture
def eventually() -> Callable[..., Awaitable[None]]:
    """Wait for a condition that announces itself nowhere: ``await eventually(lambda: ...)``."""

    async def wait(condition: Callable[[], object], seconds: float = 5.0) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.001)

    return wait


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> None:
    """Give every coroutine test the ``aio`` fixture, in time for its parameters."""
    if (
        isinstance(collector, pytest.Module | pytest.Class)
        and inspect.iscoroutinefunction(obj)
        and collector.istestfunction(obj, name)
    ):
        pytest.mark.usefixtures("aio")(obj)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object | None:
    """Run a coroutine test in a task of its loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    limit = pyfuncitem.get_closest_marker("limit")
    driver = pyfuncitem.funcargs["aio"]
    assert isinstance(driver, LoopDriver)
    driver.run(pyfuncitem.obj(**arguments), limit.args[0] if limit else 10.0)
    return True


# ------------------------------------------------------------------------------ nothing left over


class LogWatch(logging.Handler):
    """Collects log records from WARNING up and compares them with what a test announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._patterns: list[str] = []

    def __call__(self, pattern: str) -> None:
        """Announce records whose ``logger: message`` has a match; at least one must come."""
        self._patterns.append(pattern)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)

    def check(self) -> None:
        """Fail for records nobody announced, and for announced ones that never came."""
        lines = [f"{record.name}: {record.getMessage()}" for record in self.records]
        stray = [line for line in lines if not any(re.search(p, line) for p in self._patterns)]
        missing = [p for p in self._patterns if not any(re.search(p, line) for line in lines)]
        assert not stray, f"log records the test did not announce with expect_log: {stray}"
        assert not missing, f"log records announced with expect_log that never came: {missing}"


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[LogWatch]:
    """``expect_log("pattern")`` announces a log record; any other of level WARNING fails."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    watch.check()


_home_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test's own: settings and state land there, also of subprocesses."""
    folder = tmp_path_factory.getbasetemp() / f"home-{next(_home_numbers)}"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    return folder


@pytest.fixture(autouse=True)
def no_stray_windows() -> Iterator[None]:
    """Fail if a test leaves a top-level widget behind."""
    yield
    core, widgets = (sys.modules.get(f"PySide6.{name}") for name in ("QtCore", "QtWidgets"))
    if core is None or widgets is None or core.QCoreApplication.instance() is None:
        return
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    if widgets.QApplication.topLevelWidgets():
        gc.collect()  # a window that only a reference cycle holds is not left behind
    stray = [
        repr(widget)
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]
    for widget in widgets.QApplication.topLevelWidgets():
        widget.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    assert not stray, f"windows left behind: {stray}"


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application of the run; closing its last window ends nothing."""
    from PySide6.QtCore import QStandardPaths

    QStandardPaths.setTestModeEnabled(True)
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


def pytest_collection_finish() -> None:
    """Take all that is loaded by now out of the collector's sight: it runs after every test."""
    gc.collect()
    gc.freeze()
