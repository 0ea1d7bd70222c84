"""Keeps the tasks of the engine alive, and their errors from being lost."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


class TaskKeeper:
    """Starts tasks and holds them until they are done.

    asyncio itself keeps only weak references to tasks, and tells of the error of a task nobody
    awaits when it is collected, if ever. Here an error goes to the loop's exception handler at
    once.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, name: str, coroutine: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Run a coroutine in a task of this name on the running loop."""
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    async def cancel_all(self, seconds: float) -> list[str]:
        """Cancel every task but the one that asks, and wait for them to end.

        Args:
            seconds: how long to wait at most.

        Returns:
            Names of the tasks that have not ended by then.
        """
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if not tasks:
            return []
        _, left = await asyncio.wait(tasks, timeout=seconds)
        return sorted(task.get_name() for task in left)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            task.get_loop().call_exception_handler(
                {
                    "message": f"the task {task.get_name()!r} failed",
                    "exception": error,
                    "task": task,
                }
            )
