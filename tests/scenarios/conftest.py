"""Scenarios have long silences, which are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from wsinspector.engine.workbench import Workbench
from wsinspector.scenarios.time_lapse import TimeLapse
from wsinspector.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import LoopDriver


@pytest.fixture
def loop_kind() -> str:
    """A minute of silence takes no time."""
    return "time-lapse"


@pytest.fixture
def bench(aio: LoopDriver) -> Iterator[Workbench]:
    """A workbench whose clock is that of the loop."""
    assert isinstance(aio.loop, TimeLapse)
    clock = aio.loop

    async def make() -> Workbench:
        return Workbench(Settings(), clock)

    bench = aio.run(make())
    yield bench
    aio.run(bench.shutdown())
    assert not bench.keeper
