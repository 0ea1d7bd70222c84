from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from wsinspector.app.browsing import open_in_browser


class _Desktop(QObject):
    """A program that the desktop has for addresses of one scheme."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_the_desktop_is_asked_to_open_it(qapp) -> None:
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("x-inspector-test", desktop, "open")
    try:
        assert open_in_browser("x-inspector-test://host:1/.wsinspector/t/")
    finally:
        QDesktopServices.unsetUrlHandler("x-inspector-test")
    assert desktop.opened == ["x-inspector-test://host:1/.wsinspector/t/"]
