"""Qt's application under our name."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from wsinspector import __version__
from wsinspector.resources import resource_path

APPLICATION_ID = "io.github.wsinspector.wsinspector"
"""What the desktop knows the program by."""


class InspectorApplication(QApplication):
    """The application: its identity, its fonts, and its end as a wish instead of a fact.

    Args:
        arguments: what Qt is to know of the command line, without the program's name.
    """

    quit_wished = Signal()
    """The system's menu, the end of the desktop's session or ``quit()`` asks for the end."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        super().__init__([sys.argv[0], *arguments])
        # Without an organisation the folders carry the name of the program once, not twice.
        self.setOrganizationName("")
        self.setApplicationName("wsinspector")
        self.setApplicationDisplayName("wsinspector")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName(APPLICATION_ID)
        # The loop ends when the connections are closed, not when the window is.
        self.setQuitOnLastWindowClosed(False)

    def dress(self) -> None:
        """Give it its fonts and its picture; to open a first, empty window takes neither."""
        from PySide6.QtCore import QLocale
        from PySide6.QtGui import QFont, QIcon

        from wsinspector.widgets.controls.theme import ui_families

        font = QFont(self.font())
        font.setFamilies(ui_families(QLocale().name()))
        self.setFont(font)
        # Told to the few widgets that there are, not later to all of them.
        self.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
        self.setWindowIcon(QIcon(str(resource_path("app", "wsinspector.svg"))))

    def event(self, event: QEvent) -> bool:
        # An event filter on the application would see every event of every object.
        if event.type() is QEvent.Type.Quit:
            self.quit_wished.emit()
            # Qt would leave its event loop, and with it the coroutine that closes connections.
            return True
        return super().event(event)
