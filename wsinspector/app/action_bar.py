"""Makes menus of the table of actions, and keeps each action enabled when it can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.actions import ACTIONS
from wsinspector.app.menus import menus_of
from wsinspector.app.situation import Situation
from wsinspector.widgets.controls.icons import icon


class ActionBar:
    """The actions of a window, in its menu bar.

    Args:
        window: the window whose menu bar is filled.
        handlers: what each action does, by its id; gets whether a checkable one is now on.

    Raises:
        KeyError: an action has no handler.
    """

    def __init__(
        self, window: QMainWindow, handlers: Mapping[str, Callable[[bool], object]]
    ) -> None:
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        menus = menus_of(window)
        for spec in ACTIONS:
            if spec.separated:
                menus[spec.menu].addSeparator()
            action = self._make(spec, window)
            action.triggered.connect(handlers[spec.id])
            menus[spec.menu].addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def update(self, situation: Situation) -> None:
        """Enable what can be done now, and check what is on."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.enabled(situation))
            if spec.checked is not None:
                self._actions[spec.id].setChecked(spec.checked(situation))

    def _make(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(QCoreApplication.translate("Action", str(spec.text)), window)
        action.setObjectName(spec.id)
        action.setShortcut(QKeySequence(spec.shortcut))
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setCheckable(spec.checkable)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(window))
            group.addAction(action)
        return action
