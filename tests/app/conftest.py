"""The application lives on the loop that Qt drives, so its tests do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.inspector_window import InspectorWindow, inspector_window

if TYPE_CHECKING:
    from tests.conftest import LoopDriver


@pytest.fixture
def loop_kind() -> str:
    """Also tests that use no Qt fixture of their own."""
    return "qt"


@pytest.fixture
def inspector(aio: LoopDriver, qapp: QApplication, home: Path) -> Iterator[InspectorWindow]:
    """The real window, its server listening; put away at the end."""
    stack = AsyncExitStack()
    window = aio.run(stack.enter_async_context(inspector_window(home)))
    yield window
    aio.run(stack.aclose())
