"""The menu of behaviours that have a name: those of the program and the person's own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.built_in_behaviours import built_in_behaviours
from wsinspector.widgets.behaviour.preset_name_dialog import ask_preset_name
from wsinspector.widgets.controls.choice_button import ChoiceButton


class BehaviourPresets(ChoiceButton):
    """Shows the name of the behaviour, and offers the others.

    Args:
        role: whose behaviour.
    """

    opened = Signal()
    """The menu is about to be shown: time to look whether the person's own have changed."""
    chosen = Signal(object)
    """A :class:`Behaviour`."""
    save_requested = Signal(str)
    """Keep the behaviour that is shown under this name."""
    rename_requested = Signal(str, str)
    """From this name to that."""
    remove_requested = Signal(str)
    """The preset of this name."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        menu = QMenu()
        super().__init__(self.tr("Presets of behaviours"), menu, parent)
        menu.setParent(self, menu.windowFlags())
        menu.setToolTipsVisible(True)
        self._role = role
        self._built_in = built_in_behaviours(role)
        self._own: dict[str, Behaviour] = {}
        self._shown = self._built_in[0].behaviour
        menu.aboutToShow.connect(self._fill)
        self.show_behaviour(self._shown)

    @property
    def own(self) -> Mapping[str, Behaviour]:
        """The person's own presets by name."""
        return self._own

    def set_own(self, presets: Mapping[str, Behaviour]) -> None:
        """Offer these as the person's own."""
        self._own = dict(presets)
        self.show_behaviour(self._shown)

    def show_behaviour(self, behaviour: Behaviour) -> None:
        """Name this behaviour, if it has a name."""
        self._shown = behaviour
        name = self._name_of(behaviour)
        self.choose(name or self.tr("No preset"), narrowed=False)
        self.setAccessibleDescription(self.text())

    def pop_up(self) -> None:
        """Open the menu; nothing waits for it."""
        self.setFocus()
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    # -- the menu -------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.opened.emit()
        menu = self.menu()
        menu.clear()
        named = QActionGroup(menu)
        current = self._name_of(self._shown)
        for name, behaviour in self._built_in:
            named.addAction(self._offer(menu, name, behaviour, current))
        if self._own:
            menu.addSection(self.tr("Own presets"))
            for name, behaviour in self._own.items():
                named.addAction(self._offer(menu, name, behaviour, current))
        menu.addSeparator()
        menu.addAction(self.tr("&Save as…")).triggered.connect(lambda _on: self.ask_name())
        for title, act in ((self.tr("&Rename"), self.ask_new_name), (self.tr("R&emove"), self.ask)):
            names = menu.addMenu(title)
            names.setEnabled(bool(self._own))
            for name in self._own:
                action = names.addAction(_plain(name))
                action.triggered.connect(lambda _on, act=act, name=name: act(name))

    def _offer(self, menu: QMenu, name: str, behaviour: Behaviour, current: str) -> QAction:
        action: QAction = menu.addAction(_plain(name))
        action.setCheckable(True)
        action.setChecked(name == current)
        action.triggered.connect(lambda _on: self.chosen.emit(behaviour))
        broadcasts = behaviour.message.reply is MessageReply.BROADCAST
        if broadcasts and self._role is Role.CLIENT:
            action.setEnabled(False)
            action.setToolTip(self.tr("Only a server has connections to send a message to."))
        return action

    def _name_of(self, behaviour: Behaviour) -> str:
        named = {**dict(self._built_in), **self._own}
        return next((name for name, one in named.items() if one == behaviour), "")

    # -- own presets ----------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Ask under which name the behaviour that is shown is to be kept."""
        ask_preset_name(
            self.tr("Save Behaviour as Preset"),
            self._own.keys(),
            self._reserved,
            "",
            self,
            self.save_requested.emit,
        )

    def ask_new_name(self, name: str) -> None:
        """Ask what an own preset is to be called instead."""
        ask_preset_name(
            self.tr("Rename Preset"),
            self._own.keys() - {name},
            self._reserved,
            name,
            self,
            lambda new: self.rename_requested.emit(name, new),
        )

    def ask(self, name: str) -> None:
        """Ask whether an own preset is to be removed."""
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Remove Preset"),
            self.tr("Remove the preset “{name}”?").format(name=name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            self,
        )
        question.accepted.connect(lambda: self.remove_requested.emit(name))
        question.open()

    @property
    def _reserved(self) -> set[str]:
        return {one.name for one in self._built_in}


def _plain(name: str) -> str:
    """A name in a menu, where ``&`` marks a key."""
    return name.replace("&", "&&")
