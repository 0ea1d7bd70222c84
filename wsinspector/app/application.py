"""The program from its start to its window; what comes after: ``furnishing``, then ``lifetime``.

Neither the panels nor anything that knows a network is imported before the window has been painted
for the first time: it would only keep the person waiting.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from wsinspector.app.display_opening import display_opening
from wsinspector.app.error_reporter import ErrorReporter, log_qt_message
from wsinspector.app.inspector_application import InspectorApplication
from wsinspector.app.main_window import MainWindow
from wsinspector.app.settings_store import SettingsStore, config_folder
from wsinspector.app.window_layout import WindowLayout
from wsinspector.settings import COLOUR_SCHEME, Settings
from wsinspector.widgets.controls.theme import apply_scheme

if TYPE_CHECKING:
    from wsinspector.app.lifetime import Script

_PATIENCE_MS = 1000
"""How long to wait for a first paint that may not come: the window may be out of sight."""

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What there is once the window is open.

    Attributes:
        app: Qt's application.
        reporter: where errors of the program arrive.
        store: the settings.
        layout: remembers how the window is laid out.
        window: the window, without its panels.
        folder: where the program keeps what belongs to this person.
    """

    app: InspectorApplication
    reporter: ErrorReporter
    store: SettingsStore
    layout: WindowLayout
    window: MainWindow
    folder: Path


def run(
    arguments: Sequence[str] = (), script: Script | None = None, folder: Path | None = None
) -> int:
    """Run the program until its window is closed; returns the exit status.

    Args:
        arguments: what Qt is to know of the command line.
        script: plays in the window instead of a person, and ends the program with its own end.
        folder: where settings and layout are kept, if not in the person's own place for them.
    """
    opened = open_window(arguments, folder)
    from wsinspector.app.furnishing import furnish

    furnished = furnish(opened)
    from wsinspector.app.lifetime import live

    return live(furnished, script)


def open_window(arguments: Sequence[str] = (), folder: Path | None = None) -> Opened:
    """Open the window; returns when it has been painted. Arguments as for :func:`run`."""
    # qasync would prefer another binding that happens to be installed.
    os.environ["QT_API"] = "pyside6"
    with display_opening(log_qt_message):
        app = InspectorApplication(arguments)
    reporter = ErrorReporter(app)
    reporter.install()
    folder = config_folder() if folder is None else folder
    store = SettingsStore(folder)
    _follow_scheme(app, store.settings)
    window = MainWindow()
    reporter.window = window
    layout = WindowLayout(folder)
    layout.place(window)
    painted = _FirstPaint(app, window)
    window.show()
    app.exec()
    painted.deleteLater()
    return Opened(app, reporter, store, layout, window, folder)


def _follow_scheme(app: QApplication, settings: Settings) -> None:
    def apply(setting: object = COLOUR_SCHEME) -> None:
        if setting is COLOUR_SCHEME:
            apply_scheme(app, _SCHEMES[settings.get(COLOUR_SCHEME)])

    apply()
    settings.on_change(apply)


class _FirstPaint(QObject):
    """Leaves Qt's event loop as soon as a window has been painted."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(app)
        self._app = app
        window.installEventFilter(self)
        QTimer.singleShot(_PATIENCE_MS, self, app.exit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The children are painted after the window, before the next turn of the loop.
            QTimer.singleShot(0, self, self._app.exit)
        return False
