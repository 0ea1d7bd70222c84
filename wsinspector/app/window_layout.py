"""Remembers where the window stood and how its panels were laid out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from wsinspector.app.panels import Panels

_VERSION = 2
"""To be raised when panels come or go, so that an old layout is not forced upon them."""


class WindowLayout:
    """The layout of a window, in a file of its own that may be thrown away.

    Args:
        folder: where the file is, or will be.
    """

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "window.ini")

    def place(self, window: QMainWindow) -> bool:
        """Put the window where it was; False where that is not known."""
        return window.restoreGeometry(self._bytes(self._file(), "geometry"))

    def furnish(self, window: QMainWindow, panels: Panels) -> None:
        """Lay the panels out as they were, as far as that is known."""
        file = self._file()
        window.restoreState(self._bytes(file, "panels"), _VERSION)
        panels.widths.set_own(_widths(file.value("window/sides")))
        panels.widths.fit()
        panels.timeline.restore_layout(self._bytes(file, "columns"))
        panels.clients.set_folding(_folding(file, "client"))
        panels.server.sections.set_folding(_folding(file, "server"))

    def save(self, window: QMainWindow, panels: Panels) -> None:
        """Remember how everything is laid out now."""
        file = self._file()
        file.setValue("window/geometry", window.saveGeometry())
        file.setValue("window/panels", window.saveState(_VERSION))
        if panels.widths.own is None:
            file.remove("window/sides")
        else:
            file.setValue("window/sides", list(map(str, panels.widths.own)))
        file.setValue("window/columns", panels.timeline.layout_state())
        for end, folding in (
            ("client", panels.clients.folding()),
            ("server", panels.server.folding()),
        ):
            for section, unfolded in folding.items():
                file.setValue(f"{end}/{section}", unfolded)
        file.sync()

    def _file(self) -> QSettings:
        return QSettings(self._path, QSettings.Format.IniFormat)

    @staticmethod
    def _bytes(file: QSettings, key: str) -> QByteArray:
        value = file.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()


def _widths(value: object) -> tuple[int, int] | None:
    """Those of the columns at the sides; None where none are remembered."""
    match value:
        case [str(left), str(right)] if left.isdecimal() and right.isdecimal():
            return int(left), int(right)
        case _:
            return None


def _folding(file: QSettings, end: str) -> dict[str, bool]:
    """Section to whether it is unfolded."""
    names = [name for name in file.allKeys() if name.startswith(f"{end}/")]
    # Read from the file it is a word, read again before it was written it is still a bool.
    return {name.removeprefix(f"{end}/"): file.value(name) in (True, "true") for name in names}
