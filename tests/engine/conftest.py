"""The engine promises to work on any loop, so each of its tests runs on both that matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from wsinspector.engine.workbench import Workbench
from wsinspector.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import LoopDriver


@pytest.fixture(params=["asyncio", "qt"])
def loop_kind(request: pytest.FixtureRequest) -> str:
    """Every test that uses the loop runs twice."""
    kind: str = request.param
    return kind


@pytest.fixture
def bench(aio: LoopDriver) -> Iterator[Workbench]:
    """A workbench whose settings a test may change; it is shut down at the end."""

    async def make() -> Workbench:
        return Workbench(Settings())

    bench = aio.run(make())
    yield bench
    aio.run(bench.shutdown())
    assert not bench.server.links
    assert not bench.keeper
