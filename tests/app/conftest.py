"""The application lives on the loop that Qt drives, so its tests do."""

from __future__ import annotations

import pytest


@pytest.fixture
def loop_kind() -> str:
    """Also tests that use no Qt fixture of their own."""
    return "qt"
