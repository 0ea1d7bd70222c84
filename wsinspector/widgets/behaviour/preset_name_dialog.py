"""Asks what a preset is to be called."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

NAME_MAX = 60
"""Characters of the longest name."""


class PresetNameDialog(QDialog):
    """A line for the name; what speaks against it is said while it is typed.

    Attributes:
        edit: where the name is typed.
        remark: what speaks against it, or what it replaces.
        buttons: to go on, or not.

    Args:
        title: what is about to happen.
        taken: names that exist already and would be replaced.
        forbidden: names of what comes with the program.
        name: the name it begins with.
        parent: where it belongs.
    """

    def __init__(
        self,
        title: str,
        taken: Collection[str],
        forbidden: Collection[str],
        name: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._taken = taken
        self._forbidden = forbidden
        self.edit = QLineEdit()
        self.edit.setMaxLength(NAME_MAX)
        self.edit.setMinimumWidth(280)
        label = QLabel(self.tr("&Name of the preset"))
        label.setBuddy(self.edit)
        self.remark = TintedLabel(tint=Tint.DIM, scale=0.92)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for part in (label, self.edit, self.remark, self.buttons):
            layout.addWidget(part)
        self.edit.textChanged.connect(self._judge)
        self.edit.setText(name)
        self.edit.selectAll()
        self._judge()

    @property
    def name(self) -> str:
        """The name as typed, without spaces around it."""
        return self.edit.text().strip()

    def _judge(self) -> None:
        good = self.name.isprintable() and bool(self.name) and self.name not in self._forbidden
        if self.name in self._forbidden:
            self.remark.say(self.tr("▲ That preset comes with the program."), Tint.VIOLATION)
        elif not self.name.isprintable():
            self.remark.say(self.tr("▲ There is an invisible character in it."), Tint.VIOLATION)
        elif self.name in self._taken:
            self.remark.say(self.tr("◆ The preset of this name is replaced."), Tint.DEVIATION)
        else:
            self.remark.say(self.tr("Kept for every client and server of this window."), Tint.DIM)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)


def ask_preset_name(
    title: str,
    taken: Collection[str],
    forbidden: Collection[str],
    name: str,
    parent: QWidget,
    on_name: Callable[[str], object],
) -> PresetNameDialog:
    """Open the dialog; nothing waits for it.

    Args:
        title: see :class:`PresetNameDialog`, also for the next four.
        taken: see there.
        forbidden: see there.
        name: see there.
        parent: see there.
        on_name: called with the name, unless the person changes their mind.
    """
    dialog = PresetNameDialog(title, taken, forbidden, name, parent)
    dialog.accepted.connect(lambda: on_name(dialog.name))
    dialog.open()
    return dialog
