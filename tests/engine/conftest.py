"""The engine promises to work on any loop, so each of its tests runs on both that matter."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["asyncio", "qt"])
def loop_kind(request: pytest.FixtureRequest) -> str:
    """Every test that uses the loop runs twice."""
    kind: str = request.param
    return kind
