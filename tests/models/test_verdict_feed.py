"""The connection that is looked at is judged as soon as something of it changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.journals import CLIENT, SERVER, Story, client_begun, flow
from wsinspector.journal.entries import EndKind
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.verdict_feed import VerdictFeed


class Session:
    """A journal that is judged.

    Attributes:
        story: what is recorded.
        verdicts: what is known of it.
        told: how often something else was known.
    """

    def __init__(self) -> None:
        self.story = Story()
        self.feed = JournalFeed(self.story.journal, interval_ms=100_000)
        self.verdicts = VerdictFeed(self.story.journal, self.feed, lambda: self.story.clock[0])
        self.told = 0
        self.verdicts.changed.connect(self._count)

    def _count(self) -> None:
        self.told += 1

    def ending(self) -> str | None:
        """Of the connection that is looked at, by now."""
        self.feed.publish()
        verdict = self.verdicts.verdict
        return None if verdict is None else verdict.ending


@pytest.fixture
def session(qtbot) -> Iterator[Session]:
    session = Session()
    yield session
    session.feed.stop()
    session.verdicts.stop()


def test_the_latest_to_begin_or_end_is_looked_at(session: Session) -> None:
    assert session.ending() is None
    first = session.story.talk().connect()
    assert session.ending() == "still-open"
    second = session.story.talk().connect()
    session.ending()
    assert session.verdicts.connection == second.connection
    second.text(CLIENT, "hi")
    first.text(CLIENT, "hi")
    session.ending()
    assert session.verdicts.connection == second.connection
    first.close(CLIENT, 1000)
    session.ending()
    assert session.verdicts.connection == first.connection
    session.verdicts.look_at(second.connection)
    assert session.verdicts.connection == second.connection
    session.verdicts.look_at(None)
    assert session.verdicts.connection == session.verdicts.latest == first.connection


def test_nothing_is_told_where_nothing_is_new(session: Session) -> None:
    talk = session.story.talk().connect()
    session.ending()
    told = session.told
    talk.text(CLIENT, "hi").text(SERVER, "hi")
    session.ending()
    assert session.told == told
    talk.close(CLIENT, 1000)
    session.ending()
    assert session.told == told + 1


def test_what_is_owed_is_counted_until_it_is_paid(session: Session, qtbot) -> None:
    talk = session.story.talk().connect().close(CLIENT, 1000)
    session.ending()
    (before,) = session.verdicts.verdict.owed
    talk.wait(2000)
    qtbot.waitUntil(lambda: session.verdicts.verdict.owed != (before,))
    assert session.verdicts.verdict.inferred
    talk.close(SERVER, 1000).fin(SERVER).fin(CLIENT).over()
    assert session.ending() == "clean-client"
    assert not session.verdicts._tick.isActive()


def test_every_connection_is_judged_in_the_end(session: Session, qtbot) -> None:
    talks = [client_begun(session.story) for _ in range(20)]
    session.feed.publish()
    outcomes = session.verdicts.outcomes
    qtbot.waitUntil(lambda: len(outcomes) == len(talks))
    assert {outcomes.get(talk.connection).ending for talk in talks} == {"clean-client"}


def test_much_at_once_is_taken_piece_by_piece(session: Session, qtbot) -> None:
    talk = session.story.talk(SERVER).connect()
    flow(talk, 20_000)
    talk.wait(60_000).close(SERVER, 4000).close(CLIENT, 4000).fin(SERVER).fin(CLIENT).over()
    assert session.ending() == "still-open"
    assert session.verdicts.is_behind
    # It speaks of what it has taken: nothing is owed yet.
    assert session.verdicts.verdict.owed == ()
    qtbot.waitUntil(lambda: session.verdicts.verdict.ending == "clean-server")


def test_what_turns_out_to_be_one_connection_is_judged_as_one(session: Session) -> None:
    journal = session.story.journal
    accepted = session.story.talk(SERVER).connect()
    session.feed.publish()
    client = journal.open_end(EndKind.CLIENT, session.story.clock[0], url="ws://x/")
    journal.attach(client, journal.end(accepted.ends[SERVER]).remote, ("127.0.0.1", 8765))
    accepted.text(SERVER, "hi")
    session.feed.publish()
    joined = journal.end(client).connection
    assert session.verdicts.connection in (joined, None)
    assert set(session.verdicts.outcomes) <= {joined}


def test_nothing_is_loaded_before_there_is_a_connection() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from wsinspector.journal.entries import EndKind\n"
        "from wsinspector.journal.journal import Journal\n"
        "from wsinspector.models.journal_feed import JournalFeed\n"
        "from wsinspector.models.verdict_feed import VerdictFeed\n"
        "app = QCoreApplication([])\n"
        "journal = Journal()\n"
        "feed = JournalFeed(journal)\n"
        "verdicts = VerdictFeed(journal, feed)\n"
        "feed.publish()\n"
        "verdicts.look_at(None)\n"
        "loaded = [name for name in sys.modules if name.startswith('wsinspector.verdicts')]\n"
        "assert not loaded, loaded\n"
        "journal.open_end(EndKind.CLIENT, 0)\n"
        "feed.publish()\n"
        "assert 'wsinspector.verdicts.judge' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)
