"""Every action of the window, in one table: what it is called, its keys, its place, its time."""

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
    group: str = ""
    separated: bool = False


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "session.quit", Menu.SESSION, QT_TRANSLATE_NOOP("Action", "&Quit"), "Ctrl+Q", icon="quit"
    ),
    # -- client ---------------------------------------------------------------------------------
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
        "client.end-fin",
        Menu.CLIENT,
        QT_TRANSLATE_NOOP("Action", "End TCP by &FIN"),
        "F7",
        icon="fin",
        enabled=lambda now: now.client.can_end_tcp,
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
    # -- server ---------------------------------------------------------------------------------
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
        "server.send-close",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Send &Close"),
        "Shift+F6",
        icon="close-frame",
        enabled=lambda now: now.server.can_send_close,
        separated=True,
    ),
    ActionSpec(
        "server.end-fin",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "End TCP by &FIN"),
        "Shift+F7",
        icon="fin",
        enabled=lambda now: now.server.can_end_tcp,
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
        "server.connections",
        Menu.SERVER,
        QT_TRANSLATE_NOOP("Action", "Go to C&onnections"),
        "Ctrl+Shift+L",
        separated=True,
    ),
    # -- timeline -------------------------------------------------------------------------------
    ActionSpec(
        "timeline.go", Menu.TIMELINE, QT_TRANSLATE_NOOP("Action", "&Go to Timeline"), "Ctrl+G"
    ),
    ActionSpec(
        "timeline.filter",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "&Filter"),
        "Ctrl+F",
        icon="filter",
    ),
    ActionSpec(
        "timeline.clear-filter",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "&Clear Filter"),
        "Ctrl+Shift+F",
        icon="clear",
        enabled=lambda now: now.filtered,
    ),
    ActionSpec(
        "timeline.only-connection",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Show &Only This Connection"),
        "Ctrl+1",
        enabled=lambda now: now.connection_selected,
        separated=True,
    ),
    ActionSpec(
        "timeline.all",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Show &All Connections"),
        "Ctrl+0",
    ),
    ActionSpec(
        "timeline.states",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Show State &Rows"),
        "Ctrl+Shift+S",
        checkable=True,
    ),
    ActionSpec(
        "timeline.live",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "&Back to Live"),
        "Esc",
        icon="live",
        enabled=lambda now: now.row_selected or now.looking_back,
        separated=True,
    ),
    ActionSpec(
        "timeline.copy-row",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Co&py as Row"),
        "Ctrl+C",
        icon="copy",
        enabled=lambda now: now.row_selected,
        separated=True,
    ),
    ActionSpec(
        "timeline.copy-text",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Copy as &Text"),
        "Ctrl+Shift+C",
        enabled=lambda now: now.row_selected,
    ),
    ActionSpec(
        "timeline.copy-hex",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Copy as &Hex"),
        "Ctrl+Alt+C",
        enabled=lambda now: now.row_selected,
    ),
    # -- view -----------------------------------------------------------------------------------
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
        "view.frame",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Action", "&Frame Panel"),
        "Ctrl+F3",
        icon="frame",
        checkable=True,
    ),
    ActionSpec("view.reset", Menu.VIEW, QT_TRANSLATE_NOOP("Action", "&Reset Layout"), "Ctrl+F4"),
    # -- help -----------------------------------------------------------------------------------
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
