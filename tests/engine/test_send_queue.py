"""The queue in front of a transport: its pieces, and how far the stream has got."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.engine.send_queue import SendQueue


def test_pieces_come_in_order_and_no_larger_than_asked():
    queue = SendQueue()
    queue.put(b"abc", 3)
    queue.put(b"defghij", 7)
    assert bytes(queue.take(4)) == b"abc"
    assert bytes(queue.take(4)) == b"defg"
    assert bytes(queue.take(4)) == b"hij"
    assert queue.waiting == 0
    with pytest.raises(IndexError):
        queue.take(4)


def test_small_writes_are_gathered():
    queue = SendQueue()
    for _ in range(5):
        queue.put(b"ab", 2)
    assert queue.take(7) == b"ababab"
    assert queue.take(100) == b"abab"


def test_handed_is_what_was_taken_without_what_the_transport_still_has():
    queue = SendQueue()
    queue.put(bytes(100), 100)
    queue.take(60)
    queue.note_left(25)
    assert (queue.handed, queue.queued, queue.waiting) == (35, 100, 40)
    queue.take(60)
    queue.note_left(0)
    assert queue.handed == 100


def test_a_record_of_another_size_counts_once_it_is_whole():
    queue = SendQueue()
    queue.put(b"greeting", 0)
    queue.put(bytes(29), 10)
    queue.put(bytes(39), 20)
    queue.take(8)
    queue.note_left(0)
    assert queue.handed == 0
    queue.take(100)
    queue.note_left(39 + 1)
    assert queue.handed == 0
    queue.note_left(39)
    assert queue.handed == 10
    queue.note_left(1)
    assert queue.handed == 10
    queue.note_left(0)
    assert queue.handed == queue.queued == 30


@given(st.lists(st.binary(max_size=50)), st.integers(1, 60), st.data())
def test_nothing_is_lost_and_progress_never_goes_back(
    writes: list[bytes], most: int, data: st.DataObject
):
    queue = SendQueue()
    for write in writes:
        queue.put(write, len(write))
    taken = b""
    before = 0
    while queue.waiting:
        piece = bytes(queue.take(most))
        assert 1 <= len(piece) <= most
        taken += piece
        queue.note_left(data.draw(st.integers(0, len(piece))))
        assert before <= queue.handed <= len(taken)
        before = queue.handed
    assert taken == b"".join(writes)
