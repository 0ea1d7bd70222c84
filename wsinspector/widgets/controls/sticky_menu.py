"""A menu of choices that stays open while they are made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class StickyMenu(QMenu):
    """Checkable entries toggle without closing the menu."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if _is_choice(action):
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and _is_choice(action):
            action.trigger()
        else:
            super().keyPressEvent(event)


def _is_choice(action: QAction | None) -> bool:
    return action is not None and action.isEnabled() and action.isCheckable()
