"""Asks which end of a connection is meant."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class EndChoiceDialog(QDialog):
    """Two ends to choose from, each with how much is known of it.

    Attributes:
        choices: the button of each end.
        buttons: to go on, or not.

    Args:
        title: what is about to happen.
        hint: what it is for.
        in_view: the ends that were recorded themselves.
        chosen: the end that is chosen at first.
        parent: where it belongs.
    """

    def __init__(
        self, title: str, hint: str, in_view: frozenset[Role], chosen: Role, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        names = {Role.CLIENT: self.tr("The &client"), Role.SERVER: self.tr("The &server")}
        self.choices = {role: QRadioButton(name) for role, name in names.items()}
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        said = TintedLabel(hint)
        said.setMinimumWidth(360)
        layout.addWidget(said)
        for role, button in self.choices.items():
            button.setChecked(role is chosen)
            layout.addWidget(button)
            known = self.tr("Recorded where it happened.")
            if role not in in_view:
                known = self.tr("Known from what reached the other end, and when.")
            note = TintedLabel(known, tint=Tint.DIM, scale=0.92)
            note.setContentsMargins(24, 0, 0, 0)
            button.setAccessibleDescription(known)
            layout.addWidget(note)
        layout.addWidget(self.buttons)

    @property
    def role(self) -> Role:
        """The end that is chosen."""
        return Role.CLIENT if self.choices[Role.CLIENT].isChecked() else Role.SERVER


def ask_which_end(
    title: str,
    hint: str,
    in_view: frozenset[Role],
    chosen: Role,
    parent: QWidget,
    on_role: Callable[[Role], object],
) -> EndChoiceDialog:
    """Open the dialog; nothing waits for it.

    Args:
        title: see :class:`EndChoiceDialog`, also for the next four.
        hint: see there.
        in_view: see there.
        chosen: see there.
        parent: see there.
        on_role: called with the end, unless the person changes their mind.
    """
    dialog = EndChoiceDialog(title, hint, in_view, chosen, parent)
    dialog.accepted.connect(lambda: on_role(dialog.role))
    dialog.open()
    return dialog
