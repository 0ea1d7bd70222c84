"""The panel shows one row of the timeline, and what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from tests.support.journals import CLIENT, Story, client_begun
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.frame.frame_details import FrameDetails
from wsinspector.widgets.frame.frame_panel import FramePanel


@pytest.fixture
def panel(qtbot, our_look) -> FramePanel:
    panel = FramePanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    panel.show()
    return panel


def entry_of(journal: Journal, kind: Kind, number: int = 0) -> int:
    return [at for at in journal.rows.entries if journal.entry(at).kind is kind][number]


def told(data: bytes, opcode: int = 1) -> Journal:
    story = Story()
    story.talk().connect().frame(CLIENT, opcode, data)
    return story.journal


def show(panel: FramePanel, data: bytes, opcode: int = 1) -> None:
    journal = told(data, opcode)
    panel.show_entry(journal, entry_of(journal, Kind(opcode)))


def test_nothing_is_said_to_be_nothing(panel):
    assert not panel._hint.isHidden()
    assert panel.entry is None
    assert panel.findChild(FrameDetails) is None
    assert panel._title.isHidden()


def test_the_second_sight_has_the_number_of_its_row(panel):
    story = Story()
    client_begun(story)
    mate = story.journal.mate(entry_of(story.journal, Kind.CLOSE))
    panel.show_entry(story.journal, mate)
    assert panel._title.text() == "10 · Close 1000"


def test_copying_is_offered_once_the_application_says_how(panel):
    story = Story()
    client_begun(story)
    assert panel._copy.isHidden()
    action = QAction("Copy as Hex", panel)
    panel.set_copy_actions([action])
    assert panel._copy.isHidden()
    panel.show_entry(story.journal, 0)
    assert not panel._copy.isHidden()
    assert panel._copy.menu().actions() == [action]


def test_every_entry_of_a_story_can_be_shown(panel):
    story = Story()
    client_begun(story)
    for entry in range(len(story.journal)):
        panel.show_entry(story.journal, entry)
        assert panel.entry == entry
        panel.grab()
    panel.show_entry(story.journal, None)
    assert panel.entry is None


def test_a_long_label_does_not_widen_the_panel(panel):
    story = Story()
    story.talk().connect("/" + "x" * 200)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.REQUEST))
    assert panel.width() == 340
    assert panel.minimumSizeHint().width() <= 340
