"""Remembers where the window stood and how its panels were laid out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

_VERSION = 1
"""To be raised when panels come or go, so that an old layout is not forced upon them."""


class WindowLayout:
    """The layout of a window, in a file of its own that may be thrown away.

    Args:
        folder: where the file is, or will be.
    """

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "window.ini")

    def restore(self, window: QMainWindow) -> bool:
        """Lay the window out as it was; False where that is not known or no longer fits."""
        file = QSettings(self._path, QSettings.Format.IniFormat)
        geometry, state = file.value("window/geometry"), file.value("window/state")
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return False
        return window.restoreGeometry(geometry) and window.restoreState(state, _VERSION)

    def save(self, window: QMainWindow) -> None:
        """Remember how the window is laid out now."""
        file = QSettings(self._path, QSettings.Format.IniFormat)
        file.setValue("window/geometry", window.saveGeometry())
        file.setValue("window/state", window.saveState(_VERSION))
        file.sync()
