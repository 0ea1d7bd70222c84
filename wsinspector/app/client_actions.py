"""The actions of the client in front."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu
from wsinspector.protocol.behaviours.behaviour import Presence

CLIENT_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "client.connect",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Connect"),
        "Ctrl+Return",
        icon="connect",
        enabled=lambda now: now.can_connect,
    ),
    ActionSpec(
        "client.disconnect",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Disconnect"),
        "Ctrl+Shift+Return",
        icon="disconnect",
        enabled=lambda now: now.can_disconnect,
    ),
    ActionSpec(
        "client.send-close",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Send Close"),
        "F6",
        icon="close-frame",
        enabled=lambda now: now.client.can_send_close,
        separated=True,
    ),
    ActionSpec(
        "client.end-notify",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "End TLS by close_notif&y"),
        "Ctrl+F7",
        enabled=lambda now: now.client.can_notify,
    ),
    ActionSpec(
        "client.end-fin",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "End TCP by &FIN"),
        "F7",
        icon="fin",
        enabled=lambda now: now.client.can_send_fin,
    ),
    ActionSpec(
        "client.end-close",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "End TCP by F&ull Close"),
        "F8",
        icon="fin",
        enabled=lambda now: now.client.can_end_tcp,
    ),
    ActionSpec(
        "client.end-rst",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "End TCP by &RST"),
        "F9",
        icon="rst",
        enabled=lambda now: now.client.can_end_tcp,
    ),
    ActionSpec(
        "client.stop-reading",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "Stop Read&ing"),
        "Ctrl+F9",
        enabled=lambda now: now.client.can_be_absent,
        checkable=True,
        checked=lambda now: now.client.presence is Presence.NOT_READING,
        separated=True,
    ),
    ActionSpec(
        "client.vanish",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Vanish"),
        "Ctrl+F8",
        enabled=lambda now: now.client.can_be_absent,
        checkable=True,
        checked=lambda now: now.client.presence is Presence.VANISHED,
    ),
    ActionSpec(
        "client.presets",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Behaviour Presets…"),
        "Ctrl+B",
    ),
    ActionSpec(
        "client.address",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "Go to &Address"),
        "Ctrl+L",
        separated=True,
    ),
    ActionSpec(
        "client.message", Menu.CLIENT, QT_TRANSLATE_NOOP("Action", "Go to &Message"), "Ctrl+M"
    ),
    ActionSpec(
        "client.request",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "Go to Opening &Handshake"),
        "Ctrl+H",
    ),
    ActionSpec(
        "client.raw",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Go to Raw Frame"),
        "Ctrl+R",
    ),
    ActionSpec(
        "client.send-raw",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "Send Ra&w Frame"),
        "Ctrl+F6",
        enabled=lambda now: now.client.can_send_bytes,
    ),
    ActionSpec(
        "client.new-tab",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&New Client"),
        "Ctrl+T",
        icon="add",
        separated=True,
    ),
    ActionSpec(
        "client.close-tab",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "R&emove Client"),
        "Ctrl+W",
        icon="remove",
        enabled=lambda now: now.client_tabs > 1,
    ),
    ActionSpec(
        "client.next-tab",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "Ne&xt Client"),
        "Ctrl+PgDown",
        enabled=lambda now: now.client_tabs > 1,
    ),
    ActionSpec(
        "client.previous-tab",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "&Previous Client"),
        "Ctrl+PgUp",
        enabled=lambda now: now.client_tabs > 1,
    ),
)
"""In the order of the menu."""
