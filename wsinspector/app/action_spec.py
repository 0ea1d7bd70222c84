"""What there is to say of one action of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.situation import Situation


class Menu(Enum):
    """The menus, in the order of the menu bar; the value is the title."""

    SESSION = QT_TRANSLATE_NOOP("Menu", "&Session")
    CLIENT = QT_TRANSLATE_NOOP("Menu", "&Client")
    SERVER = QT_TRANSLATE_NOOP("Menu", "Se&rver")
    TIMELINE = QT_TRANSLATE_NOOP("Menu", "&Timeline")
    VERDICT = QT_TRANSLATE_NOOP("Menu", "V&erdict")
    VIEW = QT_TRANSLATE_NOOP("Menu", "&View")
    HELP = QT_TRANSLATE_NOOP("Menu", "&Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that can be asked of the window.

    Attributes:
        id: what the program calls it, ``group.verb``.
        menu: the menu that has it.
        text: its name there, with the mnemonic marked; a string that is still to be translated.
        shortcut: its keys, as Qt writes them.
        icon: name of its icon, or empty.
        enabled: whether it can be done in a situation.
        checkable: whether it is a choice that is on or off.
        checked: whether a choice is on in a situation; None leaves that to the person.
        group: name of the group of which only one is on, or empty.
        separated: whether a line stands above it in the menu.
    """

    id: str
    menu: Menu
    text: object
    shortcut: str
    icon: str = ""
    enabled: Callable[[Situation], bool] = lambda _: True
    checkable: bool = False
    checked: Callable[[Situation], bool] | None = None
    group: str = ""
    separated: bool = False
