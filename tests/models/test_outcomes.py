"""What became of connections, in short, and the rows that are marked for it."""

from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, Talk, client_begun, server_begun
from tests.support.judged import judged
from wsinspector.models.outcomes import Outcome, Outcomes
from wsinspector.protocol.facts import Kind


def taken(story: Story, *talks: Talk) -> Outcomes:
    outcomes = Outcomes(story.journal)
    for talk in talks:
        assert outcomes.take(judged(talk))
    return outcomes


def outcome(outcomes: Outcomes, talk: Talk) -> Outcome:
    found = outcomes.get(talk.connection)
    assert found is not None
    return found


def test_an_ending_in_short() -> None:
    story = Story()
    talk = client_begun(story)
    outcomes = taken(story, talk)
    short = outcome(outcomes, talk)
    assert (short.ending, short.code, short.initiator, short.tcp_closer) == (
        "clean-client",
        1000,
        "client",
        "server",
    )
    assert not short.is_open
    assert not short.owes
    assert short.opened_ns is not None
    assert short.opened_ns < short.last_ns
    assert not outcomes.take(judged(talk))
    assert list(outcomes) == [talk.connection]


def test_what_was_done_is_marked_where_it_was_done() -> None:
    story = Story()
    talk = story.talk().connect().frame(SERVER, 0, b"no message was begun")
    outcomes = taken(story, talk)
    (entry,) = outcomes.evidence
    finding = outcomes.mark(entry)
    assert finding is not None
    assert finding.by == "server"
    assert story.journal.entry(entry).kind is Kind.CONTINUATION


def test_what_was_not_done_is_marked_in_no_row_that_others_did() -> None:
    story = Story()
    talk = server_begun(story)
    outcomes = taken(story, talk)
    short = outcome(outcomes, talk)
    assert short.violations == 1
    assert short.inferred
    assert short.evidence
    assert not any(finding.severity == "violation" for finding in short.marks.values())


def test_what_is_no_connection_any_more_leaves_no_marks() -> None:
    story = Story()
    talk = story.talk().connect().frame(CLIENT, 0, b"x")
    outcomes = taken(story, talk)
    version = outcomes.version
    assert outcomes.drop(talk.connection)
    assert not outcomes.drop(talk.connection)
    assert not outcomes.evidence
    assert outcomes.version > version
    assert len(outcomes) == 0


def test_who_owes_is_remembered_until_it_is_paid() -> None:
    story = Story()
    talk = story.talk().connect().close(CLIENT, 1000)
    outcomes = taken(story, talk)
    assert outcomes.owing == {talk.connection}
    talk.close(SERVER, 1000).fin(SERVER).fin(CLIENT).over()
    outcomes.take(judged(talk))
    assert not outcomes.owing
