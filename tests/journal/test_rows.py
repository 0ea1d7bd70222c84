"""Rows have numbers that stay."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.rows import Rows


def rows_of(*entries_and_connections: tuple[int, int]) -> Rows:
    rows = Rows()
    for entry, connection in entries_and_connections:
        rows.entries.append(entry)
        rows.keys.append(1)
        rows.connections.append(connection)
    return rows


def test_an_entry_has_a_row_or_none():
    rows = rows_of((2, 1), (5, 1), (9, 2))
    assert len(rows) == 3
    assert [rows.row_of(entry) for entry in (2, 5, 9)] == [0, 1, 2]
    assert [rows.row_of(entry) for entry in (0, 3, 10)] == [None, None, None]


def test_the_row_at_an_entry_is_the_last_one_up_to_it():
    rows = rows_of((2, 1), (5, 1), (9, 2))
    assert [rows.row_at(entry) for entry in (0, 2, 4, 5, 100)] == [-1, 0, 0, 1, 2]


# In these ids, the bytes of one stand across two others.
_IDS = st.sampled_from([0, 1, 256, 65_536, 65_537, 16_777_216])


@given(st.lists(_IDS), _IDS, st.integers(0, 40))
def test_the_rows_of_a_connection_are_found(connections, wanted, first_entry):
    rows = rows_of(*((2 * at, connection) for at, connection in enumerate(connections)))
    assert rows.of(wanted, first_entry) == [
        row for row, at in enumerate(connections) if at == wanted and 2 * row >= first_entry
    ]


@given(st.lists(_IDS))
def test_the_row_before_is_the_last_of_the_same_connection(connections):
    rows = rows_of(*enumerate(connections))
    for row, wanted in enumerate(connections):
        earlier = [at for at in range(row) if connections[at] == wanted]
        assert rows.before(row) == (earlier[-1] if earlier else None)


def test_the_row_before_may_be_far_away():
    rows = Rows()
    rows.connections = array("I", [7] + [9] * 300_000 + [7])
    assert rows.before(300_001) == 0
    rows.connections[0] = 8
    assert rows.before(300_001) is None


def test_rows_move_to_the_connection_that_was_joined():
    rows = rows_of((2, 1), (5, 2), (9, 1), (11, 3), (12, 1))
    assert rows.move(1, 3, 5) == (2, 4)
    assert rows.connections == array("I", [1, 2, 3, 3, 3])
    assert rows.moves == [(9, 3)]
    assert rows.move(7, 3, 0) is None
    assert rows.moves == [(9, 3)]


def test_the_rows_of_a_connection_that_is_not_worth_it_become_background():
    rows = rows_of((2, 1), (5, 2), (9, 1), (11, 3))
    rows.background.extend((3, 12))
    rows.withdraw(1)
    assert rows.entries == array("I", [5, 11])
    assert rows.connections == array("I", [2, 3])
    assert len(rows.keys) == 2
    assert rows.background == array("I", [2, 3, 9, 12])
    assert sorted(rows.withdrawn) == [2, 9]
