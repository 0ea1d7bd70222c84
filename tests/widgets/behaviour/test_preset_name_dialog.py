from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from wsinspector.widgets.behaviour.preset_name_dialog import PresetNameDialog, ask_preset_name


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def asked(window: QWidget) -> tuple[PresetNameDialog, list[str]]:
    names: list[str] = []
    dialog = ask_preset_name("Save", {"old"}, {"Correct"}, "mine", window, names.append)
    return dialog, names


def _ok(dialog: PresetNameDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


@pytest.mark.parametrize(
    "typed, possible, said",
    [
        ("mine", True, "Kept for"),
        ("  ", False, "Kept for"),
        ("old", True, "is replaced"),
        ("Correct", False, "comes with the program"),
        ("a\u202eb", False, "invisible"),
        ("再见 안녕 & co", True, "Kept for"),
    ],
)
def test_what_speaks_against_a_name_is_said_while_it_is_typed(
    asked, typed: str, possible: bool, said: str
) -> None:
    dialog, _ = asked
    dialog.edit.setText(typed)
    assert _ok(dialog) is possible
    assert said in dialog.remark.text()


def test_the_name_is_told_once_it_is_sure(asked) -> None:
    dialog, names = asked
    dialog.edit.setText("  my own ")
    assert names == []
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert names == ["my own"]


def test_who_changes_their_mind_changes_nothing(asked) -> None:
    dialog, names = asked
    dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert names == []
