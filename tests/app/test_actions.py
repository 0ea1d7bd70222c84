from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from wsinspector.app.action_spec import ActionSpec
from wsinspector.app.actions import ACTIONS
from wsinspector.app.menus import Menu
from wsinspector.resources import resource_path


def most_frequent(words: list[str]) -> tuple[str, int]:
    return Counter(words).most_common(1)[0]


def test_ids_and_shortcuts_are_unique() -> None:
    assert most_frequent([spec.id for spec in ACTIONS])[1] == 1
    name, times = most_frequent([QKeySequence(spec.shortcut).toString() for spec in ACTIONS])
    assert times == 1, name


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_has_keys_a_place_and_a_picture_that_exists(spec: ActionSpec) -> None:
    assert not QKeySequence(spec.shortcut).isEmpty()
    assert spec.id.startswith(spec.menu.name.lower() + ".")
    assert "&" in str(spec.text)
    assert not spec.icon or resource_path("icons", f"{spec.icon}.svg").is_file()


@pytest.mark.parametrize("menu", Menu, ids=lambda menu: menu.name)
def test_mnemonics_are_unique_in_a_menu(menu: Menu) -> None:
    texts = [str(spec.text) for spec in ACTIONS if spec.menu is menu]
    letters = [text[text.index("&") + 1].lower() for text in texts]
    letter, times = most_frequent(letters)
    assert times == 1, letter


def test_mnemonics_of_the_menus_are_unique() -> None:
    titles = [str(menu.value) for menu in Menu]
    assert most_frequent([title[title.index("&") + 1].lower() for title in titles])[1] == 1
