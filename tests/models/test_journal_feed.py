"""News come one batch at a time, the first at once, and nothing runs while nothing waits."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.support.journals import CLIENT, Story
from wsinspector.journal.watch import Advance
from wsinspector.models.journal_feed import JournalFeed


def _heard(feed: JournalFeed) -> list[Advance]:
    heard: list[Advance] = []
    feed.advanced.connect(heard.append)
    return heard


def test_what_is_recorded_in_one_turn_is_told_as_one(qtbot: QtBot) -> None:
    story = Story()
    feed = JournalFeed(story.journal, interval_ms=10_000)
    heard = _heard(feed)
    talk = story.talk().connect()
    assert not heard
    qtbot.waitUntil(lambda: bool(heard))
    (advance,) = heard
    assert (advance.first_entry, advance.stop_entry) == (0, len(story.journal))
    assert advance.connections
    assert not feed.is_waiting
    # Soon after, the interval must pass first.
    talk.text(CLIENT, "more")
    assert feed.is_waiting
    feed.publish()
    assert heard[1].first_entry == advance.stop_entry
    assert not feed.is_waiting


def test_nothing_new_is_not_told(qtbot: QtBot) -> None:
    story = Story()
    feed = JournalFeed(story.journal)
    heard = _heard(feed)
    feed.publish()
    assert not heard


def test_the_interval_ends_by_itself(qtbot: QtBot) -> None:
    story = Story()
    feed = JournalFeed(story.journal, interval_ms=20)
    heard = _heard(feed)
    talk = story.talk().connect()
    qtbot.waitUntil(lambda: len(heard) == 1)
    talk.text(CLIENT, "a")
    talk.text(CLIENT, "b")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].stop_entry == len(story.journal)


def test_a_stopped_feed_says_nothing(qtbot: QtBot) -> None:
    story = Story()
    feed = JournalFeed(story.journal)
    heard = _heard(feed)
    talk = story.talk()
    feed.stop()
    feed.stop()
    talk.connect()
    assert not feed.is_waiting
    assert not heard
