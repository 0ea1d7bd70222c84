"""The table answers which of many connections ended in which way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.journals import CLIENT, SERVER, Story, Talk, client_begun, one_ended
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.outcomes_model import OutcomeColumn, OutcomesModel
from wsinspector.models.verdict_feed import VerdictFeed

DOWN = Qt.SortOrder.DescendingOrder


class Judged(NamedTuple):
    """A session whose connections are in a table."""

    story: Story
    feed: JournalFeed
    verdicts: VerdictFeed
    model: OutcomesModel

    def column(self, column: OutcomeColumn) -> list[str]:
        """What a column shows."""
        model = self.model
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def judge(self) -> None:
        """Let everything recorded so far be judged."""
        self.feed.publish()
        while self.verdicts._stale:
            self.verdicts._catch_up()


@pytest.fixture
def judged(qtbot) -> Iterator[Judged]:
    story = Story()
    feed = JournalFeed(story.journal, interval_ms=100_000)
    verdicts = VerdictFeed(story.journal, feed, lambda: story.clock[0])
    model = OutcomesModel(story.journal, verdicts)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield Judged(story, feed, verdicts, model)
    feed.stop()
    verdicts.stop()
    tester.deleteLater()


def cut_after(judged: Judged, seconds: float) -> Talk:
    """A connection that is cut after a silence."""
    talk = judged.story.talk(SERVER).connect().text(CLIENT, "hi")
    return talk.wait(seconds * 1000).fin(CLIENT).fin(SERVER).over()


def test_which_of_many_died_after_a_minute_of_silence(judged: Judged) -> None:
    for seconds in (1, 60, 3, 60.5, 2):
        cut_after(judged, seconds)
    client_begun(judged.story)
    judged.judge()
    assert judged.model.counts() == [("abrupt-fin", 3), ("idle-timeout", 2), ("clean-client", 1)]
    judged.model.sort(OutcomeColumn.SILENCE, DOWN)
    assert judged.column(OutcomeColumn.NUMBER)[:2] == ["#4", "#2"]
    assert judged.column(OutcomeColumn.SILENCE)[:2] == ["60.5 s", "60.0 s"]
    judged.model.show_ending("idle-timeout")
    assert judged.column(OutcomeColumn.NUMBER) == ["#4", "#2"]
    assert set(judged.column(OutcomeColumn.ENDING)) == {"idle-timeout"}
    cut_after(judged, 1)
    cut_after(judged, 60)
    judged.judge()
    assert len(judged.column(OutcomeColumn.NUMBER)) == 3
    judged.model.show_ending(None)
    assert judged.model.rowCount() == 8


def test_a_row_says_who_when_and_how(judged: Judged) -> None:
    talk = one_ended(judged.story, SERVER)
    judged.judge()
    model = judged.model
    cells = [model.index(0, column).data() for column in OutcomeColumn]
    assert cells[OutcomeColumn.NUMBER] == f"#{talk.connection}"
    assert str(cells[OutcomeColumn.PEER]).startswith("127.0.0.1:")
    assert cells[OutcomeColumn.INITIATOR] == "client"
    assert cells[OutcomeColumn.TCP_CLOSER] == "server"
    assert cells[OutcomeColumn.CODE] == "4000"
    assert cells[OutcomeColumn.ENDING] == "clean-client"
    said = model.index(0, OutcomeColumn.FINDINGS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "violations" in said
    for column in OutcomeColumn:
        assert model.headerData(column, Qt.Orientation.Horizontal)
        tip = Qt.ItemDataRole.ToolTipRole
        assert model.headerData(column, Qt.Orientation.Horizontal, tip)
        model.sort(column)


def test_what_lives_has_no_lifetime_and_changes_group_when_it_ends(judged: Judged) -> None:
    talk = judged.story.talk().connect()
    judged.judge()
    assert judged.column(OutcomeColumn.LIFETIME) == ["open"]
    judged.model.show_ending("still-open")
    assert judged.model.rowCount() == 1
    talk.close(CLIENT).close(SERVER).fin(SERVER).fin(CLIENT).over()
    judged.judge()
    assert judged.model.rowCount() == 0
    assert judged.model.counts() == [("clean-client", 1)]


def test_the_selected_row_stays_the_same_connection(judged: Judged, qtbot) -> None:
    for seconds in (3, 1):
        cut_after(judged, seconds)
    judged.judge()
    model = judged.model
    model.sort(OutcomeColumn.SILENCE)
    kept = QPersistentModelIndex(model.index(0, 0))
    cut_after(judged, 0.5)
    judged.judge()
    assert model.connection_at(2) == 3
    qtbot.waitUntil(lambda: model.connection_at(0) == 3)
    assert (kept.row(), model.connection_at(kept.row())) == (1, 2)
    assert model.row_of(2) == 1
    assert model.connection_at(99) is None
