"""What there is to say of one action of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wsinspector.app.menus import Menu
from wsinspector.app.situation import Situation


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
