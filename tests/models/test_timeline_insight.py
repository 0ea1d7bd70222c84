"""Findings and what is inferred, in the timeline, while it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.journals import CLIENT, SERVER, Story, Talk
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.steps import Figure
from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.models.verdict_feed import VerdictFeed
from wsinspector.texts import render


class Judged(NamedTuple):
    """A timeline that is judged."""

    story: Story
    feed: JournalFeed
    model: TimelineModel
    verdicts: VerdictFeed

    def summaries(self) -> list[str]:
        """Number and summary of each row."""
        rows = range(self.model.rowCount())
        return [
            f"{self.model.text_of(row, Column.NUMBER)} {self.model.text_of(row, Column.SUMMARY)}"
            for row in rows
        ]

    def inferred(self) -> list[int]:
        """The positions of inferred rows."""
        rows = range(self.model.rowCount())
        return [row for row in rows if self.model.line(row).step.figure is Figure.INFERRED]

    def judge(self) -> None:
        """Let everything recorded so far be shown and judged."""
        self.feed.publish()
        self.verdicts._on_tick()


@pytest.fixture
def judged(qtbot) -> Iterator[Judged]:
    story = Story()
    feed = JournalFeed(story.journal, interval_ms=100_000)
    model = TimelineModel(story.journal, feed, render)
    verdicts = VerdictFeed(story.journal, feed, lambda: story.clock[0])
    model.follow(verdicts)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield Judged(story, feed, model, verdicts)
    feed.stop()
    verdicts.stop()
    tester.deleteLater()


def tardy(judged: Judged) -> Talk:
    """The server answers late, and never hangs up."""
    talk = judged.story.talk().connect().close(CLIENT, 1000).wait(1500)
    judged.judge()
    assert len(judged.inferred()) == 1
    talk.wait(700).close(SERVER, 1000).wait(2000).fin(CLIENT).fin(SERVER).over()
    judged.judge()
    return talk


def test_what_was_owed_stands_where_it_became_true(judged: Judged) -> None:
    tardy(judged)
    model = judged.model
    first, second = judged.inferred()
    line = model.line(second)
    assert (line.number, line.label, line.sign) == ("", "Server owes TCP end", "▲")
    assert line.summary.startswith("RFC 6455 §5.5.1: ")
    assert "inferred from row" in line.summary
    assert "inferred" in model.row_in_words(second)
    assert model.line(first).label == "Server owes a Close"
    assert model.line(first).sign == ""
    times = [model.line(row).time for row in range(model.rowCount())]
    assert times == sorted(times, key=float)
    numbers = [line.number for line in map(model.line, range(model.rowCount())) if line.number]
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    # A row leads to itself, also behind an inferred one.
    for row in range(model.rowCount()):
        if row not in judged.inferred():
            assert model.row_of(model.entry_at(row)) == row


def test_a_row_that_proves_a_finding_carries_its_sign_and_says_which(judged: Judged) -> None:
    tardy(judged)
    model = judged.model
    (late,) = [row for row in range(model.rowCount()) if model.line(row).sign == "◆"]
    assert model.text_of(late, Column.SUMMARY).startswith("◆ ")
    assert "close-reply-late" in model.tooltip(late, Column.SUMMARY)
    assert model.tooltip(late, Column.NUMBER).startswith("◆ close-reply-late: ")
    assert "evidence of a deviation" in model.row_in_words(late)


def test_rows_with_findings_alone(judged: Judged) -> None:
    model = judged.model
    model.set_filter(RowFilter(findings=True))
    assert model.rowCount() == 0
    tardy(judged)
    kinds = [model.journal.entry(model.entry_at(row)).kind.name for row in range(model.rowCount())]
    assert kinds.count("CLOSE") >= 2
    assert len(judged.inferred()) == 2
    other = judged.story.talk().connect().frame(SERVER, 0, b"x")
    judged.judge()
    assert model.journal.connection_of(model.entry_at(model.rowCount() - 1)) == other.connection
    assert model.filter == RowFilter(findings=True)


def test_of_some_kinds_alone_nothing_is_inferred(judged: Judged) -> None:
    talk = tardy(judged)
    judged.model.set_filter(RowFilter(text="nothing"))
    assert judged.inferred() == []
    judged.model.set_filter(RowFilter(connection=talk.connection))
    assert len(judged.inferred()) == 2
    judged.story.talk().connect()
    judged.judge()
    assert len(judged.inferred()) == 2
    judged.model.set_filter(RowFilter())
    assert judged.inferred() == []
    judged.model.show_states(True)
    judged.model.set_filter(RowFilter(connection=talk.connection))
    assert len(judged.inferred()) == 2
