"""Stepping through the rows shows every state there was, at a time at which it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.journals import (
    CLIENT,
    KEY,
    SERVER,
    Story,
    Talk,
    client_begun,
    flow,
    lost_close,
    one_ended,
    server_begun,
)
from wsinspector.models.row_moments import RowMoments
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Phase, Role


def _crossing(story: Story) -> Talk:
    """Both ends send a Close before either has got the other's."""
    talk = story.talk().connect()
    journal, clock = story.journal, story.clock
    sent: dict[Role, tuple[int, bytes]] = {}
    for role in Role:
        header, _ = encode_frame(Kind.CLOSE, b"", mask=KEY if role is CLIENT else None)
        sent[role] = talk.offsets[role], header
        fact = (True, int(Kind.CLOSE), talk.offsets[role], header, b"")
        journal.append_frames(talk.ends[role], clock[0], [fact])
        talk.phase(role, Phase.CLOSE_SENT).wait(1)
    for role in Role:
        start, header = sent[role.peer]
        fact = (False, int(Kind.CLOSE), start, header, b"")
        journal.append_frames(talk.ends[role], clock[0], [fact])
        talk.phase(role, Phase.BOTH_CLOSED).wait(1)
    return talk.fin(SERVER).fin(CLIENT).over()


def _late(story: Story) -> Talk:
    """The client gets the server's Close and FIN long after they were sent."""
    talk = story.talk().connect()
    talk.close(CLIENT)
    journal, start = story.journal, talk.offsets[SERVER]
    talk.close(SERVER, arrives=False)
    talk.record(SERVER, Kind.FIN, True)
    talk.phase(SERVER, Phase.FIN_SENT).wait(30)
    header, _ = encode_frame(Kind.CLOSE, b"\x03\xe8")
    fact = (False, int(Kind.CLOSE), start, header, b"\x03\xe8")
    journal.append_frames(talk.ends[CLIENT], story.clock[0], [fact])
    talk.phases[CLIENT] = Phase.CLOSE_SENT
    talk.phase(CLIENT, Phase.BOTH_CLOSED).wait(1)
    talk.record(CLIENT, Kind.FIN, False)
    talk.phase(CLIENT, Phase.FIN_RECEIVED).wait(1)
    return talk.fin(CLIENT).over()


_TALKS = [client_begun, server_begun, lost_close, one_ended, _crossing, _late]


def _phases(story: Story, end: int) -> list[tuple[Phase, int]]:
    """Every phase of an end, and when it began."""
    found = []
    for entry in range(len(story.journal)):
        if story.journal.end_of(entry) == end and story.journal.entry(entry).kind is Kind.STATE:
            standing = story.journal.lifelines.at(end, entry)
            assert standing is not None
            found.append((standing.phase, standing.since_ns))
    return found


@pytest.mark.parametrize("tell", _TALKS)
def test_every_phase_is_seen_at_a_time_at_which_it_was(tell: Callable[[Story], Talk]) -> None:
    story = Story()
    talk = tell(story)
    moments, journal = RowMoments(story.journal), story.journal
    for end in talk.ends.values():
        phases = _phases(story, end)
        seen = set()
        for row in journal.rows.entries:
            upto, at_ns = moments.at(end, row)
            standing = journal.lifelines.at(end, upto)
            if standing is None:
                continue
            seen.add(standing.phase)
            begins = [since for _, since in phases]
            number = begins.index(standing.since_ns)
            number = phases.index((standing.phase, standing.since_ns), number)
            assert begins[number] <= at_ns
            assert number + 1 == len(phases) or at_ns <= begins[number + 1]
        before_tcp = {Phase.CONNECTING_TCP}  # these stories begin without a row of their own
        assert seen | before_tcp >= {phase for phase, _ in phases}


@pytest.mark.parametrize("tell", _TALKS)
def test_down_the_timeline_no_end_goes_back(tell: Callable[[Story], Talk]) -> None:
    story = Story()
    talk = tell(story)
    moments = RowMoments(story.journal)
    for end in talk.ends.values():
        reached = [moments.upto(end, row) for row in story.journal.rows.entries]
        standings = [story.journal.lifelines.at(end, upto) for upto in reached]
        entries = [-1 if standing is None else standing.entry for standing in standings]
        assert entries == sorted(entries)


def test_where_closes_cross_each_end_shows_its_own_side_of_a_row() -> None:
    story = Story()
    talk = _crossing(story)
    moments, journal = RowMoments(story.journal), story.journal
    first, second = (row for row in journal.rows.entries if journal.entry(row).kind is Kind.CLOSE)

    def phase(role: Role, row: int) -> Phase:
        standing = journal.lifelines.at(talk.ends[role], moments.at(talk.ends[role], row)[0])
        assert standing is not None
        return standing.phase

    assert (phase(CLIENT, first), phase(SERVER, first)) == (Phase.CLOSE_SENT, Phase.BOTH_CLOSED)
    assert (phase(CLIENT, second), phase(SERVER, second)) == (Phase.BOTH_CLOSED, Phase.CLOSE_SENT)


def test_what_a_person_asks_for_does_not_belong_to_the_row_before() -> None:
    story = Story()
    talk = story.talk(CLIENT)
    row = talk.record(CLIENT, Kind.CONNECT, step="begin")
    talk.phase(CLIENT, Phase.CONNECTING_DNS).wait(5000)
    call = talk.record(CLIENT, Kind.CALL, call="close")
    talk.phase(CLIENT, Phase.CONNECTING_ABORTED)
    moments, end = RowMoments(story.journal), talk.ends[CLIENT]
    assert moments.at(end, row) == (row + 1, story.journal.time_of(row))
    assert moments.at(end, call) == (call, story.journal.time_of(call))
    assert moments.at(end, call + 1) == (call + 1, story.journal.time_of(call))


def test_a_row_of_another_connection_stops_nothing() -> None:
    story = Story()
    one, other = story.talk().connect(), story.talk(SERVER).connect()
    one.frame(CLIENT, Kind.CLOSE, b"", arrives=False)
    flow(other, 10_000)
    one.phase(CLIENT, Phase.CLOSE_SENT)
    changed = len(story.journal) - 1
    one.text(CLIENT, "too late").phase(CLIENT, Phase.CLOSED_UNCLEAN)
    moments, journal = RowMoments(story.journal), story.journal
    close = next(row for row in journal.rows.entries if journal.entry(row).kind is Kind.CLOSE)
    for _ in range(2):  # found, then remembered
        assert moments.at(one.ends[CLIENT], close) == (changed, journal.time_of(changed))
