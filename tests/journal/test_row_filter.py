"""A filter shows what it says, from the beginning or while the journal grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.journals import SERVER, Story, client_begun, failed, flood, many_connections
from wsinspector.journal.entries import BACKGROUND, Direction, EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.row_filter import FilteredRows, RowFilter
from wsinspector.protocol.facts import Fact, Kind

CLOSES = frozenset({Kind.CLOSE})
C2S = frozenset({Direction.C2S})


def expected(journal: Journal, row_filter: RowFilter) -> list[int]:
    """The same, row by row."""
    found = []
    for entry_id in sorted([*journal.rows.entries, *journal.rows.background]):
        entry = journal.entry(entry_id)
        if entry.kind in BACKGROUND and entry.kind not in row_filter.background:
            continue
        if row_filter.connection not in (None, journal.connection_of(entry_id)):
            continue
        if row_filter.directions is not None and entry.direction not in row_filter.directions:
            continue
        if row_filter.kinds is not None and entry.kind not in row_filter.kinds:
            continue
        said = "".join(map(str, journal.details(entry_id).values())).encode()
        if (
            row_filter.text.encode().lower()
            not in (said + (journal.payload(entry_id) or b"")).lower()
        ):
            continue
        found.append(entry_id)
    return found


@pytest.mark.parametrize(
    "row_filter",
    [
        RowFilter(),
        RowFilter(connection=2),
        RowFilter(connection=99),
        RowFilter(connection=0),
        RowFilter(directions=C2S),
        RowFilter(kinds=CLOSES),
        RowFilter(connection=1, directions=C2S, kinds=CLOSES),
        RowFilter(kinds=frozenset({Kind.API, Kind.FIN})),
        RowFilter(directions=frozenset()),
        RowFilter(background=frozenset({Kind.STATE})),
        RowFilter(connection=3, background=BACKGROUND),
        RowFilter(kinds=frozenset({Kind.STATE}), background=BACKGROUND),
        RowFilter(text="message 1"),
        RowFilter(text="MESSAGE 1", directions=C2S, connection=2),
        RowFilter(text="孩子"),
    ],
)
def test_the_rows_are_those_that_fit(row_filter):
    story = Story()
    many_connections(story)
    client_begun(story)
    journal = story.journal
    found = FilteredRows(journal, row_filter)
    assert list(found.entries) == expected(journal, row_filter)
    client_begun(story)
    assert found.extend()
    assert list(found.entries) == expected(journal, row_filter)
    assert found.extend()
    assert len(found) == len(expected(journal, row_filter))


def test_the_examples_find_something():
    story = Story()
    many_connections(story)
    client_begun(story)
    for row_filter in (RowFilter(text="孩子"), RowFilter(text="message 1"), RowFilter(3)):
        assert expected(story.journal, row_filter)


def test_rows_that_came_to_the_connection_are_taken_in():
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    journal.append(client, 0, Fact(Kind.CONNECT, details={"step": "dns"}))
    journal.append(server, 0, Fact(Kind.TCP, False))
    journal.append(client, 0, Fact(Kind.REQUEST, True, 0, b"GET"))
    journal.attach(client, ("a", 1), ("b", 2))
    shown = FilteredRows(journal, RowFilter(connection=1))
    others = FilteredRows(journal, RowFilter(connection=5))
    everything = FilteredRows(journal, RowFilter())
    assert list(shown.entries) == [0, 2]
    journal.attach(server, ("b", 2), ("a", 1))
    assert not shown.extend()
    assert list(shown.entries) == [0, 1, 2]
    assert others.extend()
    assert everything.extend()
    assert shown.extend()


def test_rows_of_a_failed_connect_are_found_by_what_is_said():
    story = Story()
    failed(story)
    found = FilteredRows(story.journal, RowFilter(text="the LIMIT"))
    assert [story.journal.entry(at).kind for at in found.entries] == [Kind.FAILURE]


@given(st.lists(st.integers(0, 3000), max_size=6), st.sampled_from(["mm", "", "nowhere"]))
def test_growing_gives_the_same_as_beginning_anew(steps, text):
    story = Story()
    talk = flood(story, 10)
    row_filter = RowFilter(kinds=frozenset({Kind.TEXT}), text=text)
    growing = FilteredRows(story.journal, row_filter)
    for count in steps:
        talk.wait(1)
        payload = b"m" * 3
        frames = [(False, 1 + at % 2, 0, b"\x81\x03", payload) for at in range(count)]
        story.journal.append_frames(talk.ends[SERVER], talk.clock[0], frames)
        growing.extend()
    assert growing.entries == FilteredRows(story.journal, row_filter).entries


def _page_request(journal: Journal) -> tuple[int, int]:
    """A request for the page for browsers, of which the accept was a row for a while."""
    end = journal.open_end(EndKind.SERVER, 0)
    accept = journal.append(end, 0, Fact(Kind.TCP, False))
    return end, accept


@pytest.mark.parametrize("seen", [False, True])
@pytest.mark.parametrize("aside", [False, True])
def test_what_is_set_aside_is_shown_only_when_asked_for(seen, aside):
    story = Story()
    client_begun(story)
    journal = story.journal
    rows = FilteredRows(journal, RowFilter(kinds=frozenset({Kind.TCP, Kind.REQUEST}), aside=aside))
    before = list(rows.entries)
    end, accept = _page_request(journal)
    if seen:
        assert rows.extend()
        assert list(rows.entries) == [*before, accept]
    request = journal.append(end, 0, Fact(Kind.REQUEST, False, details={"plain": True}))
    fin = journal.append(end, 0, Fact(Kind.FIN, False))
    assert rows.extend() is not seen
    assert list(rows.entries) == ([*before, accept, request] if aside else before)
    assert journal.rows.row_of(accept) is journal.rows.row_of(fin) is None
    assert journal.connection_of(accept) == 0
