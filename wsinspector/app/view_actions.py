"""The actions that change what the window looks like."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu

VIEW_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "view.system",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "Colours of the S&ystem"),
        "Ctrl+Alt+0",
        checkable=True,
        group="colours",
    ),
    ActionSpec(
        "view.light",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Light Colours"),
        "Ctrl+Alt+1",
        icon="light",
        checkable=True,
        group="colours",
    ),
    ActionSpec(
        "view.dark",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Dark Colours"),
        "Ctrl+Alt+2",
        icon="dark",
        checkable=True,
        group="colours",
    ),
    ActionSpec(
        "view.client",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Client Panel"),
        "Ctrl+F1",
        icon="client",
        checkable=True,
        separated=True,
    ),
    ActionSpec(
        "view.server",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Server Panel"),
        "Ctrl+F2",
        icon="server",
        checkable=True,
    ),
    ActionSpec(
        "view.verdict",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Verdict Panel"),
        "Ctrl+F5",
        icon="verdict",
        checkable=True,
    ),
    ActionSpec(
        "view.frame",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Frame Panel"),
        "Ctrl+F3",
        icon="frame",
        checkable=True,
    ),
    ActionSpec(
        "view.connections",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "C&onnections Table"),
        "Ctrl+F12",
        checkable=True,
    ),
    ActionSpec("view.reset", Menu.VIEW, QT_TRANSLATE_NOOP("Action", "&Reset Layout"), "Ctrl+F4"),
)
"""In the order of the menu."""
