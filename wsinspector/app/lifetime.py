"""The life of the program between its complete window and its end."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.behaviour_preset_store import BehaviourPresetStore
from wsinspector.app.closing_question import ClosingQuestion
from wsinspector.app.controllers import Controllers
from wsinspector.app.ending import Ending
from wsinspector.app.event_loop import InspectorEventLoop
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.engine.workbench import Workbench

if TYPE_CHECKING:
    from wsinspector.app.furnishing import Furnished

Script = Callable[[Controllers], Coroutine[Any, Any, int]]
"""Plays in the window instead of a person; returns the exit status."""

_SETTLING_S = 0.1
"""How long after its start the program does what could wait."""
_FOR_LATER = (
    "wsinspector.journal.summary",
    "wsinspector.widgets.frame.frame_details",
    "wsinspector.verdicts.rules",
    "wsinspector.verdicts.end_record",
    "wsinspector.verdicts.narrator",
    "wsinspector.verdicts.judge",
    "wsinspector.widgets.verdict.finding_line",
    "wsinspector.widgets.verdict.verdict_page",
)
"""What the first row and its verdict take beyond an empty window, in pieces."""
_SCRIPT_PATIENCE_S = 0.2
"""How long a script gets for putting its things away when somebody else ends the program."""


def live(furnished: Furnished, script: Script | None = None) -> int:
    """Run until the end is wished for and every connection is closed; returns the exit status.

    Args:
        furnished: the complete window and what belongs to it.
        script: see :data:`Script`.
    """
    with asyncio.Runner(loop_factory=lambda: InspectorEventLoop(furnished.opened.app)) as runner:
        return runner.run(_live(furnished, script))


async def _live(furnished: Furnished, script: Script | None) -> int:
    opened, clock, journal, panels = furnished
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(opened.reporter.handle_loop_error)
    ending, keeper = Ending(), TaskKeeper()
    opened.window.close_wished.connect(ending.wish)
    opened.app.quit_wished.connect(ending.wish)
    workbench = Workbench(opened.store.settings, clock, journal)
    authorities = AuthorityStore(opened.folder)
    presets = BehaviourPresetStore(opened.folder)
    own = opened.folder / "scenarios"
    controllers = Controllers(opened.window, panels, workbench, authorities, presets, own)
    playing: asyncio.Task[int] | None = None
    with ending.heard():
        try:
            controllers.start()
            _ = keeper.start("settle", _settle(workbench, controllers))
            if script is not None:
                playing = keeper.start("script", script(controllers))
                playing.add_done_callback(lambda _: ending.command())
            await _until_the_end(ending, controllers)
        finally:
            gc.unfreeze()
            opened.layout.save(opened.window, panels)
            opened.window.hide()
            await keeper.cancel_all(_SCRIPT_PATIENCE_S)
            await controllers.stop_scenarios()
            await workbench.shutdown()
            await controllers.stop()
            opened.window.deleteLater()
            opened.reporter.uninstall()
            await asyncio.sleep(0)
    return _status(playing)


async def _settle(workbench: Workbench, controllers: Controllers) -> None:
    """As soon as the window is complete do what nobody needed to wait for.

    What was made so far lives until the end. Looking through all of it again and again would be
    most of a garbage collector's work, and long enough to be felt.
    """
    await asyncio.sleep(_SETTLING_S)
    await workbench.load_protocol()
    for name in _FOR_LATER:
        import_module(name)
        await asyncio.sleep(0)
    controllers.panels.verdict.prepare()
    gc.freeze()
    gc.enable()


def _status(playing: asyncio.Task[int] | None) -> int:
    """The exit status: that of the script if there is one and it came to an end."""
    if playing is None:
        return 0
    if not playing.done() or playing.cancelled() or playing.exception() is not None:
        return 1
    return playing.result()


async def _until_the_end(ending: Ending, controllers: Controllers) -> None:
    """Wait for a wish that nobody takes back."""
    while not ending.urgent.is_set():
        await ending.wished.wait()
        ending.wished.clear()
        if ending.urgent.is_set() or await _may_close(ending, controllers):
            return
        ending.wished.clear()


async def _may_close(ending: Ending, controllers: Controllers) -> bool:
    """Whether nobody outside is cut off, the person does not mind, or there is no choice."""
    if not _strangers(controllers.workbench):
        return True
    question, loop = ClosingQuestion(controllers.window), asyncio.get_running_loop()
    answer = loop.create_task(question.ask())
    others = (
        loop.create_task(ending.urgent.wait()),
        loop.create_task(_until_nobody_is_left(question, controllers)),
    )
    try:
        await asyncio.wait({answer, *others}, return_when=asyncio.FIRST_COMPLETED)
        return answer.result() if answer.done() else True
    finally:
        for task in (answer, *others):
            task.cancel()
        await asyncio.gather(answer, *others, return_exceptions=True)


async def _until_nobody_is_left(question: ClosingQuestion, controllers: Controllers) -> None:
    """Let the question name who is connected now, until there is nothing to ask any more."""
    named: list[str] = []

    def has_changed() -> bool:
        return _strangers(controllers.workbench) != named

    while named := _strangers(controllers.workbench):
        question.name(named)
        await controllers.until(has_changed)


def _strangers(workbench: Workbench) -> list[str]:
    return [_named(workbench, number) for number in workbench.foreign_connections()]


def _named(workbench: Workbench, number: int) -> str:
    """A connection as a person would know it: number and the address that is not ours."""
    journal = workbench.journal
    connection = journal.connection(number)
    if connection.url:
        return f"#{number} {connection.url}"
    host, port = connection.client or ("", 0)
    return f"#{number} {host}:{port}"
