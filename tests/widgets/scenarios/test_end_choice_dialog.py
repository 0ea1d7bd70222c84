from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.scenarios.end_choice_dialog import ask_which_end


def test_an_end_is_chosen_and_it_is_said_how_it_is_known(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Role] = []
    in_view = frozenset((Role.CLIENT,))
    dialog = ask_which_end("Save", "Which?", in_view, Role.SERVER, parent, chosen.append)
    assert dialog.role is Role.SERVER
    assert any("reached the other end" in label.text() for label in dialog.findChildren(QLabel))
    dialog.choices[Role.CLIENT].click()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    assert chosen == [Role.CLIENT]
