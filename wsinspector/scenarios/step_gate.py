"""Holds every step of a script up until somebody says go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import Line


class StepGate:
    """A gate (see :data:`~wsinspector.scenarios.scripted_end.Gate`) for one step at a time.

    Both ends may wait at it at once; who came first goes first.

    Args:
        on_change: called when another step waits, or none.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._waiting: list[tuple[Role, Line, asyncio.Event]] = []

    @property
    def next(self) -> tuple[Role, Line] | None:
        """Whose step is next, and which; None while nobody waits."""
        return self._waiting[0][:2] if self._waiting else None

    def step(self) -> None:
        """Let the next step be done."""
        if self._waiting:
            _, _, go = self._waiting.pop(0)
            go.set()
            self._on_change()

    async def __call__(self, role: Role, line: Line) -> None:
        """Wait for the word."""
        waiting = (role, line, asyncio.Event())
        self._waiting.append(waiting)
        self._on_change()
        try:
            await waiting[2].wait()
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
