from __future__ import annotations

from PySide6.QtWidgets import QLabel

from wsinspector.app.status_line import StatusLine
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.protocol.facts import Fact, Kind


def test_it_counts_and_comes_to_rest(qtbot) -> None:
    journal = Journal()
    feed = JournalFeed(journal)
    line = StatusLine(journal)
    qtbot.addWidget(line)
    feed.advanced.connect(line.advance)
    assert line.text().startswith("0 connections   0 entries")
    end = journal.open_end(EndKind.CLIENT, 0)
    for _ in range(24):
        journal.append(end, 0, Fact(Kind.NOTE))
    qtbot.waitUntil(lambda: "24 entries" in line.text())
    assert "1 connection" in line.text()
    qtbot.waitUntil(lambda: not line.text().endswith(" 0 /s"))
    qtbot.waitUntil(lambda: line.text().endswith(" 0 /s"))
    feed.stop()


def test_it_says_what_was_refused(qtbot) -> None:
    line = StatusLine(Journal())
    qtbot.addWidget(line)
    line.tell("no")
    assert line.currentMessage() == "no"


def test_it_marks_that_other_machines_can_reach_the_server(qtbot) -> None:
    line = StatusLine(Journal())
    qtbot.addWidget(line)
    mark = next(x for x in line.findChildren(QLabel) if x.text().startswith("▲ "))
    assert mark.isHidden()
    line.set_reachable(True)
    assert not mark.isHidden()
    line.set_reachable(False)
    assert mark.isHidden()
