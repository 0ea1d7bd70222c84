from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from tests.support.journals import Story, client_begun, server_begun
from tests.support.judged import judged
from wsinspector.widgets.verdict.verdict_panel import VerdictPanel


@pytest.fixture
def panel(qtbot, our_look) -> VerdictPanel:
    panel = VerdictPanel()
    qtbot.addWidget(panel)
    panel.set_copy_actions([QAction("Copy as text", panel)])
    panel.resize(286, 420)
    panel.show()
    return panel


def test_before_the_first_connection_one_sentence_stands_there(panel: VerdictPanel) -> None:
    assert panel.page is None
    assert panel._hint.isVisible()
    assert not panel._copy.isVisible()
    panel.focus_facts()


def test_a_verdict_is_shown_scrolls_downwards_and_goes_again(
    panel: VerdictPanel, clipped, nameless
) -> None:
    story = Story()
    talk = server_begun(story)
    panel.show_verdict(story.journal, judged(talk))
    assert panel.page is not None
    assert panel.page.sentence.text()
    assert panel._number.text() == "connection #1"
    panel.show_verdict(story.journal, judged(talk), behind=True)
    assert panel._number.text() == "connection #1 · catching up"
    assert clipped(panel) == []
    assert nameless(panel) == []
    assert panel.page.width() <= panel.width()
    assert panel.page.height() > panel.height()
    assert panel._scroll is not None
    assert not panel._scroll.horizontalScrollBar().maximum()
    panel.show_verdict(None, None)
    assert panel.page is None
    assert panel._hint.isVisible()


def test_another_connection_is_read_from_the_top(panel: VerdictPanel) -> None:
    story = Story()
    first, second = server_begun(story), client_begun(story)
    panel.show_verdict(story.journal, judged(first))
    bar = panel._scroll.verticalScrollBar()
    bar.setRange(0, 500)
    bar.setValue(100)
    panel.show_verdict(story.journal, judged(first))
    assert bar.value() == 100
    panel.show_verdict(story.journal, judged(second))
    assert bar.value() == 0


def test_a_link_asks_for_the_entry_of_its_row(panel: VerdictPanel) -> None:
    story = Story()
    talk = client_begun(story)
    wanted: list[int] = []
    panel.entry_wanted.connect(wanted.append)
    panel.show_verdict(story.journal, judged(talk))
    panel.focus_facts()
    panel.page.row_wanted.emit(3)
    panel.page.row_wanted.emit(10_000)
    assert wanted == [story.journal.rows.entries[3]]


def test_the_focus_goes_to_the_uppermost_link_that_is_seen(panel: VerdictPanel) -> None:
    story = Story()
    panel.show_verdict(story.journal, judged(client_begun(story)))
    page = panel.page
    panel.focus_facts()
    first = next(line.links.first for line in page.fact_lines() if line.links.first is not None)
    assert panel.focusWidget() is first
    assert first.isVisible()
    page.hide()
    panel.focus_facts()
    assert panel.focusWidget() is panel._copy
