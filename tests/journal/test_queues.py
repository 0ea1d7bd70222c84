"""How far a queue had got, at any entry."""

from __future__ import annotations

from wsinspector.journal.queues import QueueMark, Queues


def test_reports_are_found_by_entry_and_by_offset():
    queues = Queues()
    queues.add(1, 5, 50, 100, 0, 300)
    queues.add(1, 9, 90, 300, 0, 300)
    queues.add(2, 10, 95, 7, 20, 20)
    assert queues.at(1, 4) is None
    assert queues.at(1, 5) == QueueMark(5, 50, 100, 0, 300)
    assert queues.at(1, 8) == queues.at(1, 5)
    assert queues.at(1, 99) == QueueMark(9, 90, 300, 0, 300)
    assert queues.after(1, 5) == QueueMark(9, 90, 300, 0, 300)
    assert queues.after(1, 9) is None
    assert queues.handed_at(1, 100) == QueueMark(5, 50, 100, 0, 300)
    assert queues.handed_at(1, 101) == QueueMark(9, 90, 300, 0, 300)
    assert queues.handed_at(1, 301) is None
    assert queues.at(3, 1) is queues.after(3, 1) is queues.handed_at(3, 1) is None


def test_a_queue_is_stuck_while_something_is_left():
    assert QueueMark(1, 0, 100, 0, 300).is_stuck
    assert not QueueMark(1, 0, 300, 0, 300).is_stuck
