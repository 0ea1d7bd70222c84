"""What is drawn for an entry: figure, fate, and the lifelines before and after."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.journals import (
    CLIENT,
    KEY,
    SERVER,
    Story,
    Talk,
    client_begun,
    failed,
    lost_close,
    one_ended,
)
from wsinspector.journal.entries import EndKind
from wsinspector.models.steps import Figure, Lifeline, Reach, Step, StepReader
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Phase, ReadyState, Role

_CONNECTING, _OPEN, _CLOSING, _CLOSED = ReadyState


def _steps(story: Story) -> list[tuple[Kind, Step]]:
    reader = StepReader(story.journal)
    entries = (story.journal.entry(entry) for entry in story.journal.rows.entries)
    return [(entry.kind, reader.step(entry)) for entry in entries]


def _of(story: Story, kind: Kind) -> list[Step]:
    return [step for one, step in _steps(story) if one is kind]


def test_lifelines_join_from_row_to_row() -> None:
    story = Story()
    client_begun(story)
    steps = [step for _, step in _steps(story)]
    for role in Role:
        lines = [step.lifeline(role) for step in steps]
        assert all(line.ours for line in lines)
        for above, below in pairwise(lines):
            assert above.after is below.before
        assert lines[-1].after is _CLOSED


def test_a_close_changes_both_ends_in_its_own_row() -> None:
    story = Story()
    client_begun(story)
    first, second = _of(story, Kind.CLOSE)
    assert first.figure is Figure.CLOSE
    assert (first.role, first.reach) == (CLIENT, Reach.ARRIVED)
    assert first.client == first.server == Lifeline(True, _OPEN, _CLOSING)
    assert second.role is SERVER
    assert second.client == Lifeline(True, _CLOSING, _CLOSING)


def test_with_state_rows_the_change_is_in_its_own_row() -> None:
    story = Story()
    client_begun(story)
    journal, reader = story.journal, StepReader(story.journal)
    close = next(e for e in journal.rows.entries if journal.entry(e).kind is Kind.CLOSE)
    assert reader.step(journal.entry(close), with_states=True).client.after is _OPEN
    change = reader.step(journal.entry(close + 1), with_states=True)
    assert change.figure is Figure.STATE
    assert (change.client.before, change.client.after) == (_OPEN, _CLOSING)


def test_other_connections_between_do_not_matter() -> None:
    story = Story()
    one, other = story.talk().connect(), story.talk().connect()
    start = one.offsets[CLIENT]
    one.frame(CLIENT, Kind.CLOSE, b"", arrives=False, then={CLIENT: Phase.CLOSE_SENT})
    other.text(CLIENT, "meanwhile")
    header, _ = encode_frame(Kind.CLOSE, b"", mask=KEY)
    story.journal.append_frames(
        one.ends[SERVER], story.clock[0], [(False, Kind.CLOSE, start, header, b"")]
    )
    one.phase(SERVER, Phase.CLOSE_RECEIVED)
    other.text(CLIENT, "later")
    (close,) = _of(story, Kind.CLOSE)
    assert close.server == Lifeline(True, _OPEN, _CLOSING)


def test_an_end_out_of_view_is_hollow_as_long_as_there_is_a_connection() -> None:
    story = Story()
    one_ended(story, CLIENT)
    steps = [step for _, step in _steps(story)]
    assert not any(step.server.ours for step in steps)
    assert steps[-1].server.after is _CLOSED
    assert [step.reach for step in _of(story, Kind.CLOSE)] == [Reach.UNSEEN, Reach.ARRIVED]


def test_what_never_arrived() -> None:
    story = Story()
    lost_close(story)
    (close,) = _of(story, Kind.CLOSE)
    assert close.reach is Reach.LOST
    assert close.server == Lifeline(True, _OPEN, _OPEN)


def test_underway_until_it_arrives() -> None:
    story = Story()
    talk = story.talk().connect()
    talk.frame(CLIENT, Kind.TEXT, b"hello", arrives=False)
    (text,) = _of(story, Kind.TEXT)
    assert text.reach is Reach.UNDERWAY


def _partly(talk: Talk) -> None:
    start = talk.offsets[CLIENT]
    talk.frame(CLIENT, Kind.TEXT, b"hello", arrives=False)
    fact = Fact(Kind.PARTIAL, False, start, b"\x81\x85", {"why": "cut", "declared": 5})
    talk.journal.append(talk.ends[SERVER], talk.clock[0], fact)


def test_partly_received_only_when_all_is_over() -> None:
    story = Story()
    talk = story.talk().connect()
    _partly(talk)
    assert _of(story, Kind.TEXT)[0].reach is Reach.UNDERWAY
    talk.over(Phase.CLOSED_UNCLEAN)
    assert _of(story, Kind.TEXT)[0].reach is Reach.PARTLY


@pytest.mark.parametrize("roles", [(CLIENT, SERVER), (CLIENT,), (SERVER,)])
def test_tcp_is_one_arrow_that_arrives_at_the_server(roles: tuple[Role, ...]) -> None:
    story = Story()
    story.talk(*roles).connect()
    (step,) = _of(story, Kind.TCP)
    assert (step.figure, step.role, step.reach) == (Figure.CONNECT, CLIENT, Reach.ARRIVED)


@pytest.mark.parametrize("kind", [Kind.CONNECT, Kind.FAILURE])
def test_a_tcp_connect_that_fails_is_an_arrow_that_never_arrives(kind: Kind) -> None:
    story = Story()
    story.talk(CLIENT).record(CLIENT, kind, step="tcp", reason="tcp-refused")
    (step,) = _of(story, kind)
    assert (step.figure, step.role, step.reach) == (Figure.CONNECT, CLIENT, Reach.LOST)


def test_what_stays_at_one_end() -> None:
    story = Story()
    talk = story.talk(CLIENT)
    talk.record(CLIENT, Kind.CONNECT, step="begin", url="ws://nothing.invalid/")
    talk.record(CLIENT, Kind.FAILURE, step="dns")
    talk.api(CLIENT, "error")
    steps = dict(_steps(story))
    assert steps[Kind.CONNECT].figure is Figure.CALL
    assert steps[Kind.FAILURE].figure is Figure.FAILURE
    assert steps[Kind.API].figure is Figure.EVENT
    assert all(not step.figure.travels for step in steps.values())
    assert all(step.role is CLIENT for step in steps.values())


def test_a_server_that_was_never_reached_has_no_lifeline() -> None:
    story = Story()
    failed(story)
    for _, step in _steps(story):
        assert (step.server.before, step.server.after) == (None, None)


def test_a_server_out_of_view_has_a_lifeline_from_its_tcp_connection_on() -> None:
    story = Story()
    story.talk(CLIENT).connect()
    (connect,) = _of(story, Kind.TCP)
    assert connect.server == Lifeline(False, None, _CONNECTING)


def test_a_change_that_comes_of_an_arrow_shows_in_its_row() -> None:
    """Though the sender has rows before the receiver has got it."""
    story = Story()
    story.talk().connect()
    (response,) = _of(story, Kind.RESPONSE)
    assert response.server == Lifeline(True, _CONNECTING, _OPEN)
    assert response.client == Lifeline(True, _CONNECTING, _OPEN)


def test_a_note_of_the_session_has_no_lifelines() -> None:
    story = Story()
    note = Fact(Kind.NOTE, details={"text": ["journal.full", {"bytes": 1}]})
    entry = story.journal.entry(story.journal.append(0, 0, note))
    step = StepReader(story.journal).step(entry)
    assert step.figure is Figure.NOTE
    assert step.role is None
    assert step.client.before is None


def test_rows_that_moved_to_another_connection_are_looked_up_anew() -> None:
    story = Story()
    journal = story.journal
    client, server = story.talk(CLIENT).connect(), story.talk(SERVER).connect()
    reader = StepReader(journal)
    request = next(e for e in journal.rows.entries if journal.entry(e).kind is Kind.REQUEST)
    assert not reader.step(journal.entry(request)).server.ours
    end = journal.end(client.ends[CLIENT])
    assert end.local is not None
    assert end.remote is not None
    journal.attach(server.ends[SERVER], end.remote, end.local)
    assert reader.step(journal.entry(request)).server.ours


def test_tls_is_an_arrow_unless_it_was_not_sent() -> None:
    story = Story()
    talk = story.talk().connect()
    for role in Role:
        talk.record(role, Kind.CONNECT, step="tls")
    talk.record(SERVER, Kind.TLS, True, event="close-notify")
    talk.record(CLIENT, Kind.TLS, True, event="withheld")
    handshakes = _of(story, Kind.CONNECT)
    assert [(step.figure, step.role) for step in handshakes[-2:]] == [
        (Figure.TLS, CLIENT),
        (Figure.MARK, SERVER),
    ]
    assert [(step.figure, step.role) for step in _of(story, Kind.TLS)] == [
        (Figure.TLS, SERVER),
        (Figure.MARK, CLIENT),
    ]


def test_what_a_page_reports_stands_at_the_clients_lifeline_which_goes_on() -> None:
    story = Story()
    talk = story.talk(SERVER).connect()
    journal = story.journal
    page = journal.open_page(talk.connection, "page")
    entry = journal.append(page, talk.clock[0], Fact(Kind.API, details={"event": "open"}))
    step = StepReader(journal).step(journal.entry(entry))
    assert (step.figure, step.role) == (Figure.EVENT, CLIENT)
    assert step.client == Lifeline(False, ReadyState.OPEN, ReadyState.OPEN)
    assert step.server == Lifeline(True, ReadyState.OPEN, ReadyState.OPEN)
    alone = journal.open_end(EndKind.PAGE, 0)
    entry = journal.append(alone, talk.clock[0], Fact(Kind.API, details={"event": "error"}))
    step = StepReader(journal).step(journal.entry(entry))
    assert step.client == step.server == Lifeline(False, None, None)
