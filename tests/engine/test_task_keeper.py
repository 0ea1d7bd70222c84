"""Tasks that are kept, and whose errors are seen."""

from __future__ import annotations

import asyncio
import gc

from wsinspector.engine.task_keeper import TaskKeeper


async def test_a_task_is_kept_until_it_is_done():
    keeper = TaskKeeper()
    go = asyncio.Event()

    async def wait() -> str:
        await go.wait()
        return "done"

    task = keeper.start("waits", wait())
    await asyncio.sleep(0)
    gc.collect()
    assert len(keeper) == 1
    go.set()
    assert await task == "done"
    await asyncio.sleep(0)
    assert len(keeper) == 0


async def test_an_error_reaches_the_loops_exception_handler_at_once(aio):
    keeper = TaskKeeper()

    async def fail() -> None:
        raise ValueError("broken")

    task = keeper.start("fails", fail())
    await asyncio.wait([task])
    await asyncio.sleep(0)
    (context,) = aio.errors
    assert context["message"] == "the task 'fails' failed"
    assert isinstance(context["exception"], ValueError)
    aio.errors.clear()


async def test_cancelling_all_waits_no_longer_than_it_may():
    keeper = TaskKeeper()
    release = asyncio.Event()

    async def stubborn() -> None:
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    keeper.start("willing", asyncio.Event().wait())
    task = keeper.start("stubborn", stubborn())
    await asyncio.sleep(0)
    assert await keeper.cancel_all(0.01) == ["stubborn"]
    release.set()
    await task


async def test_a_task_that_cancels_all_is_spared():
    keeper = TaskKeeper()
    keeper.start("waits", asyncio.Event().wait())

    async def end() -> list[str]:
        return await keeper.cancel_all(1)

    assert await keeper.start("ends", end()) == []
    assert await keeper.cancel_all(1) == []
