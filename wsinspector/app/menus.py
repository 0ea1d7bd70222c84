"""The menus of the window; what is in them is up to the actions."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import QMainWindow, QMenu


class Menu(Enum):
    """The menus, in the order of the menu bar; the value is the title."""

    SESSION = QT_TRANSLATE_NOOP("Menu", "&Session")
    CLIENT = QT_TRANSLATE_NOOP("Menu", "&Client")
    SERVER = QT_TRANSLATE_NOOP("Menu", "Se&rver")
    TIMELINE = QT_TRANSLATE_NOOP("Menu", "&Timeline")
    VERDICT = QT_TRANSLATE_NOOP("Menu", "V&erdict")
    VIEW = QT_TRANSLATE_NOOP("Menu", "&View")
    HELP = QT_TRANSLATE_NOOP("Menu", "&Help")


def menus_of(window: QMainWindow) -> dict[Menu, QMenu]:
    """The menus in the window's menu bar, empty ones where it has none yet."""
    bar = window.menuBar()
    menus = {}
    for menu in Menu:
        found = bar.findChild(QMenu, menu.name, Qt.FindChildOption.FindDirectChildrenOnly)
        if found is None:
            found = bar.addMenu(QCoreApplication.translate("Menu", str(menu.value)))
            found.setObjectName(menu.name)
        menus[menu] = found
    # In a window that is shown already it would have its place only in the next turn of the loop,
    # and everything below it would be painted twice.
    bar.show()
    return menus
