"""The page for browsers: to open, and its addresses to copy."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from wsinspector.widgets.controls.icons import icon


class PageRow(QWidget):
    """Open in browser, and a menu with the addresses of the page and of its reports."""

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self.open_button = QToolButton()
        self.open_button.setText(self.tr("Open in browser"))
        self.open_button.setIcon(icon("browser"))
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.copy_button = QToolButton()
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setIcon(icon("copy"))
        self.copy_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.copy_button.setAccessibleName(self.tr("Copy an address of the page"))
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy_button.setMenu(self._copy_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.open_button, self.copy_button):
            button.setAutoRaise(True)
            button.setIconSize(QSize(16, 16))
            row.addWidget(button)
        row.addStretch(1)
        self.open_button.clicked.connect(self.open_requested)
        self.set_url("")

    def set_url(self, url: str) -> None:
        """The page's address; empty while the server does not listen."""
        self._url = url
        waits = "" if url else self.tr("The server does not listen.")
        for button, help_ in (
            (
                self.open_button,
                self.tr(
                    "A page that opens a WebSocket to this server from your browser; what the "
                    "browser’s API says appears in the timeline"
                ),
            ),
            (self.copy_button, self.tr("Copy the address of the page, or the one for reports")),
        ):
            button.setEnabled(bool(url))
            button.setToolTip(waits or help_)

    def _copy_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        page = menu.addAction(self.tr("Copy the address of the page"))
        page.setToolTip(self.tr("For another browser on this machine"))
        page.triggered.connect(lambda: self._copy(""))
        reports = menu.addAction(self.tr("Copy the address for reports"))
        reports.setToolTip(
            self.tr("Where a program on this machine can post what its own API said")
        )
        reports.triggered.connect(lambda: self._copy("report"))
        return menu

    def _copy(self, name: str) -> None:
        QGuiApplication.clipboard().setText(self._url + name)
