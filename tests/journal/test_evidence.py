"""What a verdict speaks of is shown by a row, also where it is none itself."""

from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, client_begun
from wsinspector.journal.evidence import evidence_row, evidence_rows
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


def test_a_row_shows_itself_its_other_sight_and_the_states_that_it_brought_about() -> None:
    story = Story()
    talk = client_begun(story)
    other = story.talk().connect()
    other.text(CLIENT, "hi")
    journal = story.journal
    for entry in range(len(journal)):
        row = evidence_row(journal, entry)
        if row is None:
            continue
        assert journal.rows.connections[row] == journal.connection_of(entry)
        assert journal.rows.entries[row] <= entry
    close = next(one for one in journal.rows.entries if journal.entry(one).kind is Kind.CLOSE)
    mate = journal.mate(close)
    assert mate is not None
    assert evidence_row(journal, close) == evidence_row(journal, mate) == journal.rows.row_of(close)
    assert evidence_rows(journal, (mate, close)) == [journal.rows.row_of(close)]
    assert talk.connection != other.connection


def test_the_first_change_of_state_has_no_row_yet() -> None:
    story = Story()
    talk = story.talk(SERVER)
    talk.record(SERVER, Kind.STATE, phase=Phase.CONNECTING_HTTP.word, ready=0)
    assert evidence_row(story.journal, 0) is None
    assert evidence_rows(story.journal, (0,)) == []
