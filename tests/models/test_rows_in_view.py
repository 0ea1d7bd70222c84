"""Which entries are rows, with and without a filter."""

from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, client_begun, many_connections
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.rows_in_view import RowsInView
from wsinspector.protocol.facts import Fact, Kind


def _ids(rows: RowsInView) -> list[int]:
    return [rows[at] for at in range(len(rows))]


def test_without_a_filter_all_rows_as_far_as_taken_in() -> None:
    story = Story()
    client_begun(story)
    rows = RowsInView(story.journal, RowFilter())
    known = list(story.journal.rows.entries)
    story.talk().connect()
    assert _ids(rows) == known
    assert rows.grow()
    assert _ids(rows) == list(story.journal.rows.entries)


def test_a_filter_grows_with_the_journal() -> None:
    story = Story()
    rows = RowsInView(story.journal, RowFilter(kinds=frozenset({Kind.CLOSE})))
    assert len(rows) == 0
    client_begun(story)
    assert len(rows) == 0
    assert rows.grow()
    assert {story.journal.entry(entry).kind for entry in _ids(rows)} == {Kind.CLOSE}
    assert len(rows) == 2


def test_rows_that_come_between_older_ones_are_told() -> None:
    story = Story()
    client = story.talk(CLIENT).connect()
    rows = RowsInView(story.journal, RowFilter(connection=client.connection))
    before = len(rows)
    # The server's side is recorded as a connection of its own until its addresses are known.
    journal = story.journal
    server = story.talk(SERVER).connect()
    assert rows.grow()
    assert len(rows) == before
    end = journal.end(client.ends[CLIENT])
    assert end.local is not None
    assert end.remote is not None
    journal.attach(server.ends[SERVER], end.remote, end.local)
    assert not rows.grow()
    assert len(rows) > before
    assert _ids(rows) == sorted(_ids(rows))


def test_find_and_before() -> None:
    story = Story()
    many_connections(story, 3)
    journal = story.journal
    for wanted in (RowFilter(), RowFilter(kinds=frozenset({Kind.TEXT}))):
        rows = RowsInView(journal, wanted)
        ids = _ids(rows)
        for at, entry in enumerate(ids):
            assert rows.find(entry) == at
            connection = journal.connection_of(entry)
            expected = [one for one in ids[:at] if journal.connection_of(one) == connection]
            assert rows.before(at, connection) == (expected[-1] if expected else None)
        assert rows.find(10**6) is None


def test_range_of_rows_in_view() -> None:
    story = Story()
    client_begun(story)
    whole = RowsInView(story.journal, RowFilter())
    assert whole.range_of(2, 5) == (2, 5)
    closes = RowsInView(story.journal, RowFilter(kinds=frozenset({Kind.CLOSE})))
    assert closes.range_of(0, len(whole) - 1) == (0, 1)
    first, last = closes.range_of(0, 1)
    assert last < first


def test_a_row_that_is_withdrawn_goes_with_the_next_growth() -> None:
    journal = Journal()
    rows = RowsInView(journal, RowFilter())
    end = journal.open_end(EndKind.SERVER, 0)
    accept = journal.append(end, 0, Fact(Kind.TCP, False))
    assert rows.grow()
    assert _ids(rows) == [accept]
    journal.append(end, 0, Fact(Kind.REQUEST, False, details={"plain": True}))
    # One too many is in view for a moment, and nothing that is asked for it fails.
    assert (len(rows), rows[0], rows.find(accept), rows.before(0, 1)) == (1, 0, None, None)
    closes = RowsInView(journal, RowFilter(kinds=frozenset({Kind.CLOSE})))
    assert closes.range_of(0, 0) == (0, -1)
    assert not rows.grow()
    assert len(rows) == 0
    journal.append(journal.open_end(EndKind.SERVER, 0), 0, Fact(Kind.TCP, False))
    assert rows.grow()
    assert len(rows) == 1
