"""Opens the page for browsers in the person's own browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

Browse = Callable[[str], bool]
"""Opens an address; False if that was not possible."""


def open_in_browser(address: str) -> bool:
    """Hand an address to the desktop.

    Args:
        address: of a page.

    Returns:
        whether the desktop had a program for it.
    """
    return QDesktopServices.openUrl(QUrl(address))
