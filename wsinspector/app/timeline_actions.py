"""The actions of the timeline and of the row that is selected in it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu

TIMELINE_ACTIONS: tuple[ActionSpec, ...] = (
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
        enabled=lambda now: now.text_selected,
    ),
    ActionSpec(
        "timeline.copy-hex",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Copy as &Hex"),
        "Ctrl+Alt+C",
        enabled=lambda now: now.bytes_selected,
    ),
    ActionSpec(
        "timeline.compose",
        Menu.TIMELINE,
        QT_TRANSLATE_NOOP("Action", "Co&mpose Like This Frame"),
        "Ctrl+Alt+R",
        enabled=lambda now: now.frame_selected,
    ),
)
"""In the order of the menu."""
