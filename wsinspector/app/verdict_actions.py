"""The actions of the verdict on the connection that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.menus import Menu

VERDICT_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "verdict.go",
        Menu.VERDICT,
        QT_TRANSLATE_NOOP("Action", "&Go to Verdict"),
        "Ctrl+J",
        icon="verdict",
    ),
    ActionSpec(
        "verdict.findings",
        Menu.VERDICT,
        QT_TRANSLATE_NOOP("Action", "Show Rows with &Findings Only"),
        "Ctrl+Alt+F",
        icon="filter",
        checkable=True,
    ),
    ActionSpec(
        "verdict.copy-text",
        Menu.VERDICT,
        QT_TRANSLATE_NOOP("Action", "Copy Verdict as &Text"),
        "Ctrl+Shift+J",
        icon="copy",
        enabled=lambda now: now.has_verdict,
        separated=True,
    ),
    ActionSpec(
        "verdict.copy-markdown",
        Menu.VERDICT,
        QT_TRANSLATE_NOOP("Action", "Copy Verdict as &Markdown"),
        "Ctrl+Alt+J",
        icon="copy",
        enabled=lambda now: now.has_verdict,
    ),
)
"""In the order of the menu."""
