"""Every action of the window, in one table: what it is called, its keys, its place, its time."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.client_actions import CLIENT_ACTIONS
from wsinspector.app.menus import Menu
from wsinspector.app.server_actions import SERVER_ACTIONS
from wsinspector.app.timeline_actions import TIMELINE_ACTIONS
from wsinspector.app.verdict_actions import VERDICT_ACTIONS
from wsinspector.app.view_actions import VIEW_ACTIONS

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "session.keep-tls",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "&Keep TLS Keys and Ciphertext"),
        "Ctrl+Shift+K",
        checkable=True,
    ),
    ActionSpec(
        "session.save-keys",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "&Save TLS Key Log…"),
        "Ctrl+K",
        enabled=lambda now: now.has_tls_keys,
    ),
    ActionSpec(
        "session.scenarios",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "S&cenarios…"),
        "Ctrl+E",
        separated=True,
    ),
    ActionSpec(
        "session.save-scenario",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "Save Connection as Scenar&io…"),
        "Ctrl+Alt+E",
        enabled=lambda now: now.has_verdict,
    ),
    ActionSpec(
        "session.save-script",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "Save Connection as Sc&ript…"),
        "Ctrl+Alt+P",
        enabled=lambda now: now.has_verdict,
    ),
    ActionSpec(
        "session.quit",
        Menu.SESSION,
        QT_TRANSLATE_NOOP("Action", "&Quit"),
        "Ctrl+Q",
        icon="quit",
        separated=True,
    ),
    *CLIENT_ACTIONS,
    *SERVER_ACTIONS,
    *TIMELINE_ACTIONS,
    *VERDICT_ACTIONS,
    *VIEW_ACTIONS,
    ActionSpec(
        "help.settings", Menu.HELP, QT_TRANSLATE_NOOP("Action", "&Settings and Limits"), "F2"
    ),
    ActionSpec(
        "help.about",
        Menu.HELP,
        QT_TRANSLATE_NOOP("Action", "&About wsinspector"),
        "F1",
        icon="info",
    ),
)
"""The table, in the order of the menus."""
