from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tests.support.journals import Story, client_begun, lost_close
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.outcomes_model import OutcomesModel
from wsinspector.models.verdict_feed import VerdictFeed
from wsinspector.widgets.verdict.outcomes_panel import OutcomesPanel


@pytest.fixture
def panel(qtbot, our_look) -> Iterator[OutcomesPanel]:
    story = Story()
    feed = JournalFeed(story.journal, interval_ms=100_000)
    verdicts = VerdictFeed(story.journal, feed, lambda: story.clock[0])
    panel = OutcomesPanel(OutcomesModel(story.journal, verdicts))
    qtbot.addWidget(panel)
    panel.resize(660, 240)
    for play in (client_begun, lost_close, client_begun):
        play(story)
    feed.publish()
    while verdicts._stale:
        verdicts._catch_up()
    yield panel
    feed.stop()
    verdicts.stop()


def test_the_table_is_made_when_it_is_looked_at(panel: OutcomesPanel, nameless) -> None:
    assert panel.table is None
    panel.select(1)
    panel.show()
    assert panel.table is not None
    assert panel.table.model().rowCount() == 3
    assert nameless(panel) == []


def test_a_selected_connection_is_asked_for_again_and_again(panel: OutcomesPanel, qtbot) -> None:
    panel.show()
    wanted: list[int] = []
    panel.connection_wanted.connect(wanted.append)
    assert panel.table is not None
    panel.table.selectRow(1)
    assert wanted == [2]
    at = panel.table.visualRect(panel.table.model().index(1, 0)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == [2, 2]
    panel.select(3)
    assert panel.table.currentIndex().row() == 2
    panel.select(None)
    assert not panel.table.selectionModel().hasSelection()
    assert wanted == [2, 2]


def test_endings_are_counted_and_shown_alone(panel: OutcomesPanel) -> None:
    assert panel._shown.text() == "3 · clean-client 2 · close-unanswered-rst 1"
    panel._ending.menu().aboutToShow.emit()
    names = [action.text() for action in panel._ending.menu().actions()]
    assert names == ["All endings (3)", "clean-client (2)", "close-unanswered-rst (1)"]
    panel._ending.menu().actions()[2].trigger()
    assert panel._shown.text() == "1 of 3"
    assert panel._ending.text() == "close-unanswered-rst"
    panel.show_ending(None)
    assert panel._ending.text() == "All endings"
