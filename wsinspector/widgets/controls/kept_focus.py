"""Where the focus goes when what had it can no longer be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


@contextmanager
def kept_focus(area: QScrollArea, refuge: QWidget) -> Iterator[None]:
    """Let no change within the block hand the focus to whatever happens to come next.

    Args:
        area: widgets in it may become unusable; it stays scrolled as it is.
        refuge: gets the focus instead.
    """
    before, bar = QApplication.focusWidget(), area.verticalScrollBar()
    scrolled = bar.value()
    yield
    if before is not None and area.isAncestorOf(before) and not before.isEnabled():
        refuge.setFocus()
        bar.setValue(scrolled)
