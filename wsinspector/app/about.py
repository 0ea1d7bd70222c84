"""Says what the program is, and what it is made of."""

from __future__ import annotations

import platform

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from wsinspector import __version__


def about_text() -> str:
    """Name, version, licence, and the versions of what it stands on."""
    template = QCoreApplication.translate(
        "About",
        "wsinspector {version}\n\n"
        "Shows WebSocket opening and closing handshakes from both ends, frame by frame.\n\n"
        "MIT licence. Uses Qt {qt} under the LGPL-3; Python {python}.",
    )
    return template.format(version=__version__, qt=qVersion(), python=platform.python_version())


def show_about(window: QWidget) -> None:
    """Open a window with :func:`about_text`; nothing waits for it."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(QCoreApplication.translate("About", "About wsinspector"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(about_text())
    box.setIconPixmap(window.windowIcon().pixmap(64, 64))
    box.open()
