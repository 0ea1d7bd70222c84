"""Programs that nobody here wrote meet the real window, so these tests live on Qt's loop."""

from __future__ import annotations

import pytest


@pytest.fixture
def loop_kind(qapp: object) -> str:
    """The loop of the real program."""
    return "qt"
