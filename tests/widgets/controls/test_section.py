"""A section folds, and says what it hides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from wsinspector.widgets.controls.section import Section


@pytest.fixture
def section(qtbot) -> Section:
    section = Section("close", "Close", QLabel("content"))
    qtbot.addWidget(section)
    section.resize(300, 100)
    return section


def _shown(section: Section) -> set[str]:
    labels = section.findChildren(QLabel)
    return {label.text() for label in labels if not label.isHidden() and label.text()}


def test_a_click_or_a_key_folds_it(section: Section, qtbot) -> None:
    section.set_summary("in short")
    assert _shown(section) == {"content"}
    with qtbot.waitSignal(section.toggled) as toggled:
        section.heading.click()
    assert toggled.args == [False]
    assert _shown(section) == {"in short"}
    with qtbot.waitSignal(section.toggled):
        QTest.keyClick(section.heading, Qt.Key.Key_Space)
    assert section.expanded
    assert _shown(section) == {"content"}


def test_what_the_program_folds_is_not_announced(section: Section) -> None:
    heard: list[bool] = []
    section.toggled.connect(heard.append)
    section.set_expanded(False)
    assert not section.expanded
    assert heard == []


def test_what_is_odd_is_marked_while_it_is_folded(section: Section) -> None:
    section.set_oddity("A Close must be answered.")
    assert _shown(section) == {"content"}
    section.set_expanded(False)
    assert _shown(section) == {"odd"}
    section.set_oddity("")
    assert _shown(section) == set()


def test_its_heading_is_told_to_a_screen_reader(section: Section) -> None:
    section.set_summary("in short")
    interface = QAccessible.queryAccessibleInterface(section.heading)
    assert interface.text(QAccessible.Text.Name) == "Close"
    assert interface.text(QAccessible.Text.Description) == "in short"
    assert interface.state().checkable


def test_the_heading_stands_on_the_left(section: Section) -> None:
    section.show()
    assert section.heading.x() == 0
    section.set_expanded(False)
    assert section.heading.x() == 0
    assert not section.grab().isNull()
