"""The actions of the embedded server and of the connection chosen in its list."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu
from wsinspector.protocol.behaviours.behaviour import Presence

SERVER_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "server.start",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "&Start"),
        "F4",
        icon="start",
        enabled=lambda now: not now.listening and not now.starting,
    ),
    ActionSpec(
        "server.stop",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "S&top"),
        "Shift+F4",
        icon="stop",
        enabled=lambda now: now.listening and not now.starting,
    ),
    ActionSpec(
        "server.open-page",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "O&pen in Browser"),
        "F3",
        icon="browser",
        enabled=lambda now: now.listening and not now.starting,
    ),
    ActionSpec(
        "server.send-close",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Send &Close"),
        "Shift+F6",
        icon="close-frame",
        enabled=lambda now: now.server.can_send_close,
        separated=True,
    ),
    ActionSpec(
        "server.end-notify",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "End TLS by close_notif&y"),
        "Ctrl+Shift+F7",
        enabled=lambda now: now.server.can_notify,
    ),
    ActionSpec(
        "server.end-fin",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "End TCP by &FIN"),
        "Shift+F7",
        icon="fin",
        enabled=lambda now: now.server.can_send_fin,
    ),
    ActionSpec(
        "server.end-close",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "End TCP by F&ull Close"),
        "Shift+F8",
        icon="fin",
        enabled=lambda now: now.server.can_end_tcp,
    ),
    ActionSpec(
        "server.end-rst",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "End TCP by &RST"),
        "Shift+F9",
        icon="rst",
        enabled=lambda now: now.server.can_end_tcp,
    ),
    ActionSpec(
        "server.stop-reading",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Stop Read&ing"),
        "Ctrl+Shift+F9",
        enabled=lambda now: now.server.can_be_absent,
        checkable=True,
        checked=lambda now: now.server.presence is Presence.NOT_READING,
        separated=True,
    ),
    ActionSpec(
        "server.vanish",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "&Vanish"),
        "Ctrl+Shift+F8",
        enabled=lambda now: now.server.can_be_absent,
        checkable=True,
        checked=lambda now: now.server.presence is Presence.VANISHED,
    ),
    ActionSpec(
        "server.presets",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "&Behaviour Presets…"),
        "Ctrl+Shift+B",
    ),
    ActionSpec(
        "server.connections",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Go to C&onnections"),
        "Ctrl+Shift+L",
        separated=True,
    ),
    ActionSpec(
        "server.raw",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "&Go to Raw Frame"),
        "Ctrl+Shift+R",
    ),
    ActionSpec(
        "server.send-raw",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Send Ra&w Frame"),
        "Ctrl+Shift+F6",
        enabled=lambda now: now.server.can_send_bytes,
    ),
    ActionSpec(
        "server.export-authority",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "E&xport CA Certificate…"),
        "Ctrl+Shift+E",
    ),
)
"""In the order of the menu."""
